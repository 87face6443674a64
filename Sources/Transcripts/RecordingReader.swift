import Protocols

/// Reads a file that holds a transcript, or recordings as they are handed in, as its octets come.
package struct RecordingReader: Sendable {
  package enum Failure: Error, Hashable, Sendable {
    case transcript(Transcript.Failure)
    /// Which one is meant has not been said, or not closely enough.
    case several(RecordingList)
    /// None is the one that was meant.
    case noneOfThose(RecordingList)
  }

  private enum Kind {
    /// The first line has not ended, and has told nothing: its octets.
    case unknown([UInt8])
    case transcript(TranscriptReader)
    case bundle
  }

  private let choice: RecordingChoice
  private let limits: TranscriptReader.Limits
  private var bundle: BundleReader
  private var kind = Kind.unknown([])

  package init(
    _ choice: RecordingChoice = RecordingChoice(),
    limits: TranscriptReader.Limits = TranscriptReader.Limits()
  ) {
    self.choice = choice
    self.limits = limits
    bundle = BundleReader(choice, limits: limits)
  }

  package mutating func take(_ block: [UInt8]) throws(Failure) {
    var octets = block
    // Editors on Windows write a byte order mark.
    if case .unknown([]) = kind, octets.starts(with: [0xEF, 0xBB, 0xBF]) { octets.removeFirst(3) }
    switch kind {
    case .bundle: bundle.take(octets)
    case .transcript(var reader):
      // The only owner: a second one would copy all events.
      kind = .bundle
      defer { kind = .transcript(reader) }
      do throws(Transcript.Failure) { try reader.take(octets) } catch { throw .transcript(error) }
    case .unknown(let before):
      let all = before + octets
      let rest = octets.drop { $0 != .lineFeed }
      bundle.take(octets.dropLast(rest.count))
      if bundle.isBundle {
        kind = .bundle
        bundle.take(Array(rest))
      } else if !rest.isEmpty || all.count > limits.line {
        kind = .transcript(TranscriptReader(limits))
        try take(all)
      } else {
        kind = .unknown(all)
      }
    }
  }

  /// There is no more.
  package mutating func finish() throws(Failure) -> Transcript {
    switch kind {
    case .unknown(let octets):
      kind = .transcript(TranscriptReader(limits))
      try take(octets)
      return try finish()
    case .transcript(var reader):
      let transcript: Transcript
      do throws(Transcript.Failure) { transcript = try reader.finish() } catch {
        throw .transcript(error)
      }
      return try chosen(transcript)
    case .bundle:
      let transcript: Transcript?
      do throws(Transcript.Failure) { transcript = try bundle.finish() } catch {
        throw .transcript(error)
      }
      if let transcript { return transcript }
      throw bundle.isAmbiguous ? .several(bundle.list) : .noneOfThose(bundle.list)
    }
  }

  /// The only one of its file.
  private func chosen(_ transcript: Transcript) throws(Failure) -> Transcript {
    let lessons = transcript.lessons
    let lesson = lessons.first { $0 == choice.lesson } ?? lessons.first
    let entry = RecordingList.Entry(
      number: 1, started: transcript.header.started, lesson: lesson,
      events: transcript.events.count)
    if choice.fits(entry) { return transcript }
    var list = RecordingList()
    list.add(entry)
    throw .noneOfThose(list)
  }
}

extension Transcript {
  /// The lessons that were begun, in order.
  fileprivate var lessons: [String] {
    events.compactMap {
      if case .learner(.began(let attempt)) = $0.act { attempt.lesson } else { nil }
    }
  }
}
