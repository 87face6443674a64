import Language
import Lessons
import Protocols
import Transcripts

/// Whether a person can have typed at this pace. Text of messages does not count: it may be pasted.
struct Timing: Sendable {
  /// A shorter line may come from one key: a digit, `.`, the line before.
  static let shortest = 10
  /// Nobody reads a reply and sends the next line in less than this, in milliseconds.
  private static let fastest = 150
  private static let fewest = 5

  private var recording: GradedRecording?
  private var latestLine: Int?
  private var latest: (number: Int, milliseconds: Int) = (0, 0)
  private var lines = 0
  private var fast = 0
  private var first: (recording: GradedRecording, event: Int)?
  private var backwards: (recording: GradedRecording, event: Int)?

  mutating func begin(_ recording: GradedRecording) {
    self.recording = recording
    (latestLine, latest) = (nil, (0, 0))
  }

  /// - Parameter commands: how many of its lines were commands of the student's, of `shortest` octets
  ///   or more.
  mutating func take(_ event: Event, commands: Int) {
    guard let recording else { return }
    if event.milliseconds < latest.milliseconds || event.number <= latest.number,
      backwards == nil
    {
      backwards = (recording, event.number)
    }
    latest = (event.number, event.milliseconds)
    guard event.by == nil, event.isTyped else { return }
    defer { latestLine = event.milliseconds }
    lines += commands
    guard commands > 0, let latestLine, event.milliseconds - latestLine < Self.fastest else {
      return
    }
    fast += commands
    if first == nil { first = (recording, event.number) }
  }

  var flags: [Flag] {
    var flags: [Flag] = []
    if fast >= Self.fewest, fast * 3 >= lines, let first {
      flags.append(
        Flag(
          .timing,
          Phrase(
            en:
              "\(fast) of \(lines) command lines came less than 0.15 s after the line before: no person types so",
            zh: "\(lines) 行命令里有 \(fast) 行与上一行相隔不到 0.15 秒：人不可能这样输入"),
          in: first.recording, event: first.event))
    }
    if let backwards {
      flags.append(
        Flag(
          .timing,
          Phrase(
            en: "at event \(backwards.event) the numbers or the times of the events run backwards",
            zh: "在事件 \(backwards.event) 处，事件的编号或时间倒退了"),
          in: backwards.recording, event: backwards.event))
    }
    return flags
  }
}

/// Windows of pauses between what a student typed, exact to the millisecond: two people never share
/// one. The smallest few hashes of all windows are kept, so that copies of a part are found, too.
struct Rhythm: Sendable {
  private static let width = 8
  private static let kept = 4
  /// A program's pauses, and dictated ones, are alike without being copied.
  private static let fewestValues = 6

  private var pauses: [Int] = []
  private var latest: Int?
  private(set) var smallest: [UInt64] = []

  mutating func begin() { (pauses, latest) = ([], nil) }

  mutating func take(_ event: Event) {
    guard event.by == nil, event.isTyped else { return }
    defer { latest = event.milliseconds }
    guard let latest else { return }
    pauses.append(event.milliseconds - latest)
    if pauses.count > Self.width { pauses.removeFirst() }
    guard pauses.count == Self.width else { return }
    guard distinctPauses >= Self.fewestValues else { return }
    let hash = FNV1a.hash(pauses)
    guard !smallest.contains(hash) else { return }
    if smallest.count == Self.kept, hash > smallest[Self.kept - 1] { return }
    smallest.append(hash)
    smallest.sort()
    if smallest.count > Self.kept { smallest.removeLast() }
  }

  /// Without a set: there are eight at most, and this is asked at each line.
  private var distinctPauses: Int {
    pauses.indices.count { index in
      pauses[index] >= 50 && !pauses[..<index].contains(pauses[index])
    }
  }
}

extension Event {
  /// The student typed it: a line for a server, or an answer.
  var isTyped: Bool {
    switch act {
    case .heard(.client, _), .learner(.answered), .learner(.predicted): true
    default: false
    }
  }
}
