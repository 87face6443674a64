import Language
import PracticeWorld
import Protocols
import Teaching
import Transcripts

extension ConsoleCommand {
  static let telnet = ConsoleCommand(
    name: "telnet", arguments: Phrase(en: "HOST [PORT]", zh: "主机 [端口]"),
    options: "[--real] [--dialect smtp|http]",
    summary: Phrase(en: "connect by hand, as the lecture does", zh: "手动连接，像课上那样"),
    detail: Phrase(
      en:
        "Names of the practice world (hamburger.edu) lead to its servers on this machine. Any other name goes outside, but byhand asks first about one that is nearly the same; --real means the host of that name outside. Port 25 speaks SMTP, 80 HTTP.",
      zh:
        "练习环境里的名字（hamburger.edu）通向本机上的服务器。其他名字会去连接外面的主机；如果和练习环境里的名字只差一点，byhand 会先问一句。--real 表示外面真实的同名主机。25 端口用 SMTP，80 端口用 HTTP。"
    ),
    needsNoColon: true, choices: servers
  ) { arguments, console in
    console.dial(DialTarget(arguments, takesPortAfterColon: false), byTelnet: true)
  }

  /// The same as `telnet`, and `HOST:PORT` is right.
  static let connect = ConsoleCommand(
    name: "connect", arguments: Phrase(en: "HOST[:PORT]", zh: "主机[:端口]"),
    options: "[--tls none|starttls|implicit] [--insecure] [--real]",
    summary: Phrase(en: "connect to a practice or real server", zh: "连接练习服务器或真实服务器"),
    detail: Phrase(
      en:
        "Port 465 begins with TLS; any other begins in clear, and STARTTLS, typed by hand, protects it from its 220 on. --tls starttls types EHLO and STARTTLS for you, and hangs up where the server does not offer it; --tls implicit begins with TLS on any port. The server's certificate must be right; --insecure goes on although it is not, and then anybody may be at the other end.",
      zh:
        "465 端口一开始就是 TLS；其他端口以明文开始，手动输入 STARTTLS，从它的 220 起就受保护。--tls starttls 替你输入 EHLO 和 STARTTLS，服务器不提供时就挂断；--tls implicit 在任何端口上都一开始就用 TLS。服务器的证书必须正确；--insecure 表示证书有问题也继续，这时对面可能是任何人。"
    ),
    needsNoColon: true, choices: servers
  ) { arguments, console in console.dial(DialTarget(arguments)) }

  /// The mail servers and web servers of the world.
  private static let servers: @Sendable ([String], ConsoleCore) -> [String] = { words, console in
    switch words.count {
    case 1: console.world.hosts.flatMap { ["\($0.name) 25", "\($0.name) 80"] }
    case 2: ["25", "80"]
    default: []
    }
  }
}

extension ConsoleCore {
  fileprivate mutating func dial(_ target: DialTarget?, byTelnet: Bool = false) {
    guard let target else {
      return say(byTelnet ? .telnetUsage(firstServer) : .connectUsage(firstServer))
    }
    dial(target, byTelnet: byTelnet)
  }

  /// `byTelnet`: in clear on every port, as telnet is.
  mutating func dial(_ target: DialTarget, byTelnet: Bool = false) {
    guard !isConnected, !connection.isDialling else { return say(.alreadyConnected) }
    let port = target.port ?? 25
    let place = target.isReal ? nil : world.resolve(host: target.host, port: port)
    guard
      permits(
        target.spelling, isPractice: place != nil, isReal: target.isReal, line: target.line(to:))
    else { return }
    var dialect = target.dialect
    if case .listening(let endpoint) = place { dialect = dialect ?? endpoint.dialect }
    let usual: Dialect = [80, 8080].contains(port) ? .http : .smtp
    let practiceName = place.flatMap { _ in world.host(named: target.host)?.name }
    let attempt = Attempt(
      dialect: dialect ?? usual, host: practiceName ?? target.host,
      port: port)
    var wish = securityWish(for: attempt, at: place)
    wish.isInsecure = target.isInsecure
    let isImplicit = wish.mode == .implicit
    if byTelnet { wish.mode = .none }
    if let mode = target.tls { wish.mode = mode }
    if isImplicit, wish.mode != .implicit { say(.awaitsTLS(target.host, port)) }
    call(attempt, at: place, wish)
  }

  /// As the port has it.
  func securityWish(for attempt: Attempt, at place: WorldMap.Place?) -> SecurityWish {
    var wish = SecurityWish(name: attempt.host)
    if attempt.port == 465 || place?.endpoint?.isImplicitTLS == true { wish.mode = .implicit }
    return wish
  }

  /// `place` is where it is in the world; `nil` is outside.
  mutating func call(_ attempt: Attempt, at place: WorldMap.Place?, _ wish: SecurityWish) {
    let number = nextConversation()
    if place == .blocked { say(.blocked(attempt.port)) }
    if let failure = place?.failure { return handle(.failed(attempt, failure), in: number) }
    let endpoint = place?.endpoint
    connection.dial(attempt, number: number)
    securing = Securing(wish)
    perform(
      .dial(
        attempt, host: endpoint?.host ?? attempt.host, port: endpoint?.port ?? attempt.port,
        isPractice: place != nil, security: wish, conversation: number))
  }
}

extension DialTarget {
  /// The same with another host, as the student would type it.
  func line(to host: String) -> String {
    "telnet \(host) \(port ?? 25)" + (dialect.map { " --dialect \($0.rawValue)" } ?? "")
  }
}

extension WorldMap.Place {
  fileprivate var endpoint: WorldMap.Endpoint? {
    if case .listening(let endpoint) = self { endpoint } else { nil }
  }
}

extension Phrase {
  fileprivate static func awaitsTLS(_ host: String, _ port: Int) -> Phrase {
    Phrase(
      en:
        "Port \(port) begins with TLS, and telnet speaks in clear: the server waits for a handshake that does not come. Better: :drop, then connect \(host):\(port)",
      zh: "\(port) 端口一开始就要 TLS，而 telnet 是明文的：服务器等不到握手。请先 :drop，再 connect \(host):\(port)")
  }
  fileprivate static func blocked(_ port: Int) -> Phrase {
    Phrase(
      en:
        "Simulated: a provider drops what goes to port \(port), so no answer comes. A real client waits for a minute or more here; this one does not.",
      zh: "模拟：运营商丢弃发往 \(port) 端口的数据包，所以没有任何回应。真实的客户端会在这里等一分钟以上；这里不等。")
  }
  fileprivate static func telnetUsage(_ server: String) -> Phrase {
    Phrase(
      en: "Usage: telnet HOST [PORT]   for example: telnet \(server) 25",
      zh: "用法：telnet 主机 [端口]   例如：telnet \(server) 25")
  }
  fileprivate static func connectUsage(_ server: String) -> Phrase {
    Phrase(
      en:
        "Usage: connect HOST[:PORT] [--tls none|starttls|implicit] [--insecure]   for example: connect \(server):25 --tls starttls",
      zh:
        "用法：connect 主机[:端口] [--tls none|starttls|implicit] [--insecure]   例如：connect \(server):25 --tls starttls"
    )
  }
  fileprivate static let alreadyConnected = Phrase(
    en: "A connection is open already: QUIT ends it, :drop cuts it.",
    zh: "已经有一个连接：QUIT 结束它，:drop 直接断开它。")
}
