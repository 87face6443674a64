import Files
import Lessons
import PracticeWorld
import Transcripts

extension Console {
  /// Takes up the student's progress, and names the student in the recording. Without a student
  /// before, that is this session's; otherwise a new one.
  func identify(_ named: Identification) {
    progress = ProgressStore(folder: options.dataFolder, student: named.student)
    var hasFailed = false
    if named.isNewRecording {
      recording = Self.recording(named.header, options)
      hasFailed = options.records && recording == nil
    } else if let recording {
      do throws(StoreError) { try recording.replaceHeader(named.header) } catch { hasFailed = true }
    }
    take(.identified(named, progress.record, .init(name: recording?.name, hasFailed: hasFailed)))
  }
}
