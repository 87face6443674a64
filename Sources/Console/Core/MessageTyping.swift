import Language
import Messages
import Protocols
import Teaching
import Transcripts

/// Lines that byhand types into a message for the student.
struct Passage: Sendable {
  /// Lines end with CR LF or LF. The last may have no line end.
  let octets: ArraySlice<UInt8>
  /// How many of the first and last lines of a long passage are shown.
  var head = 12
  var tail = 4
  /// A description of the hidden lines, from their number.
  var middle: @Sendable (Int) -> Phrase = { .lines($0) }
}

/// byhand types the lines of a message, stuffs dots, and ends each line with CR LF. A person sees
/// the beginning and end of a long passage, slowly enough to follow. Other output contains every
/// line. All lines are sent and recorded either way.
package struct MessageTyping: Sendable {
  struct Typed {
    var lines = 0
    /// Octets as counted for SIZE: with line ends, without stuffed dots.
    var octets = 0
    var stuffed = 0
    /// Ctrl-C or the server stopped the typing.
    var isCutShort = false
  }

  /// Lines sent together, before the console processes further arrivals.
  struct Batch {
    let lines: [[UInt8]]
    let isShown: Bool
    /// Describes the hidden lines, at the first of them.
    let omitted: Phrase?
  }

  /// The size of a batch that needs no pacing.
  private static let batch = 400
  /// How long a person waits at most, in milliseconds.
  private static let longestPause = (message: 2_500, line: 45)

  private var plans: ArraySlice<Plan>
  private var reader: LineReader
  /// How many lines of the first plan have been typed.
  private var number = 0
  private let pause: Int
  fileprivate(set) var typed = Typed()
  private let total: Int
  /// The next batch waits until this time.
  fileprivate(set) var pauseEnd: Duration?

  init(_ passages: [Passage], isPaced: Bool) {
    let plans = passages.map { Plan($0, isWhole: !isPaced) }
    let shown = plans.reduce(0) { $0 + $1.shown }
    pause = isPaced ? min(Self.longestPause.line, Self.longestPause.message / max(1, shown)) : 0
    total = plans.reduce(0) { $0 + $1.count }
    self.plans = plans[...]
    reader = LineReader(plans.first?.passage.octets ?? [])
  }

  fileprivate var isWhole: Bool { typed.lines == total }

  /// `nil` if everything has been typed.
  fileprivate mutating func next(at moment: Duration) -> Batch? {
    while let plan = plans.first, number == plan.count {
      plans.removeFirst()
      number = 0
      if let next = plans.first { reader = LineReader(next.passage.octets) }
    }
    guard let plan = plans.first else { return nil }
    let isShown = plan.isShown(number)
    let omitted =
      number == plan.hidden.lowerBound && !isShown ? plan.passage.middle(plan.hidden.count) : nil
    let left = isShown ? plan.run(from: number) : plan.hidden.upperBound - number
    let size = min(left, pause > 0 && isShown ? 1 : Self.batch)
    let lines = (0..<size).compactMap { _ in reader.next().map { Array($0) } }
    number += size
    typed.lines += lines.count
    typed.octets += lines.reduce(0) { $0 + $1.count + Ending.crlf.count }
    typed.stuffed += lines.filter { $0.first == .dot }.count
    pauseEnd = isShown && pause > 0 ? moment + .milliseconds(pause) : nil
    return Batch(lines: lines.map(Dots.stuffed), isShown: isShown, omitted: omitted)
  }

  private struct Plan {
    let passage: Passage
    let count: Int
    let hidden: Range<Int>

    init(_ passage: Passage, isWhole: Bool) {
      self.passage = passage
      var reader = LineReader(passage.octets)
      var count = 0
      while reader.next() != nil { count += 1 }
      self.count = count
      // Hiding one or two lines is not worth the note about them.
      let isLong = count > passage.head + passage.tail + 3
      hidden = isWhole || !isLong ? count..<count : passage.head..<(count - passage.tail)
    }

    var shown: Int { count - hidden.count }
    func isShown(_ number: Int) -> Bool { !hidden.contains(number) }
    /// How many lines are shown from this one on.
    func run(from number: Int) -> Int {
      (number < hidden.lowerBound ? hidden.lowerBound : count) - number
    }
  }
}

