import Glibc
import Language
import Network
import PracticeWorld
import Presentation
import Teaching
import Terminal
import Transcripts

extension Console {
  func findRoute(to domain: String, isReal: Bool) {
    if !isReal, let host = hosts.first(where: { $0.description.mailDomain == domain }),
      let address = host.smtp.first
    {
      say(.inPracticeWorld(domain))
      show(
        Listing(
          headings: .exchangeHeadings,
          rows: [
            [
              .verbatim(host.name), .verbatim("10"),
              .standingIn(address.host, address.port),
            ]
          ]))
      return say(.wouldConnect(host.name))
    }
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    guard
      let resolver = SystemResolver(
        path: path, isCancelled: { [keyboard] in keyboard.wait(milliseconds: 0) == .interrupted })
    else {
      say(.noTool)
      show(.questions(domain))
      return say(.blocked)
    }
    say(.asking(resolver.tool.rawValue))
    let route = MailRoute.find(domain, ask: resolver.ask)
    show(route, of: domain)
    if case .failed(.cancelled) = route { return interrupt() }
    say(.blocked)
  }

  private func show(_ route: MailRoute, of domain: String) {
    switch route {
    case .exchanges(let exchanges):
      show(.exchanges(exchanges))
      exchanges.first { !$0.isHost }.map { say(.noHost($0.name)) }
      exchanges.first(where: \.isHost).map { say(.wouldConnect($0.name)) }
    case .itself(let addresses): say(.itself(domain, addresses))
    case .null: say(.null(domain))
    case .noSuchName: say(.noSuchName(domain))
    case .nothing: say(.nothing(domain))
    case .failed(.noAnswer): say(.noAnswer)
    case .failed(.refused(let code)): say(.refused(code))
    case .failed(.cancelled): say(.cancelled)
    }
  }
}

extension [Phrase] {
  fileprivate static let exchangeHeadings = [
    Phrase(en: "mail server", zh: "邮件服务器"), Phrase(en: "preference", zh: "优先级"),
    Phrase(en: "address", zh: "地址"),
  ]
}

extension Listing {
  fileprivate static func exchanges(_ exchanges: [MailRoute.Exchange]) -> Listing {
    Listing(
      headings: .exchangeHeadings,
      rows: exchanges.map {
        [
          .verbatim($0.name), .verbatim(String($0.preference)),
          .verbatim($0.addresses.isEmpty ? "-" : $0.addresses.joined(separator: ", ")),
        ]
      })
  }

  /// The DNS queries to make, shown if no tool can make them.
  fileprivate static func questions(_ domain: String) -> Listing {
    Listing(
      headings: [Phrase(en: "question", zh: "查询"), Phrase(en: "why", zh: "目的")],
      rows: [
        [
          .verbatim("dig -t MX \(domain)"),
          Phrase(en: "which hosts accept its mail, best first", zh: "哪些主机接收它的邮件，按优先级排列"),
        ],
        [
          Phrase(en: "dig -t A HOST", zh: "dig -t A 主机"),
          Phrase(en: "the IPv4 address of each", zh: "每台主机的 IPv4 地址"),
        ],
        [
          Phrase(en: "dig -t AAAA HOST", zh: "dig -t AAAA 主机"),
          Phrase(en: "the IPv6 address of each", zh: "每台主机的 IPv6 地址"),
        ],
        [
          .verbatim("dig -t A \(domain)"),
          Phrase(en: "where there is no MX: its own address", zh: "没有 MX 时：它自己的地址"),
        ],
      ])
  }
}

extension Phrase {
  // MARK: The practice world

  fileprivate static func inPracticeWorld(_ domain: String) -> Phrase {
    Phrase(
      en:
        "\(domain) is in the practice world, which has no DNS: its servers know each other from a list. In DNS it would be:",
      zh: "\(domain) 在练习环境里，那里没有 DNS：各服务器按一张表互相查找。写成 DNS 记录就是：")
  }
  fileprivate static func standingIn(_ host: String, _ port: Int) -> Phrase {
    Phrase(
      en: "\(host) (port \(port) stands in for 25)", zh: "\(host)（用 \(port) 端口代替 25）")
  }

  // MARK: DNS

