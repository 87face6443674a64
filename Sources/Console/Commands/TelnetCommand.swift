import Language
import PracticeWorld
import Protocols
import Teaching
import Transcripts

extension ConsoleCommand {
  static let telnet = ConsoleCommand(
    name: "telnet", arguments: "HOST [PORT] [--real] [--dialect smtp|http]",
    summary: Phrase(en: "connect by hand, as the lecture does", zh: "手动连接，像课上那样"),
    detail: Phrase(
      en:
        "Names of the practice world (hamburger.edu) lead to its servers on this machine; --real asks for the host of that name outside. Port 25 speaks SMTP, 80 HTTP.",
      zh: "练习环境里的名字（hamburger.edu）通向本机上的服务器；--real 则去找外面真实的同名主机。25 端口用 SMTP，80 端口用 HTTP。"),
    needsNoColon: true
  ) { arguments, console in console.dial(arguments) }

  /// The same as `telnet`.
  static let connect = ConsoleCommand(
    name: "connect", arguments: "HOST[:PORT] [--real]",
    summary: Phrase(en: "connect to a practice or real server", zh: "连接练习服务器或真实服务器"),
    needsNoColon: true
  ) { arguments, console in console.dial(arguments) }
}

extension ConsoleCore {
  fileprivate mutating func dial(_ arguments: [String]) {
    guard let target = DialTarget(arguments) else { return say(.dialUsage(firstServer)) }
    dial(target)
  }

  mutating func dial(_ target: DialTarget) {
    guard !isConnected, !connection.isDialling else { return say(.alreadyConnected) }
    let port = target.port ?? 25
    let place = target.isReal ? nil : world.resolve(host: target.host, port: port)
    let usual: Dialect = [80, 8080].contains(port) ? .http : .smtp
    let attempt = Attempt(
      dialect: target.dialect ?? place?.dialect ?? usual, host: target.host, port: port)
    let number = nextConversation()
    connection.dial(attempt, number: number)
    perform(
      .dial(
        attempt, host: place?.host ?? target.host, port: place?.port ?? port,
        isPractice: place != nil, conversation: number))
  }
}

extension Phrase {
  fileprivate static func dialUsage(_ server: String) -> Phrase {
    Phrase(
      en: "Usage: telnet HOST [PORT]   for example: telnet \(server) 25",
      zh: "用法：telnet 主机 [端口]   例如：telnet \(server) 25")
  }
  fileprivate static let alreadyConnected = Phrase(
    en: "A connection is open already: QUIT ends it, :drop breaks it off.",
    zh: "已经有一个连接：QUIT 结束它，:drop 直接断开它。")
}