extension ConsoleCore {
  mutating func startTyping(_ passages: [Passage]) {
    let isPaced = settings.isInteractive && !settings.showsWholeMessages
    activity = .typing(MessageTyping(passages, isPaced: isPaced))
  }

  /// Types the next batch, once earlier lines are on the wire and the pause is over.
  ///
  /// - Returns: Whether the activity has changed.
  mutating func type(_ typing: MessageTyping) -> Bool {
    var typing = typing
    // With a second reference, each batch would copy all remaining lines.
    activity = .reading
    if isConnected, connection.isSending || typing.pauseEnd.map({ now < $0 }) ?? false {
      activity = .typing(typing)
      return false
    }
    if typing.typed.lines > 0, !takesText {
      stop(typing)
      return true
    }
    guard let batch = typing.next(at: now) else {
      conclude(typing.typed)
      return true
    }
    if let omitted = batch.omitted { say(omitted) }
    perform(.send(connection.send(batch.lines, by: .console, isShown: batch.isShown)))
    activity = .typing(typing)
    return true
  }

  /// Stops typing because of Ctrl-C, or because the connection accepts no more text.
  mutating func stop(_ typing: MessageTyping) {
    var typed = typing.typed
    // After the last line, the message is complete anyway.
    typed.isCutShort = !(typing.isWhole && takesText)
    conclude(typed)
  }

  private var takesText: Bool { isConnected && conversation?.guidance.typed == .content }

  /// Says how the typing ended.
  private mutating func conclude(_ typed: MessageTyping.Typed) {
    startTurn()
    if typed.stuffed > 0 { say(.stuffed(typed.stuffed)) }
    guard typed.isCutShort else { return say(.typedAll(typed)) }
    say(isConnected ? .cutShort(typed) : .lost(typed))
  }
}

extension Phrase {
  static func lines(_ count: Int) -> Phrase {
    Phrase(
      en: "… \(grouped(count)) lines, sent and recorded, not shown",
      zh: "……省略显示 \(grouped(count)) 行（照常发送和记录）")
  }
  static func base64Lines(_ count: Int) -> Phrase {
    Phrase(
      en: "… \(grouped(count)) lines of base64, sent and recorded, not shown",
      zh: "……省略显示 \(grouped(count)) 行 base64（照常发送和记录）")
  }
  fileprivate static func stuffed(_ count: Int) -> Phrase {
    count == 1
      ? Phrase(
        en: "One line began with a dot and was sent with a second one (RFC 5321 §4.5.2).",
        zh: "有一行以句点开头，发送时在前面多加了一个句点（RFC 5321 §4.5.2）。")
      : Phrase(
        en:
          "\(grouped(count)) lines began with a dot and were sent with a second one (RFC 5321 §4.5.2).",
        zh: "有 \(grouped(count)) 行以句点开头，发送时在前面各多加了一个句点（RFC 5321 §4.5.2）。")
  }
  fileprivate static func typedAll(_ typed: MessageTyping.Typed) -> Phrase {
    Phrase(
      en:
        "byhand typed \(grouped(typed.lines)) lines, \(grouped(typed.octets)) octets. The end is up to you: a dot alone on its line.",
      zh: "byhand 输入了 \(grouped(typed.lines)) 行，共 \(grouped(typed.octets)) 字节。结束由你来：单独一行的一个句点。")
  }
  fileprivate static func cutShort(_ typed: MessageTyping.Typed) -> Phrase {
    Phrase(
      en:
        "Stopped after \(grouped(typed.lines)) lines: the message is incomplete. :drop gives it up; a dot would send what there is.",
      zh: "输入 \(grouped(typed.lines)) 行后停止：邮件不完整。:drop 放弃它；输入句点则会按现状发送。")
  }
  fileprivate static func lost(_ typed: MessageTyping.Typed) -> Phrase {
    Phrase(
      en:
        "The connection ended after \(grouped(typed.lines)) lines: this message was not accepted.",
      zh: "输入 \(grouped(typed.lines)) 行后连接断开：这封邮件没有被接收。")
  }
}
