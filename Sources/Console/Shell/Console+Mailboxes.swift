import Language
import Messages
import PracticeWorld
import Presentation
import Teaching
import Transcripts

extension Console {
  /// `name` is `bob` or `bob@hamburger.edu`. `nil` means all mailboxes.
  func showMailboxes(named name: String?, number: Int?) {
    let all = hosts.flatMap { host in host.mailboxes.map { HostMailbox(host: host, user: $0) }
    }
    let chosen = all.filter { name == nil || [$0.user, $0.address].contains(name) }
    guard !chosen.isEmpty else { return say(.noMailbox(name ?? "", all.map(\.address))) }
    // A message number needs one mailbox: among the matching ones, the only one with messages.
    let filled = chosen.filter { !$0.messages.isEmpty }
    guard let number else { return chosen.forEach(show) }
    guard let box = filled.first ?? chosen.first else { return }
    guard filled.count <= 1 else { return say(.ambiguousMailbox(filled.map(\.address), number)) }
    guard let message = box.messages.first(where: { $0.number == number }) else {
      return say(.noMessage(box.address, number, box.messages.count))
    }
    show(message, of: box)
  }

  /// The store has the message before the server says 250.
  func tellDelivery(to users: [String], at name: String) {
    guard let host = hosts.first(where: { $0.name == name }), let web = host.web.first,
      let number = users.first.flatMap({ HostMailbox(host: host, user: $0).messages.last?.number })
    else { return }
    say(.delivered(to: users, number: number, web: web.description))
  }

  private func show(_ box: HostMailbox) {
    let messages = box.messages
    guard !messages.isEmpty else { return say(.empty(box.address)) }
    say(.holds(box.address, messages.count))
    let shown = messages.suffix(MailboxList.limit)
    if shown.count < messages.count { say(.earlier(messages.count - shown.count)) }
    let list = MailboxList(shown.map { ($0, box.read($0, atMost: MailboxList.readLimit)) })
    show(list.listing)
    say(.toOpen(box.user, messages.count))
  }

  private func show(_ message: StoredMessage, of box: HostMailbox) {
    guard let octets = box.read(message, atMost: OpenedMessage.readLimit) else {
      return say(.unreadable(box.address))
    }
    let opened = OpenedMessage(octets, message, of: box.address)
    if octets.count < message.octets { say(.inPart(octets.count, message.octets)) }
    let lines =
      screen.showsWire
      ? opened.stored.lines(language, width: screen.width)
      : opened.view.lines(language, width: screen.width)
    keyboard.print(screen.text(of: lines))
    if !screen.showsWire { say(.toSeeAll(unshown: opened.unshownFields)) }
  }
}

/// One user's mailbox at one host.
private struct HostMailbox {
  let host: WorldHost
  let user: String

  var address: String { "\(user)@\(host.description.mailDomain)" }
  var messages: [StoredMessage] { (try? host.store.messages(of: user)) ?? [] }

  func read(_ message: StoredMessage, atMost limit: Int) -> [UInt8]? {
    try? host.store.read(message, atMost: limit)
  }
}

extension Phrase {
  /// Where the sender or a server wrote fields that are not shown, their number comes first.
  fileprivate static func toSeeAll(unshown count: Int) -> Phrase {
    guard count > 0 else {
      return Phrase(
        en: "(:wire on shows the octets as they are stored)", zh: "（:wire on 显示存储的原始字节）")
    }
    return Phrase(
      en:
        "(\(grouped(count)) more header field\(count == 1 ? "" : "s") not shown here; :wire on shows all of the message as it is stored)",
      zh: "（首部还有 \(grouped(count)) 个字段没有显示；:wire on 显示存储的全部原始字节）")
  }

  fileprivate static func toOpen(_ user: String, _ number: Int) -> Phrase {
    Phrase(en: "(:mailbox \(user) \(number) opens it)", zh: "（:mailbox \(user) \(number) 打开邮件）")
  }
  fileprivate static func noMailbox(_ user: String, _ known: [String]) -> Phrase {
    Phrase(
      en: "No mailbox \(user) here. There are: \(known.joined(separator: ", ")).",
      zh: "这里没有邮箱 \(user)。现有：\(known.joined(separator: "、"))。")
  }
  fileprivate static func ambiguousMailbox(_ boxes: [String], _ number: Int) -> Phrase {
    let lines = boxes.map { ":mailbox \($0) \(number)" }
    return Phrase(
      en: "Whose? \(lines.joined(separator: ", "))", zh: "谁的邮箱？\(lines.joined(separator: "、"))")
  }
  fileprivate static func noMessage(_ address: String, _ number: Int, _ count: Int) -> Phrase {
    Phrase(
      en: "\(address) has no message \(number): there \(count == 1 ? "is" : "are") \(count).",
      zh: "\(address) 没有第 \(number) 封邮件：一共 \(count) 封。")
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
  fileprivate static func earlier(_ count: Int) -> Phrase {
    Phrase(
      en: "(\(grouped(count)) earlier ones are not listed)", zh: "（更早的 \(grouped(count)) 封未列出）")
  }
  fileprivate static func inPart(_ read: Int, _ all: Int) -> Phrase {
    Phrase(
      en: "Only the first \(grouped(read)) of \(grouped(all)) octets are shown.",
      zh: "只显示 \(grouped(all)) 字节中的前 \(grouped(read)) 字节。")
  }
}
