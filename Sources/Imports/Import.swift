import Language
import Messages
import Protocols
package import Transcripts

/// Another tool's record of conversations, read as recordings.
package struct Imported: Sendable {
  package struct Recording: Sendable {
    /// As the input names it; `nil`: it has no name of its own.
    package let name: String?
    package let header: TranscriptHeader
    package let events: [Event]

    /// The transcript file's octets. Equal input gives equal octets.
    package var octets: [UInt8] { file.reduce(into: []) { $0 += $1 } }

    /// Connections that were opened.
    package var conversations: Int {
      events.count { if case .opened = $0.act { true } else { false } }
    }
  }

  package let recordings: [Recording]
  package let report: ImportReport
}

/// Octets of a file in, recordings out. A value: no disk and no clock; a capture is taken apart by a
/// program that the caller names.
package struct Import: Sendable {
  /// Larger input is refused, compressed or not.
  package static let octetLimit = 32 << 20
  /// In all recordings of one input together.
  package static let eventLimit = 500_000

  /// Each costs memory until the end.
  package static let conversationLimit = 20_000

  /// Lines of a session without marks.
  package static let unmarkedLimit = 100_000

  /// `nil`: the input's content decides.
  package var format: ImportFormat?
  /// As the new recordings' headers name it: `byhand 0.1.0`.
  package var software: String
  package var dissector: any CaptureDissector

  package init(
    from format: ImportFormat? = nil, software: String = "byhand",
    dissector: any CaptureDissector = Tshark()
  ) {
    (self.format, self.software, self.dissector) = (format, software, dissector)
  }

  package func callAsFunction(_ octets: [UInt8]) throws(ImportFailure) -> Imported {
    var remarks = Remarks()
    let plain = try Packing.unpacked(octets, &remarks)
    let source = Source(plain)
    guard let format = format ?? ImportFormat.recognised(in: source.head) else {
      throw plain.isEmpty ? .empty : .notRecognised
    }
    var reading = ImportReading(remarks: remarks, software: software, format: format)
    try format.reader.read(source, with: self, into: &reading)
    nameOther(format, in: source, &reading.remarks)
    return try reading.finished()
  }

  /// What is not understood may be another tool's session, behind the first.
  private func nameOther(_ format: ImportFormat, in source: Source, _ remarks: inout Remarks) {
    guard remarks.losses > 2, let lost = remarks.all.first(where: { $0.isLoss && $0.line > 0 }),
      let start = source.lines.first(where: { $0.number == lost.line })?.octets.startIndex
    else { return }
    let rest = Source(Array(source.octets[start...]))
    if let other = ImportFormat.recognised(in: rest.head), other != format {
      remarks.add(.otherFormat(other, from: lost.line))
    }
  }
}

extension Phrase {
  fileprivate static func otherFormat(_ format: ImportFormat, from line: Int) -> Phrase {
    Phrase(
      en: """
        from line \(line) on this seems to be of another format, \(format.rawValue): import that \
        part as a file of its own
        """,
      zh: "从第 \(line) 行起似乎是另一种格式（\(format.rawValue)）：请把这一部分存成单独的文件再导入")
  }
}

/// What a reader fills: the session under way, the recordings that are whole, and the report.
struct ImportReading: Sendable {
  var session: SessionBuilder
  var remarks: Remarks
  var recordings: [Imported.Recording] = []
  let format: ImportFormat
  private let software: String

  init(remarks: Remarks, software: String, format: ImportFormat) {
    session = SessionBuilder()
    (self.remarks, self.software, self.format) = (remarks, software, format)
  }

  mutating func finished() throws(ImportFailure) -> Imported {
    session.finish()
    // A log that names no date has none: nothing is taken from this machine's clock.
    if !session.events.isEmpty {
      let header = TranscriptHeader(
        started: session.started ?? "",
        software: "\(software), imported from \(format.rawValue)",
        side: session.side ?? format.side, student: session.student)
      recordings.append(
        Imported.Recording(name: nil, header: header, events: session.events))
    }
    guard !recordings.isEmpty else { throw .nothingFound(format, remarks) }
    let report = ImportReport(
      format: format, conversations: recordings.reduce(0) { $0 + $1.conversations },
      recordings: recordings.count, remarks: remarks)
    return Imported(recordings: recordings, report: report)
  }
}
