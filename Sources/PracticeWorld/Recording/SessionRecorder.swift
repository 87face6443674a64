import NIOPosix
import Synchronization
import Transcripts

/// Records one session: numbers what happens, folds it so that secrets are known, and writes it off the event loop.
final class SessionRecorder: Sendable {
  private struct Recording {
    var file: TranscriptFile?
    var session = Session()
    var number = 0
  }

  private let desk: SerialQueue
  private let start = ContinuousClock.now
  private let recording = Mutex(Recording())

  init(_ archive: SessionArchive, threads: NIOThreadPool) {
    desk = SerialQueue(threads)
    desk.enqueue { [self] in
      let file = archive.file()
      recording.withLock { $0.file = file }
    }
  }

  /// `done` is called when the act is written, or can no longer be.
  func take(_ act: Act, done: @escaping @Sendable () -> Void) {
    let milliseconds = (ContinuousClock.now - start).milliseconds
    desk.enqueue { [self] in
      recording.withLock { recording in
        recording.number += 1
        let event = Event(
          number: recording.number, milliseconds: milliseconds, conversation: 1, act: act)
        let facts = recording.session.take(event)
        recording.file?.append(event.redacted(by: facts))
      }
      done()
    }
  }
}
