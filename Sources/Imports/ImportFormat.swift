import Language
import Protocols

/// What can be imported. The raw value is what `--from` takes.
package enum ImportFormat: String, Hashable, Sendable, CaseIterable {
  case byhand, bundle, text, dialogue, haraka, swaks, curl
  case curlTrace = "curl-trace"
  case smtplib, aiosmtpd, opensmtpd, follow, capture, session

  /// The one table: who reads which format.
  var reader: any FormatReader.Type {
    switch self {
    case .byhand: RecordingFormat.self
    case .bundle: SubmissionFormat.self
    case .text: TextFormReader.self
    case .capture: CaptureReader.self
    case .follow: FollowReader.self
    case .curlTrace: CurlTraceReader.self
    case .swaks: SwaksReader.self
    case .smtplib: SMTPLibReader.self
    case .aiosmtpd: AIOSMTPDReader.self
    case .opensmtpd: OpenSMTPDReader.self
    case .haraka: HarakaReader.self
    case .curl: CurlReader.self
    case .dialogue: DialogueReader.self
    case .session: UnmarkedReader.self
    }
  }

  /// By content alone: a file that begins as one of these is nothing else; else the format whose own
  /// line comes first. Lines further down may be the text of a message, which looks like anything.
  package static func recognised(in head: Head) -> ImportFormat? {
    let whole: [ImportFormat] = [.capture, .bundle, .byhand, .text, .follow]
    if let format = whole.first(where: { $0.reader.firstOwnLine(of: head) != nil }) {
      return format
    }
    if head.isMessage { return nil }
    let places = allCases.compactMap { format in
      format.reader.firstOwnLine(of: head).map { (format: format, line: $0) }
    }
    return places.min { $0.line < $1.line }?.format
  }

  package static func recognised(in octets: [UInt8]) -> ImportFormat? {
    recognised(in: Source(octets).head)
  }

  /// Whose log it is.
  var side: Side {
    switch self {
    case .haraka, .aiosmtpd, .opensmtpd: .server
    default: .client
    }
  }
}

protocol FormatReader: Sendable {
  /// Counted from 0: the first line that is written as this format writes it.
  static func firstOwnLine(of head: Head) -> Int?

  static func read(
    _ source: Source, with settings: Import, into reading: inout ImportReading
  ) throws(ImportFailure)
}

/// A format that is understood line by line.
protocol LineReader: FormatReader {
  init()
  mutating func take(_ line: SourceLine, _ reading: inout ImportReading)
  /// Behind the last line.
  mutating func finish(_ reading: inout ImportReading)
}

extension LineReader {
  static func read(
    _ source: Source, with settings: Import, into reading: inout ImportReading
  ) throws(ImportFailure) {
    var reader = Self()
    for line in source.lines {
      let unheard = reading.session.unheard
      reader.take(line, &reading)
      if reading.session.unheard > unheard { reading.remarks.lose(line, .behindClose) }
      try reading.session.checkRoom(at: line.number)
    }
    reader.finish(&reading)
  }

  mutating func finish(_ reading: inout ImportReading) {}
}

extension Phrase {
  static let behindClose = Phrase(
    en: "said after the connection was closed; left out", zh: "连接关闭之后的内容；没有写入记录")
}
