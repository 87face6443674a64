/// How a simulated student goes about a lesson.
package enum Temperament: String, Hashable, Sendable, CaseIterable {
  case diligent
  /// Wrong first answers, hints, the hint that shows the line.
  case hasty
  /// Many wrong lines and answers, skipped steps, and perhaps no end.
  case lost
  /// Hands in another's recording.
  case copying
  /// Hands in an edited recording of their own.
  case forging
  /// Hands in nothing.
  case absent

  /// The kinds are mixed, and each is there in a class of twenty.
  static func ofStudent(_ place: Int) -> Temperament {
    let kinds: [Temperament] = [
      .diligent, .hasty, .lost, .diligent, .copying, .diligent, .forging, .diligent, .hasty,
      .diligent, .hasty, .lost, .diligent, .diligent, .diligent, .hasty, .diligent, .absent,
      .diligent, .lost,
    ]
    return kinds[place % kinds.count]
  }

  /// In percent: how often a student does this at a step.
  struct Habits: Sendable {
    var wrongAnswer = 4
    var wrongLine = 6
    var typo = 8
    var hint = 4
    /// Asks for hints until one shows the line.
    var lineHint = 0
    /// Does a step again without the line.
    var again = 0
    var skip = 0
    var leave = 0
  }

  var habits: Habits {
    switch self {
    case .diligent, .absent: Habits()
    case .hasty, .copying:
      Habits(wrongAnswer: 45, wrongLine: 25, typo: 25, hint: 25, lineHint: 18, again: 30)
    case .lost, .forging:
      Habits(
        wrongAnswer: 65, wrongLine: 55, typo: 45, hint: 30, lineHint: 12, again: 5, skip: 12,
        leave: 3)
    }
  }
}

/// How fast a student types, from a seed.
struct TypingPace: Sendable {
  /// Dictated at one pace to the whole room: pauses differ by a few milliseconds.
  var isDictated = false
  private let character: Int
  private let thought: Int

  init(using random: inout SeededGenerator) {
    character = .random(in: 90...260, using: &random)
    thought = .random(in: 1_500...9_000, using: &random)
  }

  /// In milliseconds, before `line` is there.
  func pause(before line: String, using random: inout SeededGenerator) -> Int {
    if isDictated {
      return 2_000 + line.utf8.count * 180 + Int.random(in: -3...3, using: &random)
    }
    return line.utf8.count * character + Int.random(in: 500...(500 + thought), using: &random)
  }
}
