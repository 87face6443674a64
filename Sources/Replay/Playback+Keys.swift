import Language
import Presentation
import Teaching
package import Terminal

/// Everything that a key does.
extension Playback {
  /// `false`: the reader leaves.
  package mutating func press(_ key: Key) -> Bool {
    message = nil
    if key == .leave { return false }
    if goal != nil {
      pressAtGoal(key)
      return true
    }
    if overlay?.kind == .keys {
      pressAtKeys(key)
      return true
    }
    if let question, answer(key, question) { return true }
    switch key {
    case .character("q"):
      guard overlay != nil else { return false }
      overlay = nil
    // It only closes: who presses it once too often loses neither place nor votes.
    case .escape: overlay = nil
    case .character: if !pressJump(key) { press(letter: key) }
    default: pressMove(key)
    }
    if cursor.isAtEnd { isPlaying = false }
    return true
  }

  private mutating func pressMove(_ key: Key) {
    // What would be stepped through is not known yet.
    if isReading, ![.home, .end].contains(key) { return }
    switch key {
    case .right, .enter:
      isPlaying = false
      stepForward()
    case .left:
      isPlaying = false
      stepBack()
    case .home: go(to: 0)
    case .end: go(to: cursor.events.count)
    case .up: scroll(1)
    case .down: scroll(-1)
    case .pageUp: scroll(max(1, bodyRows - 1))
    case .pageDown: scroll(-max(1, bodyRows - 1))
    case .character, .backspace, .eraseLine, .escape, .leave: break
    }
  }

  /// Keys that change the place. `false`: it is none of them.
  private mutating func pressJump(_ key: Key) -> Bool {
    guard case .character(let character) = key else { return false }
    switch character {
    case "]" where question != nil, "n" where question != nil, "e" where question != nil:
      message = .questionStands
    case ".": pressMove(.right)
    case ",": pressMove(.left)
    case "]": jump(to: cursor.phase(.forward), .noPhase(.forward))
    case "[": jump(to: cursor.phase(.back), .noPhase(.back))
    case "n": jump(to: cursor.reply(.forward), .noReply(.forward))
    case "N": jump(to: cursor.reply(.back), .noReply(.back))
    case "e": jump(to: cursor.error(.forward), .noError(.forward))
    case "E": jump(to: cursor.error(.back), .noError(.back))
    case "0"..."9":
      jump(to: cursor.events.count * (character.wholeNumberValue ?? 0) / 10)
    default: return false
    }
    return true
  }

  private mutating func jump(to place: Int?, _ otherwise: Phrase) {
    if let place { jump(to: place) } else { message = otherwise }
  }

  private mutating func press(letter key: Key) {
    switch key {
    case .character(" "):
      if question != nil {
        message = .questionStands
      } else if cursor.isAtEnd {
        go(to: 0)
        isPlaying = !cursor.isAtEnd
      } else {
        isPlaying.toggle()
      }
    case .character("+"), .character("="):
      speed = max(speed, min(speed * 2, Self.speeds.upperBound))
    case .character("-"), .character("_"):
      speed = min(speed, max(speed / 2, Self.speeds.lowerBound))
    case .character("l"): options.language = options.language == .english ? .chinese : .english
    case .character("a"):
      options.level = options.level.next
      message = .annotation(options.level)
    case .character("w"): options.showsWire.toggle()
    case .character("p"):
      message = quiz == nil ? .predictionsOn : .predictionsOff
      quiz = quiz == nil ? Quiz(cursor.outline.predictions(scope)) : nil
      if question != nil { isPlaying = false }
    case .character("L"): overlay = overlay == nil ? Overlay(kind: .ladder) : nil
    // Nothing goes on behind them.
    case .character("?"): (overlay, isPlaying) = (Overlay(kind: .keys), false)
    case .character("g"): (goal, isGoalWrong, isPlaying) = ("", false, false)
    default: break
    }
  }

  // MARK: Looking back

  /// Up is positive.
  private mutating func scroll(_ rows: Int) {
    isPlaying = false
    // A larger screen may have made less of it.
    let now = min(overlay?.moved ?? lookBack, mostMoved(by: 0))
    let moved = min(max(0, now + rows), mostMoved(by: rows))
    if overlay == nil { lookBack = moved } else { overlay?.moved = moved }
  }

  // MARK: The list of keys

