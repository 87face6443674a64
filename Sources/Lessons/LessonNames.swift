import Transcripts

/// What can be seen of a step's conditions, answers and mistakes without playing it.
extension LessonStep {
  // MARK: Names

  /// Names in conditions and opening lines that the lesson's world does not have.
  func nameFaults(in world: [HostDescription]) -> [TextFault] {
    let names = WorldNames(world)
    let asked = expectation.map(names.faults(inExpectation:)) ?? []
    let all =
      asked + mistakes.flatMap { names.faults(in: $0.when) } + begin.flatMap(names.faults(inLine:))
    var seen: Set<TextFault> = []
    return all.filter { seen.insert($0).inserted }
  }

  // MARK: Answers

  /// Answers that are accepted, so that their slip is never said.
  var slipFaults: [TextFault] {
    guard case .fill(let question) = task else { return [] }
    return question.slips.flatMap(\.answers).filter(question.accepts).map { .answerIsSlip($0) }
  }

  // MARK: Mistakes

  /// Mistakes that are never said, whatever happens.
  var mistakeFaults: [TextFault] {
    mistakes.indices.compactMap { index in
      let when = mistakes[index].when
      if case .act(_, _, let expectation) = task, expectation.holds(wherever: when) {
        return .neverSaid(mistake: index + 1, behind: nil)
      }
      let earlier = mistakes[..<index].firstIndex { $0.when.holds(wherever: when) }
      return earlier.map { .neverSaid(mistake: index + 1, behind: $0 + 1) }
    }
  }
}

/// The names of a lesson's world.
private struct WorldNames {
  private let hosts: Set<String>
  /// By domain.
  private let mailboxes: [String: [String]]

  init(_ world: [HostDescription]) {
    hosts = Set(world.map { $0.name.lowercased() })
    mailboxes = Dictionary(world.map { ($0.mailDomain.lowercased(), $0.mailboxes) }) { $1 }
  }

  func faults(in expectation: Expectation) -> [TextFault] {
    expectation.conditions.compactMap { condition in
      switch condition {
      case .host(let host): hosts.contains(host) ? nil : .otherHost(host)
      case .mailbox(let address), .report(let address):
        has(mailbox: address) ? nil : .noMailbox(address)
      case .recipient(let address), .sender(let address):
        isWhole(address) ? nil : .notWhole(address: address)
      default: nil
      }
    }
  }

  func faults(inExpectation expectation: Expectation) -> [TextFault] {
    let faults = faults(in: expectation)
    guard expectation.asksForSuccess else { return faults }
    return faults
      + expectation.conditions.compactMap { condition in
        guard case .recipient(let address) = condition, isWhole(address), !has(mailbox: address)
        else { return nil }
        return .noRecipient(address)
      }
  }

  /// The host of a line that opens a connection.
  func faults(inLine line: String) -> [TextFault] {
    let words = line.split(separator: " ").map { $0.lowercased() }
    guard words.count > 1, ["telnet", "connect", ":telnet", ":connect"].contains(words[0]),
      let host = words[1].split(separator: ":").first.map(String.init), !hosts.contains(host)
    else { return [] }
    return [.otherHost(host)]
  }

  /// RFC 5321 §4.5.1: postmaster is everywhere.
  private func has(mailbox address: String) -> Bool {
    let parts = address.split(separator: "@").map(String.init)
    guard parts.count == 2, let users = mailboxes[parts[1]] else { return address == "postmaster" }
    return parts[0] == "postmaster" || users.contains { $0.lowercased() == parts[0] }
  }

  /// RFC 5321 §4.1.1.3: postmaster alone needs no host.
  private func isWhole(_ address: String) -> Bool {
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    return address == "postmaster"
      || parts.count > 1 && !parts.contains("") && !address.contains { "<> ".contains($0) }
  }
}

extension Expectation {
  /// A reply that takes a recipient, or a message.
  fileprivate var asksForSuccess: Bool {
    conditions.contains { condition in
      switch condition {
      case .accepted, .message, .stuffed, .chunked: true
      case .reply(let patterns): patterns.allSatisfy(\.isSuccess)
      default: false
      }
    }
  }

  /// It holds on everything on which the other holds.
  fileprivate func holds(wherever other: Expectation) -> Bool {
    conditions.contains(.watched) == other.conditions.contains(.watched)
      && conditions.allSatisfy { condition in
        other.conditions.contains { condition.holds(wherever: $0) }
      }
  }
}

extension Condition {
  fileprivate func holds(wherever other: Condition) -> Bool {
    switch (self, other) {
    case (.command(let verbs), .command(let others)): Set(verbs).isSuperset(of: others)
    case (.reply(let patterns), .reply(let others)),
      (.status(let patterns), .status(let others)):
      others.allSatisfy(patterns.cover)
    case (.accepted, .message), (.accepted, .stuffed), (.accepted, .chunked): true
    case (.tls(.any), .tls(let other)): other != .failed
    case (.closed(.anyhow), .closed): true
    default: self == other
    }
  }
}
