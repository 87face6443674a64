package import Exports
import Files
import Glibc
import Imports
import Protocols
import Transcripts

/// One recording of a file that was handed in: what is known of it before it is graded. Small: a
/// class has very many.
struct HandedIn: Sendable {
  /// Its place in a file that holds several, from 1; `nil` where it is the file.
  let place: Int?
  /// Where its line stands in a file of recordings.
  let range: Range<Int>?
  let side: Side
  /// In milliseconds since 1970; `.max` where it is not known.
  let started: Int
  /// As its header, or the line that holds it, names the student.
  let student: String?
  /// As its own header names the student: another may hand it in.
  let recordedStudent: String?
  /// A server's recording: the first label of the name that its client gave in HELO; empty where it
  /// gave none, `nil` where it said nothing at all.
  let label: String?
  /// Another tool's log.
  let isImported: Bool
}

extension HandedIn {
  /// Enough for a header, and for a server's first lines.
  private static let headSize = 16 << 10
  /// Most recordings are shorter. A larger block would be mapped, and cleared, for each of them.
  private static let blockSize = 48 << 10
  /// A line that holds one recording.
  private static let lineLimit = 160 << 20

  /// What a file holds. A transcript is read no further than it takes to know whose it is.
  static func list(_ path: String) throws(HandedInFault) -> [Result<HandedIn, HandedInFault>] {
    let (descriptor, size) = try opened(path)
    defer { close(descriptor) }
    let head = try block(min(headSize, size), from: descriptor)
    if head.isEmpty { throw .empty }
    if let entry = transcript(beginning: head) { return [.success(entry)] }
    if isBundle(head) { return try bundle(head, from: descriptor) }
    let imported = try imported(path)
    let isOne = imported.recordings.count == 1
    return imported.recordings.enumerated().map { index, recording in
      .success(
        HandedIn(
          recording.header, recording.events, place: isOne ? nil : index + 1, range: nil,
          student: recording.header.student, isImported: true))
    }
  }

  /// The recording itself.
  func transcript(of path: String) throws(HandedInFault) -> Transcript {
    if isImported {
      let recordings = try Self.imported(path).recordings
      guard recordings.indices.contains((place ?? 1) - 1) else { throw .unreadable }
      let recording = recordings[(place ?? 1) - 1]
      return try Self.read { (reader) throws(Transcript.Failure) in
        for portion in recording.file { try reader.take(portion) }
      }
    }
    let (descriptor, size) = try Self.opened(path)
    defer { close(descriptor) }
    guard let range else {
      return try Self.read { (reader) throws(Transcript.Failure) in
        // No more than there is: a class has very many small files, and a large block for each would
        // have to be made ready again and again.
        var left = size
        while left > 0,
          let block = try? File.block(of: min(Self.blockSize, left), from: descriptor),
          !block.isEmpty
        {
          left -= block.count
          try reader.take(reader.isAtStart ? Self.withoutMark(block) : block)
        }
      }
    }
    guard lseek(descriptor, off_t(range.lowerBound), SEEK_SET) >= 0 else { throw .unreadable }
    let line = try Self.block(range.count, from: descriptor)
    do throws(BundledTranscript.Failure) {
      return try BundledTranscript(line: line).transcript
    } catch {
      switch error {
      case .notABundle: throw .notRecognised
      case .transcript(let failure): throw HandedInFault(failure)
      }
    }
  }

  /// One line of `--stream`, or of a file of recordings.
  ///
  /// - Returns: with the name of the recording's file, as the line has it; empty where it has none.
  static func recording(
    line: [UInt8]
  ) throws(HandedInFault) -> (entry: HandedIn, transcript: Transcript, name: String) {
    do throws(BundledTranscript.Failure) {
      let bundled = try BundledTranscript(line: line)
      let transcript = bundled.transcript
      return (
        HandedIn(
          transcript.header, transcript.events, place: nil, range: nil,
          student: bundled.student ?? transcript.header.student, isImported: false), transcript,
        bundled.recording ?? ""
      )
    } catch {
      switch error {
      case .notABundle: throw .notRecognised
      case .transcript(let failure): throw HandedInFault(failure)
      }
    }
  }

  private init(
    _ header: TranscriptHeader, _ events: some Sequence<Event>, place: Int?, range: Range<Int>?,
    student: String?, isImported: Bool
  ) {
    self.place = place
    self.range = range
    self.student = student
    recordedStudent = header.student
    self.isImported = isImported
    side = header.side
    started = Self.milliseconds(header.started) ?? .max
    label = header.side == .server ? Self.label(in: events) : nil
  }

  // MARK: Kinds

  private static func transcript(beginning head: [UInt8]) -> HandedIn? {
    let head = withoutMark(head)
    guard let end = head.firstIndex(of: .lineFeed) ?? (head.count < headSize ? head.count : nil)
    else { return nil }
    var reader = TranscriptReader()
    do throws(Transcript.Failure) {
      try reader.take(Array(head[..<min(end + 1, head.count)]))
      guard reader.header?.side == .server, end < head.count else {
        let transcript = try reader.finish()
        return HandedIn(
          transcript.header, [], place: nil, range: nil, student: transcript.header.student,
          isImported: false)
      }
      try reader.take(Array(head[(end + 1)...]))
      let transcript = try reader.finish()
      return HandedIn(
        transcript.header, transcript.events, place: nil, range: nil,
        student: transcript.header.student, isImported: false)
    } catch {
      // What is wrong with it is said when it is read.
      guard case .newerVersion = error else { return nil }
      return HandedIn(
        TranscriptHeader(started: "", software: "", side: .client), [], place: nil, range: nil,
        student: nil, isImported: false)
    }
  }

