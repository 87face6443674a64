import Protocols
import Transcripts

/// The sides of an HTTP session's lines. The client's request ends with an empty line; the server's
/// answer begins with `HTTP/`, and goes on until the next request or as far as its length says.
struct UnmarkedHTTP {
  private let lines: ArraySlice<SourceLine>

  init(_ lines: ArraySlice<SourceLine>) { self.lines = lines }

  func say(_ reading: inout ImportReading) throws(ImportFailure) {
    var side = Side.client
    for line in lines {
      if line.hasPrefix("HTTP/1."), !isInBody(reading, of: .server) {
        side = .server
      } else if side == .server, isWhole(reading), UnmarkedReader.isRequest(line.octets) {
        side = .client
      }
      reading.session.say(line.octets + end(reading, side), from: side)
      try reading.session.checkRoom(at: line.number)
    }
  }

  private func isInBody(_ reading: ImportReading, of side: Side) -> Bool {
    if case .octets? = reading.session.dialogue?.framing(from: side) { true } else { false }
  }

  /// The answer is over, or only a request could end it.
  private func isWhole(_ reading: ImportReading) -> Bool { !isInBody(reading, of: .server) }

  /// A body's lines may have had LF alone; that is not known, and CR LF is as likely.
  private func end(_ reading: ImportReading, _ side: Side) -> [UInt8] { Ending.crlf.octets }
}