  fileprivate static func asking(_ tool: String) -> Phrase {
    Phrase(
      en:
        "Asking DNS, outside the practice world, with \(tool); nothing is sent to any mail server.",
      zh: "正在用 \(tool) 查询练习环境之外的 DNS；不会向任何邮件服务器发送数据。")
  }
  fileprivate static let noTool = Phrase(
    en:
      "byhand asks DNS with dig, host or nslookup, and none of them is installed here. A sending server would ask this:",
    zh: "byhand 用 dig、host 或 nslookup 查询 DNS，这里一个也没有安装。发送方服务器会这样查：")
  fileprivate static func wouldConnect(_ host: String) -> Phrase {
    Phrase(
      en:
        "A sending server would open a TCP connection to port 25 of \(host): the lowest preference is tried first, the others where it fails (RFC 5321 §5.1).",
      zh: "发送方服务器会与 \(host) 的 25 端口建立 TCP 连接：先试优先级数值最小的，失败再试其他的（RFC 5321 §5.1）。")
  }
  fileprivate static func itself(_ domain: String, _ addresses: [String]) -> Phrase {
    let list = addresses.joined(separator: ", ")
    return Phrase(
      en:
        "\(domain) has no MX record, so the host of that name is its mail server (RFC 5321 §5.1): \(list).",
      zh: "\(domain) 没有 MX 记录，所以同名主机就是它的邮件服务器（RFC 5321 §5.1）：\(list)。")
  }
  fileprivate static func null(_ domain: String) -> Phrase {
    Phrase(
      en:
        "\(domain) has a null MX (\"0 .\"): it accepts no mail at all, and a sender gives up at once (RFC 7505 §3).",
      zh: "\(domain) 的 MX 为空（“0 .”）：它完全不接收邮件，发送方会立即放弃（RFC 7505 §3）。")
  }
  fileprivate static func noSuchName(_ domain: String) -> Phrase {
    Phrase(
      en:
        "DNS does not know \(domain) (NXDOMAIN): its mail goes back to the sender (RFC 5321 §5.1).",
      zh: "DNS 中没有 \(domain)（NXDOMAIN）：发给它的邮件会退回发件人（RFC 5321 §5.1）。")
  }
  fileprivate static func nothing(_ domain: String) -> Phrase {
    Phrase(
      en:
        "\(domain) has neither an MX record nor an address: nobody accepts its mail, and it goes back to the sender.",
      zh: "\(domain) 既没有 MX 记录也没有地址：无人接收它的邮件，邮件会退回发件人。")
  }
  fileprivate static func noHost(_ name: String) -> Phrase {
    Phrase(
      en:
        "\(name) is not a host name, so nobody can connect to it; byhand does not look it up. An MX names a host, never an address (RFC 1035 §3.3.9).",
      zh: "\(name) 不是主机名，无法连接；byhand 不去查它。MX 记录里写的是主机名，不能是地址（RFC 1035 §3.3.9）。")
  }
  fileprivate static func refused(_ code: String) -> Phrase {
    Phrase(
      en:
        "DNS answered that it cannot tell (\(code)). A sending server would keep the message in its queue and try again (RFC 5321 §5.1).",
      zh: "DNS 回答说查不出来（\(code)）。发送方服务器会把邮件留在邮件队列里，稍后重试（RFC 5321 §5.1）。")
  }
  fileprivate static let cancelled = Phrase(en: "The query was cancelled.", zh: "查询已中止。")
  fileprivate static let noAnswer = Phrase(
    en:
      "DNS did not answer. A sending server would keep the message in its queue and try again (RFC 5321 §5.1).",
    zh: "DNS 没有应答。发送方服务器会把邮件留在邮件队列里，稍后重试（RFC 5321 §5.1）。")
  fileprivate static let blocked = Phrase(
    en:
      "From homes and campuses port 25 is often blocked, because infected machines would send spam from it straight to these servers. Users hand their mail to their own server instead, on port 587 or 465, with a password (RFC 6409, RFC 8314).",
    zh:
      "家庭和校园网常常封锁 25 端口，因为感染病毒的机器会由此直接向这些服务器发垃圾邮件。用户改为把邮件交给自己的邮件服务器：587 或 465 端口，并凭密码登录（RFC 6409、RFC 8314）。"
  )
}
