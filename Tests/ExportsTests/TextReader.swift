import Protocols
import Transcripts

/// Reads the text form by its grammar (`Sources/Exports/README.md`), apart from the code that
/// writes it.
struct TextReader {
  private(set) var said: [Said] = []
  private(set) var openings: [[String]] = []
  private(set) var closes: [[String]] = []
  private(set) var times: [String] = []
  private(set) var named: [String: String] = [:]
  private var conversation = 0
  /// The last line of the wire, until it is known to be whole.
  private var line: (side: Side, octets: [UInt8], ending: Ending)?

  /// `nil` where a line follows no rule.
  init?(_ file: [UInt8]) {
    guard file.last == 0x0A else { return nil }
    let lines = file.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.first.map(Array.init) == Array("# byhand text 1".utf8) else { return nil }
    for octets in lines.dropFirst() {
      let line = String(decoding: octets, as: UTF8.self)
      // No stranger's octets reach a reader's terminal.
      if octets.contains(where: \.isControl) || Array(line.utf8) != Array(octets) { return nil }
      if line.hasPrefix("C: ") || line.hasPrefix("S: ") {
        flush()
        self.line = (line.hasPrefix("C") ? .client : .server, Array(octets.dropFirst(3)), .crlf)
      } else if line.hasPrefix("#") {
        guard read(line.dropFirst(2).split(separator: " ").map(String.init)) else { return nil }
      } else {
        return nil
      }
    }
    flush()
  }

  private mutating func flush() {
    guard let line else { return }
    said.add(line.octets + line.ending.octets, from: line.side, in: conversation)
    self.line = nil
  }

  private mutating func read(_ words: [String]) -> Bool {
    switch words.first {
    case "exact":
      guard line != nil, let octets = Base64.decoded(words.dropFirst().first ?? "") else {
        return false
      }
      line?.octets = octets
      return true
    case "end":
      guard line != nil, let ending = Ending(rawValue: words[1]) else { return false }
      line?.ending = ending
      return true
    case "withheld":
      guard let side = line?.side, let count = Int(words[1]) else { return false }
      line?.ending = .none
      flush()
      said.append(Said(conversation: conversation, side: side, part: .withheld(count)))
      return true
    case "left-out":
      guard let side = line?.side, let count = Int(words[1]) else { return false }
      line = nil
      said.append(Said(conversation: conversation, side: side, part: .leftOut(count)))
      return true
    default: break
    }
    flush()
    switch words.first {
    case "open":
      openings.append(Array(words.dropFirst()))
      conversation = Int(words[1]) ?? 0
    case "conversation": conversation = Int(words[1]) ?? 0
    case "close": closes.append(["\(conversation)"] + words.dropFirst())
    case "at": times.append(words[1])
    case "started", "recorded-by", "student": named[words[0]] = words[1]
    default: break
    }
    return true
  }
}
