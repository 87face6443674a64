package import Language
import Transcripts

/// What is wrong with a lesson's texts and names, as far as it can be seen without playing it.
package enum TextFault: Hashable, Sendable {
  /// A wrong choice that does not say why it is wrong.
  case unexplained(choice: Int)
  /// A line to type that is wider than the screen leaves room for.
  case wide(line: String, columns: Int)
  /// A host that the lesson's world does not have.
  case otherHost(String)
  /// A mailbox in a condition that the lesson's world does not have.
  case noMailbox(String)
  /// The same for a recipient of which the step asks that it is accepted. Only a server that relays
  /// can do so, which the solution shows.
  case noRecipient(String)
  /// A recipient or sender that no envelope can have: it lacks its host, or has brackets.
  case notWhole(address: String)
  /// An answer that is accepted, and a slip as well.
  case answerIsSlip(String)
  /// An entry of `mistakes` that no happening can reach, because an earlier one fits first; `nil`:
  /// because the step passes. Both counted from 1.
  case neverSaid(mistake: Int, behind: Int?)
}

extension Lesson {
  /// Columns for a line that is typed: a prompt stands before it on a screen of 80.
  private static let width = 70

  /// Each with the index of its step.
  package var textFaults: [(step: Int, fault: TextFault)] {
    steps.enumerated().flatMap { index, step in faults(of: step).map { (index, $0) } }
  }

  /// The hosts for which the student speaks, who need no server of their own.
  private var clients: Set<String> {
    let lines = steps.flatMap { $0.begin + $0.solution }.map { $0.lowercased() }
    let said = lines.filter { ["helo ", "ehlo ", "mail from:"].contains(where: $0.hasPrefix) }
    return Set(said.flatMap(HostNames.all))
  }

  private func faults(of step: LessonStep) -> [TextFault] {
    var faults: [TextFault] = []
    if case .ask(let question) = step.task {
      for (index, choice) in question.choices.enumerated()
      where index + 1 != question.answer && choice.why == nil {
        faults.append(.unexplained(choice: index + 1))
      }
    }
    for line in step.begin + step.solution where DisplayWidth.of(line) > Self.width {
      faults.append(.wide(line: line, columns: DisplayWidth.of(line)))
    }
    faults += step.nameFaults(in: world) + step.slipFaults + step.mistakeFaults
    let known = Set(world.flatMap { [$0.name, $0.mailDomain] }).union(clients)
    let said = step.phrases.flatMap { [$0.english, $0.chinese] } + step.begin + step.solution
    var named = Set(faults.compactMap { if case .otherHost(let host) = $0 { host } else { nil } })
    for host in said.flatMap(HostNames.all) where named.insert(host).inserted {
      if !known.contains(host), !HostNames.isExample(host) { faults.append(.otherHost(host)) }
    }
    return faults
  }
}

extension LessonStep {
  /// Everything that is said at the step, in both languages.
  package var phrases: [Phrase] {
    let asked: [Phrase?] =
      switch task {
      case .act(let say, _, _): [say]
      case .ask(let question):
        [question.text, question.explanation]
          + question.choices.flatMap { [$0.text, $0.why] }
      case .fill(let question): [question.text, question.explanation] + question.slips.map(\.say)
      case .predict(let prediction): [prediction.text, prediction.explanation]
      case .reflect(let say, let explanation): [say, explanation]
      }
    return asked.compactMap { $0 } + mistakes.map(\.say) + hints
  }
}

/// Names of hosts in a text.
private enum HostNames {
  /// The domains under which lessons name hosts. Others, such as file names, are not looked at.
  private static let domains: Set<String> = [
    "cn", "com", "de", "edu", "example", "fr", "gov", "io", "net", "org", "uk",
  ]

  static func all(in text: String) -> [String] {
    text.lowercased().unicodeScalars.split { !isInName($0) }.compactMap { piece in
      let labels = piece.split(separator: ".").map { String($0) }
      guard labels.count > 1, let last = labels.last, domains.contains(last) else { return nil }
      return labels.joined(separator: ".")
    }
  }

  /// RFC 2606 keeps these for examples: nobody lives there.
  static func isExample(_ host: String) -> Bool {
    host.hasSuffix(".example")
      || ["example.com", "example.net", "example.org"].contains {
        host == $0 || host.hasSuffix("." + $0)
      }
  }

  private static func isInName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "0"..."9", ".", "-": true
    default: false
    }
  }
}
