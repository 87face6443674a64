import Protocols
import Transcripts

/// The sides of an HTTP session's lines. The client's request ends with an empty line; the server's
/// answer begins with `HTTP/`, and goes on until the next request or as far as its length says.
struct UnmarkedHTTP {
  /// How the lines of a counted body ended, so that their octets are as many as the header says.
  private struct Body {
    let ending: Ending
    /// The line, counted from 0, that has no end.
    let unended: Int?
  }

  private let lines: ArraySlice<SourceLine>

  init(_ lines: ArraySlice<SourceLine>) { self.lines = lines }

  func say(_ reading: inout ImportReading) throws(ImportFailure) {
    var side = Side.client
    var body: Body?
    for (index, line) in zip(lines.indices, lines) {
      let left = count(reading, side)
      if left == 0 { body = nil }
      if left == 0, line.hasPrefix("HTTP/1.") {
        side = .server
      } else if left == 0, side == .server, UnmarkedReader.isRequest(line.octets) {
        side = .client
      }
      if left > 0, body == nil { body = self.body(from: index, of: left) }
      let ending: Ending = body?.unended == index ? .none : body?.ending ?? .crlf
      reading.session.say(line.octets + ending.octets, from: side)
      try reading.session.checkRoom(at: line.number)
    }
  }

  /// Octets of a body that are still to come.
  private func count(_ reading: ImportReading, _ side: Side) -> Int {
    guard case .octets(let left)? = reading.session.dialogue?.framing(from: side) else { return 0 }
    return left
  }

  /// The screen does not tell line ends apart; the body's length may.
  private func body(from start: Int, of length: Int) -> Body {
    for ending in [Ending.crlf, .lf] {
      var count = 0
      for index in start..<lines.endIndex {
        count += lines[index].octets.count
        if count == length { return Body(ending: ending, unended: index) }
        count += ending.count
        if count == length { return Body(ending: ending, unended: nil) }
        if count > length { break }
      }
    }
    return Body(ending: .crlf, unended: nil)
  }
}
