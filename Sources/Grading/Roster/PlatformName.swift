import Protocols

/// A name of a file or folder as a learning platform makes it when a teacher downloads what was
/// handed in.
struct PlatformName {
  /// The person's name, on Blackboard their id; together with the number or alone.
  let person: String
  /// Blackboard's person is a login or a student number.
  let isPersonAnID: Bool
  /// The number of the person's account there.
  let account: String?
  /// The name that the student gave the file; empty for a folder.
  let rest: String

  init?(_ name: String) {
    guard name.utf8.contains(.underscore) else { return nil }
    // Moodle: `Full Name_123456_assignsubmission_file_` and the file's name, or a folder.
    if let mark = name.firstRange(of: "_assignsubmission_") {
      let head = name[..<mark.lowerBound]
      guard let line = head.lastIndex(of: "_"), head[head.index(after: line)...].isNumber
      else { return nil }
      let kind = name[mark.upperBound...]
      self.init(
        person: head[..<line], account: head[head.index(after: line)...],
        rest: kind.firstIndex(of: "_").map { kind[kind.index(after: $0)...] } ?? "")
      return
    }
    // Blackboard: `Assignment_login_attempt_2026-11-23-10-00-00_` and the file's name.
    if let mark = name.firstRange(of: "_attempt_") {
      let time = name[mark.upperBound...].prefix { $0.isNumber || $0 == "-" }
      let head = name[..<mark.lowerBound]
      guard time.count(where: { $0 == "-" }) == 5, let line = head.lastIndex(of: "_") else {
        return nil
      }
      self.init(
        person: head[head.index(after: line)...], isPersonAnID: true, account: nil,
        rest: name[time.endIndex...].drop { $0 == "_" })
      return
    }
    // Canvas: `lastfirst_12345_67890_` and the file's name; `LATE` stands before the numbers.
    var parts = name.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)[...]
    guard parts.count == 2, let person = parts.popFirst(), let tail = parts.first,
      !person.isEmpty, person.allSatisfy({ $0.isLetter || $0 == "-" || $0 == "'" })
    else { return nil }
    let numbers = tail.hasPrefix("LATE_") ? tail.dropFirst(5) : tail
    let pieces = numbers.split(separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
    // The second number counts what was handed in on all of the platform.
    guard pieces.count == 3, pieces[0].isNumber, pieces[1].isNumber, pieces[1].count >= 3 else {
      return nil
    }
    self.init(person: person, account: pieces[0], rest: pieces[2])
  }

  private init(
    person: Substring, isPersonAnID: Bool = false, account: Substring?, rest: Substring
  ) {
    self.person = String(person)
    self.isPersonAnID = isPersonAnID
    self.account = account.map { String($0) }
    self.rest = String(rest)
  }
}

extension Substring {
  fileprivate var isNumber: Bool { !isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) } }
}
