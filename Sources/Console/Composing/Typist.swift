import Language
import Messages
import Protocols
import Teaching
import Terminal
import Transcripts

/// Whole lines that byhand types into a message in front of the student.
struct Passage {
  /// Lines ended by CR LF or LF; the last may have no end.
  let octets: ArraySlice<UInt8>
  /// How many of its first and last lines are shown where it is long.
  var head = 12
  var tail = 4
  /// What the lines between are, after their number.
  var middle: @Sendable (Int) -> Phrase = { .lines($0) }
}

extension Console {
  struct Typed {
    var lines = 0
    /// As they count for SIZE: line ends, but no dot that was stuffed.
    var octets = 0
    var stuffed = 0
    /// Ctrl-C, or the server's own word, came between.
    var isCutShort = false
  }

  /// Lines that are sent before what has been heard is taken in.
  private static let batch = 400
  /// Milliseconds that a person waits for a whole message to be typed, and a line of it at most.
  private static let patience = (message: 2_500, line: 45)

  /// Types a message's lines, dots stuffed, each ended by CR LF. To a person it shows a long passage's beginning and end,
  /// at a pace that can be followed; elsewhere every line. All of it is sent and recorded either way.
  func type(_ passages: [Passage]) -> Typed {
    var typed = Typed()
    let isWatched = keyboard.echoesLines && screen.isSummary
    let plans = passages.map { Plan($0, isWhole: !isWatched) }
    let shown = plans.reduce(0) { $0 + $1.shown }
    let pause = isWatched ? min(Self.patience.line, Self.patience.message / max(1, shown)) : 0
    for plan in plans {
      var reader = LineReader(plan.passage.octets)
      var number = 0
      while number < plan.count, !typed.isCutShort {
        let isShown = plan.isShown(number)
        if number == plan.hidden.lowerBound, !isShown {
          say(plan.passage.middle(plan.hidden.count))
        }
        let left = isShown ? plan.run(from: number) : plan.hidden.upperBound - number
        let size = min(left, pause > 0 && isShown ? 1 : Self.batch)
        let lines = (0..<size).compactMap { _ in reader.next().map { Array($0) } }
        number += size
        send(lines, isShown: isShown, &typed)
        typed.isCutShort = !isHeard(pause: isShown ? pause : 0)
      }
      if typed.isCutShort { break }
    }
    // Ctrl-C after the last line comes too late to cut anything.
    let isWhole = typed.lines == plans.reduce(0) { $0 + $1.count }
    typed.isCutShort = typed.isCutShort && !(isWhole && takesText)
    return typed
  }

  private func send(_ lines: [[UInt8]], isShown: Bool, _ typed: inout Typed) {
    typed.lines += lines.count
    typed.octets += lines.reduce(0) { $0 + $1.count + Ending.crlf.count }
    typed.stuffed += lines.filter { $0.first == .dot }.count
    line.send(lines.map(Dots.stuffed), isShown: isShown)
  }

  /// Until what was sent has been heard on the wire and the pause is over. `false`: no more can be typed.
  private func isHeard(pause: Int) -> Bool {
    let deadline = ContinuousClock.now + .milliseconds(pause)
    while true {
      let left = (deadline - .now).milliseconds
      guard line.isSpeaking || left > 0, isConnected else { break }
      if keyboard.wait(milliseconds: line.isSpeaking ? 200 : left) == .interrupted {
        return false
      }
      absorb()
    }
    return takesText && !isQuitting
  }

  private var takesText: Bool { isConnected && conversation?.guidance.typed == .content }

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
}
