import Language
import Protocols
import Teaching
package import Transcripts

/// Reads the hosts of a practice world, as a teacher wrote them down. The file looks like what a
/// lesson has under `world`:
///
///     hosts:
///       - name: hamburger.edu
///         mailboxes: [bob, carol]
///         scenario: [greylist]
///       - name: crepes.fr
///         mailboxes: [{name: alice, password: pickles}]
///         relay: true
///
/// A host may also have `domain`, whose mail it takes where that is not its name's, `login`
/// (`Login`), `certificate` (`HostCertificate`), `dmarc` (`none`, `reject`) and `blocked`, a list of ports.
package enum WorldFile {
  /// - Throws: everything that is wrong, each with its line and column.
  package static func parse(
    _ octets: [UInt8], name: String
  ) throws(LessonError) -> [HostDescription] {
    var reader = LessonReader(file: name)
    let world = reader.world(try YAMLFile(octets, name: name).root())
    if let error = reader.error { throw error }
    guard let world else { throw LessonError(file: name, line: 1, column: 1, problem: .noHosts) }
    return world
  }
}

extension LessonReader {
  /// A server each, with two listeners: a classroom needs a few.
  private static let hostLimit = 20
  private static let mailboxLimit = 1_000

  mutating func world(_ node: YAMLNode) -> [HostDescription]? {
    guard let keys = mapping(node, keys: ["hosts"]), let hosts = required("hosts", keys) else {
      return nil
    }
    let nodes = list(hosts)
    guard (1...Self.hostLimit).contains(nodes.count) else { return report(hosts, .noHosts) }
    var names: Set<String> = []
    return nodes.compactMap { node in
      guard let host = host(node) else { return nil }
      let own = [host.name, host.mailDomain].uniqued()
      if let known = own.first(where: names.contains) { return report(node, .hostTwice(known)) }
      names.formUnion(own)
      return host
    }
  }

  private mutating func host(_ node: YAMLNode) -> HostDescription? {
    guard let keys = mapping(node, keys: Self.hostKeys),
      let name = required("name", keys).flatMap({ domain($0) }),
      let boxes = required("mailboxes", keys)
    else { return nil }
    let nodes = list(boxes)
    guard nodes.count <= Self.mailboxLimit else { return report(boxes, .tooManyMailboxes) }
    let mailboxes = nodes.compactMap { mailbox($0, of: name) }
    let passwords = mailboxes.compactMap { box in box.password.map { (box.name, $0) } }
    let scenario = optionalList("scenario", keys).compactMap { behaviour($0) }
    var host = HostDescription(
      name: name, mailboxes: mailboxes.map(\.name), relays: keys["relay"].map { flag($0) } ?? false,
      scenario: scenario, passwords: Dictionary(passwords) { _, last in last })
    if let node = keys["domain"], let domain = domain(node), domain != name {
      if host.relays { return report(node, .relaysItsOwn) }
      host.domain = domain
    }
    if let node = keys["login"] {
      let word = word(of: Login.allCases.map(\.rawValue), node)
      host.login = word.flatMap(Login.init) ?? .whenSecured
    }
    if let node = keys["certificate"] {
      let word = word(of: HostCertificate.allCases.map(\.rawValue), node)
      host.certificate = word.flatMap(HostCertificate.init) ?? .valid
    }
    if let node = keys["dmarc"] {
      host.rejectsForgeries = word(of: ["none", "reject"], node) == "reject"
    }
    host.blocked = optionalList("blocked", keys).compactMap { port($0) }
    return host
  }

  private static let hostKeys = [
    "name", "domain", "mailboxes", "relay", "scenario", "login", "certificate", "dmarc", "blocked",
  ]

  private mutating func word(of words: [String], _ node: YAMLNode) -> String? {
    guard let text = text(node) else { return nil }
    return words.contains(text) ? text : report(node, .oneOf(words))
  }

  private mutating func domain(_ node: YAMLNode) -> String? {
    guard let text = text(node) else { return nil }
    let name = text.lowercased()
    return Domain.isHostName(name) ? name : report(node, .noDomain)
  }

  /// A name, or `{name: …, password: …}`.
  private mutating func mailbox(
    _ node: YAMLNode, of domain: String
  ) -> (name: String, password: String?)? {
    guard case .mapping = node.value else { return mailboxName(node, of: domain).map { ($0, nil) } }
    guard let keys = mapping(node, keys: ["name", "password"]),
      let name = required("name", keys).flatMap({ mailboxName($0, of: domain) }),
      let node = required("password", keys), let password = text(node)
    else { return nil }
    guard !password.isEmpty, !password.utf8.contains(where: { $0 < 0x20 }) else {
      return report(node, .noPassword)
    }
    return (name, password)
  }

  private mutating func mailboxName(_ node: YAMLNode, of domain: String) -> String? {
    guard let text = text(node) else { return nil }
    let box = Mailbox(localPart: text, domain: .name(domain))
    return box.isWellFormed ? text.lowercased() : report(node, .noMailbox)
  }

  private mutating func behaviour(_ node: YAMLNode) -> Behaviour? {
    guard let text = text(node) else { return nil }
    do throws(Behaviour.WordingError) {
      return try Behaviour(text.split(separator: " ").map(String.init))
    } catch {
      return report(node, .wording(error))
    }
  }
}

extension Phrase {
  fileprivate static let noHosts = Phrase(
    en: "A world has one to twenty hosts.", zh: "练习环境要有 1 到 20 台主机。")
  fileprivate static let noDomain = Phrase(
    en: "A host's name is a domain, such as hamburger.edu.", zh: "主机名应为域名，例如 hamburger.edu。")
  fileprivate static let relaysItsOwn = Phrase(
    en: "A host with relay: true takes the mail of its own name; leave domain out.",
    zh: "带 relay: true 的主机只接收与自己同名的域的邮件；请去掉 domain。")
  fileprivate static func oneOf(_ words: [String]) -> Phrase {
    Phrase(
      en: "This is one of \(words.joined(separator: ", ")).",
      zh: "这里可以写：\(words.joined(separator: "、"))。")
  }
  fileprivate static let noMailbox = Phrase(
    en: "This is not the name of a mailbox.", zh: "这不是合法的邮箱名。")
  fileprivate static let noPassword = Phrase(
    en: "A password is one line of text, and not empty.", zh: "密码应为一行文字，不能为空。")
  fileprivate static let tooManyMailboxes = Phrase(
    en: "A host has at most 1000 mailboxes.", zh: "一台主机最多有 1000 个邮箱。")

  fileprivate static func hostTwice(_ name: String) -> Phrase {
    Phrase(en: "There is a host \(name) before this one.", zh: "前面已经有主机 \(name)。")
  }
}
