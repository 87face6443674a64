import Language
import Protocols
import Transcripts

/// byhand's own recordings: passed through, checked. A secret in one that another program wrote is
/// withheld.
struct RecordingFormat: FormatReader {
  static func firstOwnLine(of head: Head) -> Int? {
    head.lines.first.map(isHeader) == true ? 0 : nil
  }

  /// Of a recording, or of one inside a bundle.
  fileprivate static func isHeader(_ line: ArraySlice<UInt8>) -> Bool {
    line.hasPrefix("{") && line.contains("\"byhand-transcript\"")
  }

  static func read(
    _ source: Source, with settings: Import, into reading: inout ImportReading
  ) throws(ImportFailure) {
    let transcript: Transcript
    do throws(Transcript.Failure) { transcript = try Transcript(source.octets) } catch {
      throw .broken(line: 1, column: 1, error.phrase)
    }
    try reading.add(transcript, name: nil)
  }
}

/// What `byhand submit` writes, and what several imported recordings become: one a line.
struct SubmissionFormat: FormatReader {
  /// A recording begins in the same way.
  static func firstOwnLine(of head: Head) -> Int? {
    head.lines.first.map { RecordingFormat.isHeader($0) && $0.contains("\"transcript\":[") }
      == true ? 0 : nil
  }

  static func read(
    _ source: Source, with settings: Import, into reading: inout ImportReading
  ) throws(ImportFailure) {
    var events = 0
    for line in source.lines where !line.octets.isEmpty {
      let bundled: BundledTranscript
      do throws(BundledTranscript.Failure) {
        bundled = try BundledTranscript(line: Array(line.octets))
      } catch {
        reading.remarks.lose(line, error.phrase)
        continue
      }
      events += bundled.transcript.events.count
      guard events <= Import.eventLimit else { throw .tooManyEvents(line: line.number) }
      try reading.add(bundled.transcript, name: bundled.recording, line: line.number)
    }
  }
}

extension ImportReading {
  fileprivate mutating func add(
    _ transcript: Transcript, name: String?, line: Int? = nil
  ) throws(ImportFailure) {
    for warning in transcript.warnings {
      let why: Phrase = warning.matter == .torn ? .torn : .notUnderstood
      remarks.lose(line: line ?? warning.line, why)
    }
    guard transcript.events.count <= Import.eventLimit else {
      throw .tooManyEvents(line: Import.eventLimit + 2)
    }
    var session = Session()
    let events = transcript.events.map { $0.redacted(by: session.take($0)) }
    recordings.append(
      Imported.Recording(name: name, header: transcript.header, events: events))
  }
}

extension Transcript.Failure {
  fileprivate var phrase: Phrase {
    switch self {
    case .empty, .notATranscript:
      Phrase(en: "not a byhand transcript", zh: "不是 byhand 的会话记录")
    case .newerVersion(let version):
      Phrase(
        en: "written by a newer byhand (format version \(version))",
        zh: "由更新版本的 byhand 写成（格式版本 \(version)）")
    case .tooManyEvents, .tooLarge: Phrase(en: "too many events", zh: "事件太多")
    }
  }
}

extension BundledTranscript.Failure {
  fileprivate var phrase: Phrase {
    switch self {
    case .notABundle: Phrase(en: "not a recording that was handed in", zh: "不是提交用的会话记录")
    case .transcript(let failure): failure.phrase
    }
  }
}

extension Phrase {
  fileprivate static let torn = Phrase(
    en: "the last line is cut off: the program that wrote it was stopped",
    zh: "最后一行不完整：写它的程序中途停止了")
}
