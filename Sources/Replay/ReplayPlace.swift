package import Language
import Presentation
package import Protocols
import Teaching
import Transcripts

/// A place in a recording, as a person names it: `354`, `phase:2`, `line:40`, `event:120`, `error`,
/// `RCPT`.
package enum ReplayPlace: Hashable, Sendable {
  /// Where the code appears for the first time.
  case code(Int)
  case phase(Phase)
  /// Of what crossed the wire, counted from 1.
  case line(Int)
  case event(Int)
  /// The first error reply or mistake.
  case error
  /// A command of SMTP, or a method of HTTP; otherwise a step of a lesson that has this name.
  case verb(String)
  /// A step of a lesson, by its number or its name in small letters.
  case step(String)
  /// The first conversation of HTTP.
  case http

  /// `nil`: it names no place. An input method's full-width forms are taken too.
  package init?(_ text: String) {
    var word = String(text.halfWidthLetters.map { $0 == "：" ? ":" : $0 }.filter { $0 != " " })
    if let match = word.wholeMatch(of: /(?i)phase([1-3])|第([1-3一二三])阶段/),
      let digit = match.1 ?? match.2
    {
      word = "phase:" + (["一": "1", "二": "2", "三": "3"][digit] ?? digit)
    }
    let parts = word.lowercased().split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first else { return nil }
    if parts.count == 2, first == "step" {
      guard (1...40).contains(parts[1].utf8.count) else { return nil }
      self = .step(String(parts[1]))
    } else if parts.count == 2 {
      guard let number = Self.number(parts[1]) else { return nil }
      switch first {
      case "phase":
        guard let phase = Phase(rawValue: number) else { return nil }
        self = .phase(phase)
      case "line": self = .line(number)
      case "event": self = .event(number)
      case "code" where (100...599).contains(number): self = .code(number)
      default: return nil
      }
    } else if let number = Self.number(first) {
      self = first.count == 3 && (100...599).contains(number) ? .code(number) : .event(number)
    } else if first == "error" {
      self = .error
    } else if first == "http" {
      self = .http
    } else if (3...10).contains(first.utf8.count), first.utf8.allSatisfy(\.isLetter) {
      self = .verb(first.uppercased())
    } else if first.wholeMatch(of: /[a-z][a-z0-9-]{0,39}/) != nil {
      self = .step(String(first))
    } else {
      return nil
    }
  }

  private static func number(_ digits: Substring) -> Int? {
    digits.count <= 9 && digits.utf8.allSatisfy(\.isDigit) ? Int(digits) : nil
  }
}

extension ReplayCursor {
  /// The events that make the place, the first of them counted from 0, the last one shown there;
  /// `nil`: the recording has no such place.
  mutating func range(of place: ReplayPlace) -> Range<Int>? {
    switch place {
    case .event(let count): return count <= events.count ? max(0, count - 1)..<count : nil
    case .code(let code):
      return outline.replies.first { $0.code == code }.map { $0.first..<($0.last + 1) }
    case .phase(let phase):
      return outline.bands.first { $0.phase == phase }.map { $0.start..<($0.start + 1) }
    case .error: return firstError.map { $0..<($0 + 1) }
    case .line(let number): return line(number).map { $0..<($0 + 1) }
    case .verb(let verb):
      if let index = request(verb) { return index..<(index + 1) }
      return range(of: .step(verb.lowercased()))
    case .step(let name): return step(name).map { ($0 - 1)..<$0 }
    case .http:
      return stretches.first { $0.phase == nil }.map { $0.start..<($0.start + 1) }
    }
  }

  private var firstError: Int? {
    mutating get {
      let here = self.place
      go(to: 0)
      defer { go(to: here) }
      return error(.forward).map { $0 - 1 }
    }
  }

  private func line(_ number: Int) -> Int? {
    var count = 0
    return events.firstIndex { event in
      switch event.act {
      case .heard(_, .line), .heard(_, .withheld): count += 1
      default: return false
      }
      return count == number
    }
  }

  /// A word at the start of a line of a message is not a command, so the session is read.
  private func request(_ verb: String) -> Int? {
    var session = Session()
    return events.firstIndex { event in
      session.take(event).contains { fact in
        switch fact.matter {
        case .found(.smtp(.request(let request, _, in: _))):
          if case .verb(let found) = request.kind { found.rawValue == verb } else { false }
        case .found(.http(.request(let line))): line.method.uppercased() == verb
        default: false
        }
      }
    }
  }
}

extension Phrase {
  /// What can be named.
  package static let placeForms = Phrase(
    en: "354 · phase:2 · line:40 (of the wire) · event:120 · step:3 · RCPT · HTTP · error",
    zh: "354 · phase:2 · line:40（传输的第 40 行）· event:120 · step:3 · RCPT · HTTP · error")
  package static func notAPlace(_ text: String) -> Phrase {
    let text = SafeText.of(text)
    return Phrase(
      en: "\(text) names no place. Write one of: 354, phase:2, line:40, step:3, RCPT, error.",
      zh: "“\(text)”不是有效的位置。可以写：354、phase:2、line:40、step:3、RCPT、error。")
  }
  package static func noSuchPlace(_ text: String) -> Phrase {
    let text = SafeText.of(text)
    return Phrase(en: "\(text): this recording has no such place.", zh: "这份记录里没有 \(text)。")
  }
}
