import Language
import PracticeWorld
import Teaching
import Transcripts

extension ConsoleCommand {
  static let watch = ConsoleCommand(
    name: "watch", arguments: Phrase(en: "HOST|off", zh: "主机|off"),
    summary: Phrase(
      en: "watch a server talk to other servers", zh: "旁观一台服务器与其他服务器的对话"),
    detail: Phrase(
      en:
        "When HOST passes mail on, it is a client, as you were: its conversation is shown like yours. :watch off ends it.",
      zh: "主机把邮件发往别的服务器时也是客户端，和你一样：它的对话会像你的对话一样显示。:watch off 结束旁观。"),
    isAct: true,
    choices: { words, console in
      words.count == 1 ? console.world.hosts.filter(\.description.relays).map(\.name) + ["off"] : []
    }
  ) { arguments, console in
    let relays = console.world.hosts.filter(\.description.relays).map(\.name)
    guard let name = arguments.first?.lowercased() else {
      return console.say(.watching(console.watched, of: relays))
    }
    if name == "off" {
      console.watch([])
      return console.say(.watchOff)
    }
    guard console.world.host(named: name) != nil else {
      return console.say(.noServer(name, console.world.hosts.map(\.name)))
    }
    guard relays.contains(name) else { return console.say(.cannotWatch(name, relays)) }
    if !console.watched.contains(name) { console.watch(console.watched + [name]) }
    console.say(.watchOn(name))
  }
}

extension ConsoleCore {
  mutating func watch(_ hosts: [String]) {
    watched = hosts
    perform(.watch(hosts))
  }
}

extension Phrase {
  fileprivate static let watchOff = Phrase(
    en: "No server is being watched any more.", zh: "不再旁观任何服务器。")

  fileprivate static func watchOn(_ name: String) -> Phrase {
    Phrase(
      en: "Watching \(name): what it says to other servers appears here.",
      zh: "正在旁观 \(name)：它与其他服务器的对话会显示在这里。")
  }

  fileprivate static func watching(_ hosts: [String], of relays: [String]) -> Phrase {
    hosts.isEmpty
      ? Phrase(
        en:
          "No server is being watched. :watch \(relays.first ?? "HOST") shows what it says to others.",
        zh: "没有旁观任何服务器。:watch \(relays.first ?? "主机") 显示它与其他服务器的对话。")
      : Phrase(
        en: "Watched: \(hosts.joined(separator: ", ")). :watch off ends it.",
        zh: "正在旁观：\(hosts.joined(separator: "、"))。:watch off 结束。")
  }

  fileprivate static func cannotWatch(_ name: String, _ relays: [String]) -> Phrase {
    Phrase(
      en:
        "\(name) does not pass mail on to other servers. These do: \(relays.joined(separator: ", ")).",
      zh: "\(name) 不向其他服务器中继邮件。会中继的有：\(relays.joined(separator: "、"))。")
  }
}
