import Protocols

/// What can be imported. The raw value is what `--from` takes.
package enum ImportFormat: String, Hashable, Sendable, CaseIterable {
  case byhand, bundle, text, dialogue, haraka, swaks, curl
  case curlTrace = "curl-trace"
  case smtplib, aiosmtpd, opensmtpd, follow, capture, session

  /// The one table: who reads which format. Recognised in this order, by content alone.
  var reader: any FormatReader.Type {
    switch self {
    case .byhand: RecordingReader.self
    case .bundle: SubmissionReader.self
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

  /// The first of the table that knows the beginning for its own.
  package static func recognised(in head: Head) -> ImportFormat? {
    allCases.first { $0.reader.recognises(head) }
  }

  /// All of them: a sample belongs to one.
  package static func allRecognised(in octets: [UInt8]) -> [ImportFormat] {
    let head = Source(octets).head
    return allCases.filter { $0.reader.recognises(head) }
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
  static func recognises(_ head: Head) -> Bool

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
      reader.take(line, &reading)
      try reading.session.checkRoom(at: line.number)
    }
    reader.finish(&reading)
  }

  mutating func finish(_ reading: inout ImportReading) {}
}
