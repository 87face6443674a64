import Language
import PracticeWorld
import Presentation
import Protocols
import Teaching

extension ConsoleCommand {
  static let server = ConsoleCommand(
    name: "server", arguments: "HOST [up|down|…]",
    summary: Phrase(
      en: "make a practice server misbehave", zh: "让练习服务器出点状况"),
    detail: Phrase(
      en:
        "\(Behaviour.examples.map(\.description).joined(separator: ", ")); several are joined by commas; up ends them all. :server shows what each does.",
      zh:
        "\(Behaviour.examples.map(\.description).joined(separator: "、"))；多个用逗号隔开；up 恢复正常。:server 显示各自的作用。"
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
    rows: [[.verbatim("up"), Phrase(en: "all is well again", zh: "恢复正常")]]
      + Behaviour.examples.map { [.verbatim($0.description), $0.effect] })
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
}
