import Protocols

/// Which recording is meant, where a file holds several.
package struct RecordingChoice: Hashable, Sendable {
  /// Its place in the file, from 1.
  package var number: Int?
  /// The lesson for which it was handed in.
  package var lesson: String?

  package init(number: Int? = nil, lesson: String? = nil) {
    self.number = number
    self.lesson = lesson
  }

  func fits(_ entry: RecordingList.Entry) -> Bool {
    (number.map { $0 == entry.number } ?? true) && (lesson.map { $0 == entry.lesson } ?? true)
  }
}

/// The recordings that a file holds.
package struct RecordingList: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// From 1.
    package let number: Int
    /// As the recording's header says it; `nil` where it is no recording that can be read.
    package let started: String?
    package let lesson: String?
    package let events: Int
  }

  /// Of a great many, the first.
  package internal(set) var entries: [Entry] = []
  package internal(set) var count = 0
  private static let limit = 1_000

  mutating func add(_ entry: Entry) {
    count += 1
    if entries.count < Self.limit { entries.append(entry) }
  }
}

/// Reads recordings as they are handed in (`BundledTranscript`), as their octets come: memory holds
/// the chosen recording and the one that is being read, however many a stranger's file has.
///
/// It finds where each recording's lines stand in the JSON text, and gives them to a
/// `TranscriptReader`. It need not check them, for that one does.
package struct BundleReader: Sendable {
  package private(set) var list = RecordingList()
  /// The recordings that fit the choice: how many, and the first.
  private var found = 0
  private var first: Result<Transcript, Transcript.Failure>?
  private let choice: RecordingChoice
  private let limits: TranscriptReader.Limits

  // MARK: The line that is being read

  private var reader: TranscriptReader
  private var failure: Transcript.Failure?
  private var isEmpty = true
  /// Without what stands in `transcript`.
  private var frame: [UInt8] = []
  private static let frameLimit = 64 << 10
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  /// The last string at the first level, and whether it names what follows.
  private var word: [UInt8] = []
  private var isNamed = false
  private var isInTranscript = false
  /// A list named `transcript` has been found.
  package private(set) var isBundle = false
  /// Lines of the recording that the reader has not been given yet.
  private var lines: [UInt8] = []

  package init(
    _ choice: RecordingChoice = RecordingChoice(),
    limits: TranscriptReader.Limits = TranscriptReader.Limits()
  ) {
    self.choice = choice
    self.limits = limits
    reader = TranscriptReader(limits)
  }

  package mutating func take(_ octets: [UInt8]) {
    for octet in octets {
      if octet == .lineFeed { endLine() } else { take(octet) }
    }
    give()
  }

  /// There is no more.
  ///
  /// - Returns: The only recording that fits the choice; `nil` where none does, or more than one.
  package mutating func finish() throws(Transcript.Failure) -> Transcript? {
    endLine()
    guard found == 1, let first else { return nil }
    return try first.get()
  }

  /// More recordings than one fit the choice.
  package var isAmbiguous: Bool { found > 1 }

  private mutating func take(_ octet: UInt8) {
    isEmpty = isEmpty && (octet == .space || octet == .carriageReturn)
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if octet == UInt8(ascii: "\\") {
        isEscaped = true
      } else if octet == UInt8(ascii: "\"") {
        isInString = false
      } else if depth == 1, word.count < 16 {
        word.append(octet)
      }
      return keep(octet)
    }
    switch octet {
    case UInt8(ascii: "\""):
      isInString = true
      if depth == 1 { word = [] }
      keep(octet)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      keep(octet)
      depth += 1
      if depth == 2, octet == UInt8(ascii: "["), isNamed, word.elementsEqual("transcript".utf8) {
        (isInTranscript, isBundle) = (true, true)
      }
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      if isInTranscript, depth == 2 {
        lines.append(.lineFeed)
        isInTranscript = false
      }
      depth -= 1
      keep(octet)
    case UInt8(ascii: ","):
      if depth == 1 { isNamed = false }
      // The next line of the recording.
      if isInTranscript, depth == 2 { lines.append(.lineFeed) } else { keep(octet) }
    case UInt8(ascii: ":"):
      if depth == 1 { isNamed = true }
      keep(octet)
    case .space, .carriageReturn, 0x09:
      if depth > 2 { keep(octet) }
    default: keep(octet)
    }
  }

  private mutating func keep(_ octet: UInt8) {
    if isInTranscript {
      lines.append(octet)
    } else if frame.count < Self.frameLimit {
      frame.append(octet)
    }
  }

  /// Gives the reader what has come of the recording.
  private mutating func give() {
    guard !lines.isEmpty else { return }
    defer { lines.removeAll(keepingCapacity: true) }
    guard failure == nil else { return }
    do throws(Transcript.Failure) { try reader.take(lines) } catch { failure = error }
  }

  private mutating func endLine() {
    give()
    if !isEmpty { add() }
    reader = TranscriptReader(limits)
    (failure, isEmpty, frame, word) = (nil, true, [], [])
    (depth, isInString, isEscaped, isNamed, isInTranscript) = (0, false, false, false, false)
  }

  private mutating func add() {
    let read: Result<Transcript, Transcript.Failure>
    if let failure {
      read = .failure(failure)
    } else {
      do throws(Transcript.Failure) { read = .success(try reader.finish()) } catch {
        read = .failure(error == .empty ? .notATranscript : error)
      }
    }
    let transcript = try? read.get()
    let entry = RecordingList.Entry(
      number: list.count + 1, started: transcript?.header.started, lesson: lesson,
      events: transcript?.events.count ?? 0)
    list.add(entry)
    guard choice.fits(entry) else { return }
    found += 1
    // With several, none is meant.
    first = found == 1 ? read : nil
  }

  /// The line may have been cut off in the middle of its recording.
  private var lesson: String? {
    for end in ["", "]}"] {
      let text = frame + Array(end.utf8)
      var members = JSONMembers(in: text)
      if members.read(text.indices) { return members.word("lesson") }
    }
    return nil
  }
}
