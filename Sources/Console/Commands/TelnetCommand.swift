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
  ) { arguments, console in console.dial(DialTarget(arguments, takesPortAfterColon: false)) }

  /// The same as `telnet`, and `HOST:PORT` is right.
  static let connect = ConsoleCommand(
    name: "connect", arguments: Phrase(en: "HOST[:PORT]", zh: "主机[:端口]"), options: "[--real]",
    summary: Phrase(en: "connect to a practice or real server", zh: "连接练习服务器或真实服务器"),
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
  fileprivate mutating func dial(_ target: DialTarget?) {
    guard let target else { return say(.dialUsage(firstServer)) }
    dial(target)
  }

  mutating func dial(_ target: DialTarget) {
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
    call(attempt, at: place)
  }

  /// `place` is where it is in the world; `nil` is outside.
  mutating func call(_ attempt: Attempt, at place: WorldMap.Place?) {
    let number = nextConversation()
    if let failure = place?.failure { return handle(.failed(attempt, failure), in: number) }
    let endpoint: WorldMap.Endpoint? =
      if case .listening(let endpoint) = place { endpoint } else { nil }
    connection.dial(attempt, number: number)
    perform(
      .dial(
        attempt, host: endpoint?.host ?? attempt.host, port: endpoint?.port ?? attempt.port,
        isPractice: place != nil, conversation: number))
  }
}

extension DialTarget {
  /// The same with another host, as the student would type it.
  func line(to host: String) -> String {
    "telnet \(host) \(port ?? 25)" + (dialect.map { " --dialect \($0.rawValue)" } ?? "")
  }
}

extension Phrase {
  fileprivate static func dialUsage(_ server: String) -> Phrase {
    Phrase(
      en: "Usage: telnet HOST [PORT]   for example: telnet \(server) 25",
      zh: "用法：telnet 主机 [端口]   例如：telnet \(server) 25")
  }
  fileprivate static let alreadyConnected = Phrase(
    en: "A connection is open already: QUIT ends it, :drop cuts it.",
    zh: "已经有一个连接：QUIT 结束它，:drop 直接断开它。")
}
