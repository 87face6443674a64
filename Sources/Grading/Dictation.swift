import Language
import Lessons

/// What a lesson itself shows to be typed, or names: equal lines of two students prove nothing
/// there.
struct Dictation: Sendable {
  private let lines: Set<String>
  /// All that is said, in UTF-8, to look for a line within it.
  private let said: [UInt8]

  init(_ lesson: Lesson) {
    var lines: Set<String> = []
    var said: [Phrase] = [lesson.introduction, lesson.goal].compactMap { $0 }
    for step in lesson.steps {
      lines.formUnion(step.solution + step.begin + step.wrong.joined())
      said += step.hints + step.mistakes.map(\.say)
      switch step.task {
      case .act(let say, let shown, _):
        lines.formUnion(shown)
        said.append(say)
      case .ask(let question):
        said += [question.text, question.explanation ?? .empty]
        said += question.choices.flatMap { [$0.text, $0.why ?? .empty] }
      case .fill(let question): said += [question.text, question.explanation ?? .empty]
      case .predict(let prediction):
        lines.formUnion(prediction.lines)
        said += [prediction.text, prediction.explanation ?? .empty]
      case .reflect(let say, let explanation): said += [say, explanation ?? .empty]
      }
    }
    self.lines = lines
    self.said = Array(said.flatMap { [$0.english, $0.chinese] }.joined(separator: "\n").utf8)
  }

  func has(_ line: String) -> Bool { lines.contains(line) || isSaid(line) }

  /// By octets: a `String` would be searched character by character.
  private func isSaid(_ line: String) -> Bool {
    let line = Array(line.utf8)
    guard line.count > 1 else { return true }
    // Horspool's search: the octet under the line's end says how far the line may be moved.
    var shifts = [Int](repeating: line.count, count: 256)
    for (index, octet) in line.dropLast().enumerated() {
      shifts[Int(octet)] = line.count - 1 - index
    }
    var end = line.count
    while end <= said.count {
      let last = said[end - 1]
      if last == line[line.count - 1], said[end - line.count..<end].elementsEqual(line) {
        return true
      }
      end += shifts[Int(last)]
    }
    return false
  }

  /// It is dictated, or dictated but for a few slips of the fingers.
  func isNear(_ line: String) -> Bool {
    if has(line) { return true }
    let octets = Array(line.utf8)
    return lines.contains { Self.distance(octets, Array($0.utf8), atMost: octets.count / 8) }
  }

  /// Whether so few letters were inserted, left out or replaced.
  private static func distance(_ left: [UInt8], _ right: [UInt8], atMost limit: Int) -> Bool {
    guard abs(left.count - right.count) <= limit else { return false }
    var row = Array(0...right.count)
    for (index, octet) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for place in right.indices {
        let replaced = diagonal + (octet == right[place] ? 0 : 1)
        diagonal = row[place + 1]
        row[place + 1] = min(replaced, row[place] + 1, row[place + 1] + 1)
      }
    }
    return row[right.count] <= limit
  }
}