  private static func isBundle(_ head: [UInt8]) -> Bool {
    let head = withoutMark(head)
    let line = head.prefix { $0 != .lineFeed }
    return line.first == UInt8(ascii: "{")
      && line.prefix(1 << 10).firstRange(of: Array("\"transcript\"".utf8)) != nil
  }

  /// Each line's recording. A line that cannot be read costs itself alone.
  private static func bundle(
    _ head: [UInt8], from descriptor: Int32
  ) throws(HandedInFault) -> [Result<HandedIn, HandedInFault>] {
    var entries: [Result<HandedIn, HandedInFault>] = []
    var (line, start, offset): ([UInt8], Int, Int) = ([], 0, 0)
    func take(_ line: [UInt8], at start: Int) {
      guard line.contains(where: { $0 > .space }) else { return }
      let place = entries.count + 1
      do throws(HandedInFault) {
        let (entry, transcript, _) = try recording(line: start == 0 ? withoutMark(line) : line)
        entries.append(
          .success(
            HandedIn(
              transcript.header, transcript.events, place: place,
              range: start..<start + line.count, student: entry.student, isImported: false)))
      } catch {
        entries.append(.failure(error == .notRecognised ? .broken(recording: place) : error))
      }
    }
    var block = head
    while !block.isEmpty {
      var rest = block[...]
      while let end = rest.firstIndex(of: .lineFeed) {
        line += rest[..<end]
        take(line, at: start)
        line.removeAll(keepingCapacity: true)
        start = offset + end + 1
        rest = rest[(end + 1)...]
      }
      line += rest
      guard line.count <= lineLimit else { throw .tooLarge(lineLimit) }
      offset += block.count
      block = try Self.block(1 << 20, from: descriptor)
    }
    take(line, at: start)
    return entries
  }

  private static func imported(_ path: String) throws(HandedInFault) -> Imported {
    guard let octets = File.beginning(of: path, atMost: Import.octetLimit + 1) else {
      throw .unreadable
    }
    do throws(ImportFailure) { return try Import()(octets) } catch {
      switch error {
      case .empty: throw .empty
      case .notRecognised: throw .notRecognised
      default: throw .importing(error)
      }
    }
  }

  // MARK: Files

  /// - Returns: with the size in octets.
  private static func opened(
    _ path: String
  ) throws(HandedInFault) -> (descriptor: Int32, size: Int) {
    // A named pipe without a writer would be waited for.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT, ENOTDIR: throw .missing
      case EACCES, EPERM: throw .noPermission
      default: throw .unreadable
      }
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .noPlainFile
    }
    return (descriptor, status.st_size)
  }

  private static func block(
    _ size: Int, from descriptor: Int32
  ) throws(HandedInFault) -> [UInt8] {
    do throws(StoreError) { return try File.block(of: size, from: descriptor) } catch {
      throw .unreadable
    }
  }

  private static func read(
    _ body: (inout TranscriptReader) throws(Transcript.Failure) -> Void
  ) throws(HandedInFault) -> Transcript {
    var reader = TranscriptReader()
    do throws(Transcript.Failure) {
      try body(&reader)
      return try reader.finish()
    } catch { throw HandedInFault(error) }
  }

  /// Editors on Windows write a byte order mark.
  private static func withoutMark(_ octets: [UInt8]) -> [UInt8] {
    octets.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(octets.dropFirst(3)) : octets
  }

  // MARK: What a recording says of itself

  /// `2026-11-23T15:00:00.000Z`, in milliseconds since 1970.
  static func milliseconds(_ started: String) -> Int? {
    let seconds = started.prefix(19)
    guard let moment = CalendarTime.seconds(iso8601: seconds + "Z") else { return nil }
    let fraction = started.dropFirst(19).prefix { $0 != "Z" }.dropFirst().prefix(3)
    return moment * 1_000 + (Int(fraction) ?? 0)
  }

  /// `2026112233` of `HELO 2026112233.crepes.fr`: the first that may be a student's, for who has said
  /// HELO by habit says it again. `nil` where the client said nothing at all.
  private static func label(in events: some Sequence<Event>) -> String? {
    var found: String?
    for event in events {
      guard case .heard(.client, .line(let line)) = event.act else { continue }
      found = found ?? ""
      let words = String(decoding: line.octets.prefix(300), as: UTF8.self)
        .split(separator: " ")
      guard words.count > 1, ["HELO", "EHLO"].contains(words[0].uppercased()),
        let label = words[1].split(separator: ".").first, label.first != "["
      else { continue }
      if label.utf8.contains(where: \.isDigit) { return String(label) }
      if found == "" { found = String(label) }
    }
    return found
  }
}

extension GradedRecording {
  /// Reads it again, for a page; `nil` where that is not possible any more.
  package func read() -> Recording? {
    guard let entries = try? HandedIn.list(path) else { return nil }
    let found = entries.lazy.compactMap { try? $0.get() }.first { $0.place == place }
    guard let transcript = try? found?.transcript(of: path) else { return nil }
    return Recording(header: transcript.header, events: transcript.events)
  }
}
