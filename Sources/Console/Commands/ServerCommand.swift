import Language
import PracticeWorld
import Presentation
import Protocols
import Teaching
import Transcripts

extension ConsoleCommand {
  static let server = ConsoleCommand(
    name: "server", arguments: Phrase(en: "HOST [up|down|…]", zh: "主机 [up|down|…]"),
    summary: Phrase(
      en: "make a practice server misbehave", zh: "让练习服务器出点状况"),
    detail: Phrase(
      en:
        "\(Behaviour.examples.map(\.description).joined(separator: ", ")); several are joined by commas; up ends them all. :server shows what each does.",
      zh:
        "\(Behaviour.examples.map(\.description).joined(separator: "、"))；多个用逗号隔开；up 恢复正常。:server 显示各自的作用。"
    ),
    isAct: true,
    choices: { words, console in
      switch words.count {
      case 1: console.world.hosts.map(\.name)
      case 2: ["up"] + Behaviour.names
      default: []
      }
    }
  ) { arguments, console in
    let hosts = console.log.session.world
    guard let name = arguments.first?.lowercased() else {
      for host in hosts { console.say(.behaviour(of: host.name, host.scenario)) }
      return console.display(.listing(.behaviours))
    }
    guard let host = hosts.first(where: { $0.name == name }) else {
      return console.say(.noServer(name, hosts.map(\.name)))
    }
    let rest = Array(arguments.dropFirst())
    if rest.isEmpty { return console.say(.behaviour(of: host.name, host.scenario)) }
    if rest.map({ $0.lowercased() }) == ["up"] {
      return console.perform(.job(.behave(host: host.name, [])))
    }
    var behaviours: [Behaviour] = []
    for part in rest.joined(separator: " ").split(separator: ",") {
      do throws(Behaviour.WordingError) {
        behaviours.append(
          try Behaviour(part.split(separator: " ").map(String.init)))
      } catch { return console.say(.wording(error, beside: ["up"])) }
    }
    console.perform(.job(.behave(host: host.name, behaviours)))
  }
}

extension Listing {
  fileprivate static let behaviours = Listing(
    headings: [
      Phrase(en: ":server HOST …", zh: ":server 主机 …"), Phrase(en: "what happens", zh: "会怎样"),
    ],
    rows: [[.verbatim("up"), Phrase(en: "all is well again", zh: "恢复正常")]]
      + Behaviour.examples.map { [.verbatim($0.description), $0.effect] },
    hasTypedLines: true)
}

extension Phrase {
  static func behaviour(of host: String, _ scenario: [Behaviour]) -> Phrase {
    guard !scenario.isEmpty else {
      return Phrase(en: "\(host) is up and works normally.", zh: "\(host) 运行正常。")
    }
    let english = scenario.map { "\($0) (\($0.effect.english))" }.joined(separator: ", ")
    let chinese = scenario.map { "\($0)（\($0.effect.chinese)）" }.joined(separator: "、")
    return Phrase(
      en: "\(host) is told to misbehave: \(english). :server \(host) up ends it.",
      zh: "\(host) 正在出状况：\(chinese)。:server \(host) up 恢复正常。")
  }

  static func noServer(_ name: String, _ known: [String]) -> Phrase {
    Phrase(
      en: "The practice world has no server \(name). It has: \(known.joined(separator: ", ")).",
      zh: "练习环境里没有服务器 \(name)。现有：\(known.joined(separator: "、"))。")
  }
}
