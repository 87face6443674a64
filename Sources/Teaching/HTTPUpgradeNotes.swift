import Language
import Protocols

/// The note where another protocol takes the place of HTTP. It is given once.
enum HTTPUpgradeNotes {
  static func note(on upgrade: HTTPUpgrade) -> Note {
    Note(.transport, rule: .http("7.8"), text: reason(upgrade) + .end(upgrade.name))
  }

  private static func reason(_ upgrade: HTTPUpgrade) -> Phrase {
    switch upgrade.standing {
    case .offered: Phrase(en: "", zh: "")
    case .unasked:
      Phrase(
        en:
          "No request asked for this: a server may switch only if the request offers other protocols in its Upgrade field. ",
        zh: "没有请求要求切换：只有请求用 Upgrade 字段提出其他协议，服务器才可以切换。")
    case .notOffered:
      Phrase(
        en: "The request did not offer this protocol, so the server may not choose it. ",
        zh: "请求的 Upgrade 里没有提出这种协议，服务器不应选用它。")
    case .unnamed:
      Phrase(
        en: "The server must name the protocol in an Upgrade field, but does not. ",
        zh: "服务器必须在 Upgrade 字段里写明改用哪种协议，这里却没有。")
    }
  }
}

extension Phrase {
  fileprivate static func end(_ name: String?) -> Phrase {
    Phrase(
      en:
        "HTTP ends on this connection with this line; after it \(name ?? "another protocol") is spoken. byhand shows its octets and does not read them; what you type still goes out line by line.",
      zh:
        "这个连接上的 HTTP 到这一行结束，后面传输的是\(name.map { " \($0) 协议" } ?? "另一种协议")的内容。byhand 只显示它的字节，不作解读；你输入的内容仍逐行发出。"
    )
  }
}
