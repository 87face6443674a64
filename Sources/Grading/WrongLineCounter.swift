import Lessons
import Synchronization

/// Counts the wrong lines of a class. Of a hostile class's millions the lines with the smallest
/// hashes are kept: which ones those are does not depend on the order in which they come.
final class WrongLineCounter: Sendable {
  private static let limit = 50_000
  private static let shown = 10

  private struct Counts {
    var lines: [UInt64: WrongLine] = [:]
    var largest = UInt64.max
  }
  private let counts = Mutex(Counts())

  /// Those of one student.
  func add(_ lines: [WrongLine]) {
    guard !lines.isEmpty else { return }
    var own: [UInt64: WrongLine] = [:]
    for line in lines {
      var counted = own[FNV1a.hash(line.text)] ?? line
      counted.count += 1
      counted.students = 1
      own[FNV1a.hash(line.text)] = counted
    }
    counts.withLock { counts in
      for (hash, line) in own where hash <= counts.largest {
        if let old = counts.lines[hash] {
          counts.lines[hash] = old.with(line)
        } else {
          counts.lines[hash] = line
        }
      }
      guard counts.lines.count > 2 * Self.limit else { return }
      let hashes = counts.lines.keys.sorted()
      counts.largest = hashes[Self.limit - 1]
      for hash in hashes[Self.limit...] { counts.lines[hash] = nil }
    }
  }

  /// The ten that most students typed.
  var commonest: [WrongLine] {
    let lines = counts.withLock { $0.lines.values.filter { $0.students > 1 } }
    let sorted = lines.sorted {
      ($0.students, $0.count, $1.text) > ($1.students, $1.count, $0.text)
    }
    return Array(sorted.prefix(Self.shown))
  }
}

extension WrongLine {
  /// Together with another student's; the place that comes first in the class's order stays.
  fileprivate func with(_ other: WrongLine) -> WrongLine {
    let isFirst =
      (recording.path, recording.place ?? 0, event)
      <= (other.recording.path, other.recording.place ?? 0, other.event)
    var line = isFirst ? self : other
    line.count = count + other.count
    line.students = students + other.students
    return line
  }
}
