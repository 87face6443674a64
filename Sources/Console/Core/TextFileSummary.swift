import Messages
import Protocols

/// What the student has to know about a text file before it is sent. Lines are counted from 1.
struct TextFileSummary {
  private(set) var lines = 0
  private(set) var bareReturn: Int?
  private(set) var eightBit: Int?
  private(set) var overlong: Int?
  /// Some lines end with LF alone.
  private(set) var hasLineFeeds = false

  init(_ octets: [UInt8]) {
    var reader = LineReader(octets[...])
    while let line = reader.next() {
      lines += 1
      if bareReturn == nil, line.contains(.carriageReturn) { bareReturn = lines }
      if eightBit == nil, line.contains(where: { $0 >= 0x80 }) { eightBit = lines }
      if overlong == nil, line.count > 998 { overlong = lines }
      if reader.position - line.endIndex == 1 { hasLineFeeds = true }
    }
  }
}
