import Language
import Messages
import Protocols
import Teaching
import Transcripts

/// Whole lines that byhand types into a message in front of the student.
struct Passage: Sendable {
  /// Lines ended by CR LF or LF; the last may have no end.
  let octets: ArraySlice<UInt8>
  /// How many of its first and last lines are shown where it is long.
  var head = 12
  var tail = 4
  /// What the lines between are, after their number.
  var middle: @Sendable (Int) -> Phrase = { .lines($0) }
}

/// byhand types a message's lines, dots stuffed, each ended by CR LF. To a person it shows a long passage's beginning and
/// end, at a pace that can be followed; elsewhere every line. All of it is sent and recorded either way.
package struct MessageTyping: Sendable {
  struct Typed {
    var lines = 0
    /// As they count for SIZE: line ends, but not the dot that was stuffed.
    var octets = 0
    var stuffed = 0
    /// Ctrl-C, or the server's own word, came between.
    var isCutShort = false
  }

  /// Lines that go out together, before what has been heard is taken in.
  struct Batch {
    let lines: [[UInt8]]
    let isShown: Bool
    /// Lines that are left out of what is shown begin here.
    let omitted: Phrase?
  }

  /// Lines in a batch that need no pace.
  private static let batch = 400
  /// Milliseconds that a person waits for a whole message to be typed, and a line of it at most.
  private static let patience = (message: 2_500, line: 45)

  private var plans: ArraySlice<Plan>
  private var reader: LineReader
  /// Of the first plan, lines typed.
  private var number = 0
  private let pause: Int
  fileprivate(set) var typed = Typed()
  private let total: Int
  /// Until when the next batch waits.
  fileprivate(set) var pauseEnd: Duration?

  init(_ passages: [Passage], isPaced: Bool) {
    let plans = passages.map { Plan($0, isWhole: !isPaced) }
    let shown = plans.reduce(0) { $0 + $1.shown }
    pause = isPaced ? min(Self.patience.line, Self.patience.message / max(1, shown)) : 0
    total = plans.reduce(0) { $0 + $1.count }
    self.plans = plans[...]
    reader = LineReader(plans.first?.passage.octets ?? [])
  }

  fileprivate var isWhole: Bool { typed.lines == total }

  /// `nil`: all has been typed.
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
      // To hide a line or two would say more than they do.
      let isLong = count > passage.head + passage.tail + 3
      hidden = isWhole || !isLong ? count..<count : passage.head..<(count - passage.tail)
    }

    var shown: Int { count - hidden.count }
    func isShown(_ number: Int) -> Bool { !hidden.contains(number) }
    /// How many lines from this one on are shown.
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

  /// The next batch, once what was sent has been heard on the wire and the pause is over.
  ///
  /// - Returns: whether the activity has changed.
  mutating func type(_ typing: MessageTyping) -> Bool {
    var typing = typing
    // With a second owner each batch would copy all that is left.
    activity = .reading
    if isConnected, connection.isSpeaking || typing.pauseEnd.map({ now < $0 }) ?? false {
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

  /// Ctrl-C, or the connection takes no more text.
  mutating func stop(_ typing: MessageTyping) {
    var typed = typing.typed
    // After the last line it comes too late to cut anything.
    typed.isCutShort = !(typing.isWhole && takesText)
    conclude(typed)
  }

  private var takesText: Bool { isConnected && conversation?.guidance.typed == .content }

  /// Says how the typing ended.
  private mutating func conclude(_ typed: MessageTyping.Typed) {
    startTurn()
    if typed.stuffed > 0 { say(.stuffed(typed.stuffed)) }
    guard typed.isCutShort else { return say(.yourDot(typed)) }
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
  fileprivate static func yourDot(_ typed: MessageTyping.Typed) -> Phrase {
    Phrase(
      en:
        "byhand typed \(grouped(typed.lines)) lines, \(grouped(typed.octets)) octets. The end is yours: a dot alone on its line.",
      zh: "byhand 输入了 \(grouped(typed.lines)) 行，共 \(grouped(typed.octets)) 字节。结束由你来：单独一行的一个句点。")
  }
  fileprivate static func cutShort(_ typed: MessageTyping.Typed) -> Phrase {
    Phrase(
      en:
        "Stopped after \(grouped(typed.lines)) lines: the message is not whole. :drop gives it up; a dot would send what there is.",
      zh: "输入 \(grouped(typed.lines)) 行后停止：报文不完整。:drop 放弃它；输入句点则会按现状发送。")
  }
  fileprivate static func lost(_ typed: MessageTyping.Typed) -> Phrase {
    Phrase(
      en: "The connection ended after \(grouped(typed.lines)) lines: this message was not taken.",
      zh: "输入 \(grouped(typed.lines)) 行后连接断开：这封邮件没有被接收。")
  }
}
