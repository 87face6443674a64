import Language
import PracticeWorld
import Protocols
import Teaching
import Transcripts

extension ConsoleCommand {
  static let mx = ConsoleCommand(
    name: "mx", arguments: Phrase(en: "DOMAIN", zh: "域名"), options: "[--real]",
    summary: Phrase(
      en: "which server accepts a domain's mail: what a sender asks DNS",
      zh: "某个域的邮件由哪台服务器接收：发送方怎样查 DNS"),
    detail: Phrase(
      en:
        "A sending server asks for MX records, then for the addresses of the hosts they name (RFC 5321 §5.1). byhand only asks; it connects to none of them. --real also asks DNS about a name of the practice world.",
      zh:
        "发送方服务器先查 MX 记录，再查其中主机的地址（RFC 5321 §5.1）。byhand 只查询，不连接其中任何一台。--real 表示对练习环境里的名字也去查 DNS。"),
    isAct: true,
    choices: { words, console in
      words.count == 1 ? console.world.hosts.map(\.description.mailDomain) : []
    }
  ) { arguments, console in
    let words = arguments.filter { $0 != "--real" }
    guard let typed = words.first, words.count == 1 else {
      return console.say(.usage(console.firstServer))
    }
    let isReal = words.count < arguments.count
    // Students often have an address at hand, so take what follows the last @.
    let text = typed.lastIndex(of: "@").map { String(typed[typed.index(after: $0)...]) } ?? typed
    var domain = text.hasSuffix(".") || text.hasSuffix("。") ? String(text.dropLast()) : text
    let isPractice = !isReal && !console.world.exchanges(for: domain).isEmpty
    guard
      console.permits(
        domain, isPractice: isPractice, isReal: isReal, line: { ":mx \($0)" })
    else { return }
    if domain.utf8.contains(where: { $0 > 0x7F }), let sent = InternationalName.ascii(domain) {
      console.say(.international(domain, sent))
      domain = sent
    }
    switch try? Domain(parsing: domain) {
    case .name(let name) where name.canBeLookedUp:
      console.perform(.job(.findRoute(domain: name.lowercased(), isReal: isReal)))
    case .literal: console.say(.literal(domain))
    default: console.say(.noDomain(domain))
    }
  }
}

extension String {
  /// ASCII, with labels that DNS allows (RFC 1035 §2.3.4). Four numbers are an address, not a name:
  /// no top-level domain is a number (RFC 3696 §2).
  fileprivate var canBeLookedUp: Bool {
    split(separator: ".").last?.allSatisfy(\.isNumber) == false && utf8.count <= 253
      && utf8.allSatisfy { $0 < 0x80 }
      && split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
        (1...63).contains($0.utf8.count)
      }
  }
}

extension Phrase {
  fileprivate static func usage(_ domain: String) -> Phrase {
    Phrase(
      en: "Usage: :mx DOMAIN, for example :mx \(domain)", zh: "用法：:mx 域名，例如 :mx \(domain)")
  }

  fileprivate static func literal(_ text: String) -> Phrase {
    Phrase(
      en: "\(text) is an address literal: a sender connects to it without asking DNS.",
      zh: "\(text) 是地址字面量：发送方直接连接，不查 DNS。")
  }
  fileprivate static func noDomain(_ text: String) -> Phrase {
    Phrase(
      en:
        "\(text) is not a domain that can be looked up: letters, digits and hyphens between dots, 63 to a label (RFC 5321 §4.1.2, RFC 1035 §2.3.4).",
      zh: "\(text) 不是可以查询的域名：由点分隔的字母、数字和连字符组成，每段至多 63 个（RFC 5321 §4.1.2、RFC 1035 §2.3.4）。")
  }
  fileprivate static func international(_ name: String, _ sent: String) -> Phrase {
    Phrase(
      en:
        "DNS is asked in ASCII: \(name) becomes \(sent), label by label, with Punycode (RFC 5891 §5.5, RFC 3492).",
      zh: "DNS 查询只用 ASCII：\(name) 逐段按 Punycode 写成 \(sent)（RFC 5891 §5.5、RFC 3492）。")
  }
}
