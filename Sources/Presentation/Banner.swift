import Language
import Teaching
package import Transcripts

/// The opening screen of the console.
package enum Banner {
  /// A host that is open, and the addresses at which it listens.
  package struct Host: Hashable, Sendable {
    package let description: HostDescription
    package let smtp: String
    package let web: String

    package init(_ description: HostDescription, smtp: String, web: String) {
      self.description = description
      self.smtp = smtp
      self.web = web
    }

    fileprivate var name: String { description.name }
  }

  package static func lines(version: String, hosts: [Host], _ options: ViewOptions) -> [String] {
    let say = { (phrase: Phrase) in phrase[options.language] }
    let width = options.width - 1
    var lines = title(version, options) + [""]
    lines += Wrapping.lines(say(.world), width: width)
    lines += table(of: hosts, options)
    let usual = HostDescription.lectureWorld[0].name
    let isLecture = hosts.first?.name == usual
    lines += Wrapping.lines(say(isLecture ? .roles : .otherRoles), width: width)
    lines += indented("telnet \(hosts.first?.name ?? usual) 25", by: 2, options)
    return lines + [""]
  }

  /// What is said when a lesson opens a world of its own.
  package static func lessonWorld(hosts: [Host], _ options: ViewOptions) -> [String] {
    Wrapping.lines(Phrase.lessonWorld[options.language], width: options.width - 1)
      + table(of: hosts, options)
  }

  /// The program's name, and the keys to begin with.
  package static func title(_ version: String, _ options: ViewOptions) -> [String] {
    let name = "byhand \(version)   \(Phrase.motto[options.language])"
    let keys = ":help   :lesson   :quit"
    let gap = min(options.width - 1, 79) - DisplayWidth.of(name) - DisplayWidth.of(keys)
    guard gap < 2 else { return [name + String(repeating: " ", count: gap) + keys] }
    return Wrapping.lines(name, width: options.width - 1)
  }

  /// One line a host if all fit; else two; else one a part.
  private static func table(of hosts: [Host], _ options: ViewOptions) -> [String] {
    let say = { (phrase: Phrase) in phrase[options.language] }
    let names = column(hosts.map(\.name))
    let boxes = hosts.map { host in
      let names = host.description.mailboxes.map { name in
        name + (host.description.passwords[name].map { say(.password($0)) } ?? "")
      }
      return "\(say(.mailboxes)) \(names.joined(separator: say(.comma)))"
    }
    let servers = zip(names, column(hosts.map(\.smtp))).map {
      "  \($0)   \(say(.mailServer))   \($1)"
    }
    let rests = zip(column(boxes), hosts).map { "\($0)     web \($1.web)" }
    let fits = { (lines: [String]) in lines.allSatisfy { DisplayWidth.of($0) < options.width } }
    let whole = zip(servers, rests).map { "\($0)   \($1)" }
    if fits(whole) { return whole }
    let halves = zip(servers, rests).flatMap { [$0.withoutTrailingSpaces, "    \($1)"] }
    if fits(halves) { return halves }
    return zip(hosts, boxes).flatMap { host, boxes in
      indented(host.name, by: 2, options)
        + ["\(say(.mailServer)) \(host.smtp)", boxes, "web \(host.web)"]
        .flatMap { indented($0, by: 4, options) }
    }
  }

  private static func column(_ cells: [String]) -> [String] {
    let width = cells.map(DisplayWidth.of).max() ?? 0
    return cells.map { $0.padded(to: width) }
  }

  private static func indented(_ text: String, by indent: Int, _ options: ViewOptions) -> [String] {
    Wrapping.lines(text, width: options.width - 1 - indent).map {
      String(repeating: " ", count: indent) + $0
    }
  }
}

extension Phrase {
  fileprivate static let motto = Phrase(en: "speak SMTP by hand", zh: "手工输入 SMTP")
  fileprivate static let world = Phrase(
    en: "The practice world is open on this machine; nothing leaves it.",
    zh: "练习环境已在本机打开；数据不会离开这台机器。")
  fileprivate static let lessonWorld = Phrase(
    en: "This lesson's own practice world is open on this machine; nothing leaves it.",
    zh: "本课自己的练习环境已在本机打开；数据不会离开这台机器。")
  fileprivate static let mailServer = Phrase(en: "mail server", zh: "邮件服务器")
  fileprivate static let mailboxes = Phrase(en: "mailboxes", zh: "邮箱")
  fileprivate static let comma = Phrase(en: ", ", zh: "、")
  fileprivate static func password(_ password: String) -> Phrase {
    // It comes from a teacher's file, and must be safe on the student's screen.
    let password = SafeText.of(password)
    return Phrase(en: " (password \(password))", zh: "（密码 \(password)）")
  }
  fileprivate static let otherRoles = Phrase(
    en: "You play a mail server that brings mail, the client. Begin:",
    zh: "你扮演一台来送邮件的邮件服务器，也就是客户端。这样开始：")
  fileprivate static let roles = Phrase(
    en:
      "You play crepes.fr's mail server, the client, bringing alice's mail. Begin as the lecture does:",
    zh: "你扮演 crepes.fr 的邮件服务器（客户端），带着 alice 的邮件。像课上那样开始：")
}
