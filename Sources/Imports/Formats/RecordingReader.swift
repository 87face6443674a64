import Language
import Protocols
import Transcripts

/// byhand's own recordings: passed through, checked. A secret in one that another program wrote is
/// withheld.
struct RecordingReader: FormatReader {
  static func recognises(_ head: Head) -> Bool {
    head.lines.first.map(isHeader) == true && !SubmissionReader.recognises(head)
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
struct SubmissionReader: FormatReader {
  static func recognises(_ head: Head) -> Bool {
    head.lines.first.map { RecordingReader.isHeader($0) && $0.contains("\"transcript\":[") }
      == true
  }

  static func read(
    _ source: Source, with settings: Import, into reading: inout ImportReading
  ) throws(ImportFailure) {
    for line in source.lines where !line.octets.isEmpty {
      do throws(BundledTranscript.Failure) {
        let bundled = try BundledTranscript(line: Array(line.octets))
        try? reading.add(bundled.transcript, name: bundled.recording, line: line.number)
      } catch { reading.remarks.lose(line, error.phrase) }
      if reading.recordings.reduce(0, { $0 + $1.events.count }) > Import.eventLimit {
        throw .tooManyEvents(line: line.number)
      }
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