  private mutating func pressAtKeys(_ key: Key) {
    switch key {
    // It begins at its top.
    case .up: scroll(-1)
    case .down: scroll(1)
    case .pageUp: scroll(-max(1, bodyRows - 1))
    case .pageDown: scroll(max(1, bodyRows - 1))
    case .character("l"): press(letter: key)
    default: overlay = nil
    }
  }

  // MARK: Going to a place

  private static let longestGoal = 30

  private mutating func pressAtGoal(_ key: Key) {
    guard var typed = goal else { return }
    if isGoalWrong, case .character = key { typed = "" }
    if key != .leave { isGoalWrong = false }
    switch key {
    case .eraseLine: goal = ""
    case .character(let character) where typed.count < Self.longestGoal:
      goal = typed + String(character)
    case .backspace: goal = typed.isEmpty ? nil : String(typed.dropLast())
    case .escape: goal = nil
    case .enter:
      goal = typed.allSatisfy { $0 == " " } ? nil : typed
      if goal != nil { find(typed) }
    default: break
    }
  }

  private mutating func find(_ typed: String) {
    guard let place = ReplayPlace(typed) else {
      (message, isGoalWrong) = (.notAPlace(typed), true)
      return
    }
    guard let range = cursor.range(of: place) else {
      (message, isGoalWrong) = (.noSuchPlace(typed), true)
      return
    }
    goal = nil
    jump(to: range.upperBound)
    if cursor.isAtEnd { isPlaying = false }
  }

  // MARK: Predictions

  /// `false`: the key has nothing to do with the question.
  private mutating func answer(_ key: Key, _ question: Prediction) -> Bool {
    switch key {
    case .enter: take(quiz?.enter(question), question)
    case .right, .character("."): take(quiz?.show(question), question)
    case .backspace: _ = quiz?.erase()
    case .eraseLine: _ = quiz?.erase(all: true)
    case .escape: return quiz?.erase(all: true) == true
    case .character("v"): take(quiz?.voteAgain(question), question)
    case .character(" "), .character(","):
      guard quiz?.typed.isEmpty == false else { return false }
      quiz?.type(" ")
    case .character("0"..."9"):
      if case .character(let digit) = key { quiz?.type(digit) }
    case .character(let letter):
      guard let choice = ["a", "b", "c", "d"].firstIndex(of: letter.lowercased()) else {
        return false
      }
      if quiz?.typed.isEmpty == true { take(quiz?.guess(choice: choice, of: question), question) }
    default: return false
    }
    return true
  }

  private mutating func take(_ outcome: Quiz.Outcome?, _ question: Prediction) {
    switch outcome {
    case .waits(let phrase)?: message = phrase
    case .shows?:
      isPlaying = false
      lookBack = 0
      cursor.go(to: question.end)
    case nil: break
    }
  }
}

extension AnnotationLevel {
  fileprivate var next: AnnotationLevel {
    switch self {
    case .full: .brief
    case .brief: .off
    case .off: .full
    }
  }
}

extension Way {
  fileprivate var chinese: String { self == .forward ? "后面" : "前面" }
}

extension Phrase {
  fileprivate static func noPhase(_ way: Way) -> Phrase {
    Phrase(en: "No further phase this way.", zh: "\(way.chinese)没有阶段了。")
  }
  fileprivate static func noReply(_ way: Way) -> Phrase {
    Phrase(en: "No further reply this way.", zh: "\(way.chinese)没有响应了。")
  }
  fileprivate static func noError(_ way: Way) -> Phrase {
    Phrase(en: "No further error this way.", zh: "\(way.chinese)没有错误了。")
  }
  fileprivate static func annotation(_ level: AnnotationLevel) -> Phrase {
    switch level {
    case .full: Phrase(en: "annotation: full", zh: "注解：完整")
    case .brief: Phrase(en: "annotation: brief", zh: "注解：简短")
    case .off: Phrase(en: "annotation: off", zh: "注解：关闭")
    }
  }
  fileprivate static let predictionsOn = Phrase(
    en: "Predictions on; the score begins anew.", zh: "预测已打开，重新计分。")
  fileprivate static let predictionsOff = Phrase(en: "Predictions off.", zh: "预测已关闭。")
  fileprivate static let questionStands = Phrase(
    en: "A question stands: Enter or → shows the reply.", zh: "正在提问：按回车或 → 显示响应。")
}
