import Language
import PracticeWorld
import Teaching
import Transcripts

extension ConsoleCommand {
  static let mailbox = ConsoleCommand(
    name: "mailbox", aliases: ["mail"], arguments: Phrase(en: "[USER] [N]", zh: "[用户] [编号]"),
    summary: Phrase(en: "what has arrived, as its owner sees it", zh: "看看邮箱里收到了什么"),
    detail: Phrase(
      en:
        "With a number: that message. With :wire on, its stored octets: what the servers wrote (the envelope and the trace), the header, the body.",
      zh: "加上编号就显示那一封邮件。:wire on 时显示存储的原始字节：服务器写的部分（信封和传输轨迹）、首部、正文。"),
    choices: { words, console in words.count == 1 ? console.mailboxes : [] }
  ) { arguments, console in
    let number = arguments.last.flatMap { Int($0) }
    let names = number == nil ? arguments : Array(arguments.dropLast())
    guard names.count <= 1, number.map({ $0 > 0 }) ?? true else {
      return console.say(.usage(console.firstMailbox))
    }
    console.perform(
      .job(.showMailboxes(user: names.first?.lowercased(), number: number)))
    let user = names.first.map { " " + $0.lowercased().prefix { $0 != "@" } } ?? ""
    let message = number.map { " \($0)" } ?? ""
    console.handle(.learner(.asked(console: "mailbox" + user + message)))
  }
}

extension ConsoleCore {
  /// Each mailbox of the world by the shortest name that means only it.
  fileprivate var mailboxes: [String] {
    let all = world.hosts.map(\.description).flatMap { host in
      host.mailboxes.map { (user: $0, address: "\($0)@\(host.mailDomain)") }
    }
    return all.map { box in
      all.count { $0.user == box.user } == 1 ? box.user : box.address
    }
  }
}

extension Phrase {
  fileprivate static func usage(_ user: String) -> Phrase {
    Phrase(
      en: "Usage: :mailbox \(user) shows the list, :mailbox \(user) 1 the first message.",
      zh: "用法：:mailbox \(user) 显示列表，:mailbox \(user) 1 显示第一封邮件。")
  }
}
