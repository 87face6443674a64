import Messages
import PracticeWorld
import Teaching
import Transcripts

extension ConsoleCommand {
  static let mailbox = ConsoleCommand(
    name: "mailbox", aliases: ["mail"], arguments: "[USER]",
    summary: Phrase(en: "what has arrived, as its owner sees it", zh: "看看邮箱里收到了什么")
  ) { arguments, console in
    let user = arguments.first.map { String($0.split(separator: "@").first ?? "").lowercased() }
    for host in console.world.hosts {
      for name in host.mailboxes where user == nil || user == name {
        console.showMailbox(of: name, at: host)
      }
    }
    let known = console.world.hosts.flatMap(\.mailboxes)
    if let user, !known.contains(user) { console.say(.noMailbox(user, known)) }
    console.experience(.learner(.asked(console: "mailbox")), in: 0)
  }
}

extension Console {
  fileprivate func showMailbox(of user: String, at host: WorldHost) {
    let address = "\(user)@\(host.name)"
    guard let messages = try? host.store.messages(of: user) else {
      return say(.unreadable(address))
    }
    guard !messages.isEmpty else { return say(.empty(address)) }
    say(.holds(address, messages.count))
    for (index, message) in messages.enumerated() {
      guard let octets = try? host.store.read(message, atMost: 1 << 20) else { continue }
      let letter = Letter(
        octets, of: message.octets, number: index + 1, showsText: messages.count - index <= 3,
        language)
      screen.block(letter.lines, on: keyboard)
    }
  }
}

extension Phrase {
  fileprivate static func noMailbox(_ user: String, _ known: [String]) -> Phrase {
    Phrase(
      en: "No mailbox \(user) here. There are: \(known.joined(separator: ", ")).",
      zh: "这里没有邮箱 \(user)。现有：\(known.joined(separator: "、"))。")
  }
  fileprivate static func unreadable(_ address: String) -> Phrase {
    Phrase(en: "The mailbox \(address) cannot be read.", zh: "无法读取邮箱 \(address)。")
  }
  fileprivate static func empty(_ address: String) -> Phrase {
    Phrase(en: "\(address): empty.", zh: "\(address)：空。")
  }
  fileprivate static func holds(_ address: String, _ count: Int) -> Phrase {
    Phrase(
      en: "\(address): \(count) message\(count == 1 ? "" : "s").", zh: "\(address)：\(count) 封邮件。")
  }
}
