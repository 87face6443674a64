import PracticeWorld
import Presentation
package import Protocols
package import Teaching

extension ConsoleCommand {
  static let server = ConsoleCommand(
    name: "server", arguments: "HOST [up|down|…]",
    summary: Phrase(
      en: "make a practice server misbehave", zh: "让练习服务器出点状况"),
    detail: Phrase(
      en:
        "down, slow 3s, greylist, full, closing, strip-8bit, postfix-get, recipients 100, reject RCPT 550 2nd, drop after DATA; several are joined by commas; up ends them all. :server shows what each does.",
      zh:
        "down、slow 3s、greylist、full、closing、strip-8bit、postfix-get、recipients 100、reject RCPT 550 2nd、drop after DATA；多个用逗号隔开；up 恢复正常。:server 显示各自的作用。"
    )
  ) { arguments, console in
    guard let name = arguments.first?.lowercased() else { return console.showScenarios() }
    guard let host = console.world.hosts.first(where: { $0.name == name }) else {
      return console.say(.noServer(name, console.world.hosts.map(\.name)))
    }
    let rest = Array(arguments.dropFirst())
    if rest.isEmpty { return console.say(.standing(host)) }
    if rest.map({ $0.lowercased() }) == ["up"] { return console.behave(host, []) }
    var behaviours: [Behaviour] = []
    for part in rest.joined(separator: " ").split(separator: ",") {
      do throws(Behaviour.WordingError) {
        behaviours.append(
          try Behaviour(part.split(separator: " ").map(String.init)))
      } catch { return console.say(.wording(error, beside: ["up"])) }
    }
    console.behave(host, behaviours)
  }
}

extension Console {
  fileprivate func behave(_ host: WorldHost, _ behaviours: [Behaviour]) {
    do {
      try host.behave(behaviours)
      say(.standing(host))
    } catch {
      say(.noPort(host.name))
    }
  }

  fileprivate func showScenarios() {
    for host in world.hosts { say(.standing(host)) }
    screen.table(.behaviours, on: keyboard)
  }
}

extension Listing {
  fileprivate static let behaviours = Listing(
    headings: [
      Phrase(en: ":server HOST …", zh: ":server 主机 …"), Phrase(en: "what happens", zh: "会怎样"),
    ],
    rows: [
      row("up", "all is well again", "恢复正常"),
      row(
        "down", "nobody listens: connections are refused, mail waits in the sender's queue",
        "没有程序监听：连接被拒绝，邮件留在发送方的消息队列里"),
      row("slow 3s", "every reply takes that long", "每个响应都要等这么久"),
      row(
        "greylist", "450 to a sender it has not seen; the second try gets through",
        "对没见过的发件人先返回 450；第二次尝试才接受"),
      row("full", "452: the mailbox is full", "452：邮箱已满"),
      row("closing", "421 to everything: the server is going away", "一律 421：服务器正要关闭"),
      row(
        "strip-8bit", "knows no 8BITMIME and loses the eighth bit: what becomes of é and 你?",
        "不支持 8BITMIME，丢掉第八位：看看 é 和“你”会变成什么"),
      row(
        "postfix-get", "hangs up on a GET, as Postfix does", "收到 GET 就挂断，和 Postfix 一样"),
      row(
        "recipients 100", "452 from the 101st recipient on", "从第 101 个收件人起返回 452"),
      row(
        "reject RCPT 550 2nd", "this code to that command, always or the nth time",
        "对该命令返回这个状态码：每次都返回，或只在第 n 次"),
      row(
        "drop after DATA", "the connection breaks off: at a command, or after its reply",
        "连接中断：收到命令时（at），或回复之后（after）"),
    ])

  private static func row(_ words: String, _ english: String, _ chinese: String) -> [Phrase] {
    [Phrase(en: words, zh: words), Phrase(en: english, zh: chinese)]
  }
}

extension Phrase {
  fileprivate static func standing(_ host: WorldHost) -> Phrase {
    let words = host.behaviours.map(\.description).joined(separator: ", ")
    return words.isEmpty
      ? Phrase(en: "\(host.name) is up and behaves well.", zh: "\(host.name) 运行正常。")
      : Phrase(
        en: "\(host.name): \(words). (a practice scenario; :server \(host.name) up ends it)",
        zh: "\(host.name)：\(words)。（练习场景；:server \(host.name) up 恢复正常）")
  }

  fileprivate static func noServer(_ name: String, _ known: [String]) -> Phrase {
    Phrase(
      en: "No server \(name) in the practice world. There are: \(known.joined(separator: ", ")).",
      zh: "练习世界里没有服务器 \(name)。现有：\(known.joined(separator: "、"))。")
  }

  fileprivate static func noPort(_ name: String) -> Phrase {
    Phrase(
      en: "\(name) cannot come back: another program has taken its port.",
      zh: "\(name) 无法恢复：它的端口被别的程序占用了。")
  }

  /// `others`: what may be said besides the scenarios themselves.
  package static func wording(
    _ error: Behaviour.WordingError, beside others: [String] = []
  ) -> Phrase {
    switch error.matter {
    case .unknown(let word):
      let names = (others + Behaviour.names).joined(separator: ", ")
      return Phrase(
        en: "\"\(word)\" is no scenario. There are: \(names).",
        zh: "没有“\(word)”这种场景。可用的有：\(names)。")
    case .wrong(let example):
      return Phrase(
        en: "Word \(error.word + 1) of the scenario does not fit. Like this: \(example)",
        zh: "场景的第 \(error.word + 1) 个词不对。应像这样：\(example)")
    }
  }
}
