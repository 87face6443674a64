import NIOPosix
import Synchronization
import Transcripts

/// Records one session, and writes the record off the event loop.
final class SessionRecorder: Sendable {
  private struct Recording {
    var file: TranscriptFile?
    var recorder = Recorder()
  }

  private let writing: SerialQueue
  private let start = ContinuousClock.now
  private let recording = Mutex(Recording())

  init(_ archive: SessionArchive, threads: NIOThreadPool) {
    writing = SerialQueue(threads)
    writing.enqueue { [self] in
      let file = archive.file()
      recording.withLock { $0.file = file }
    }
  }

  /// `done` is called once the act is written, or cannot be written any more.
  func take(_ act: Act, done: @escaping @Sendable () -> Void) {
    let milliseconds = (ContinuousClock.now - start).milliseconds
    writing.enqueue { [self] in
      recording.withLock { recording in
        let entry = recording.recorder.record(act, in: 1, at: milliseconds)
        recording.file?.append(entry.recorded)
      }
      done()
    }
  }
}
