import Files
import Glibc
import Lessons
import PracticeWorld
import Teaching

/// Progress on disk. An unreadable file is kept under another name, never lost.
final class ProgressStore {
  private(set) var progress: Progress
  private let path: String?
  /// Where an unreadable file was moved.
  let keptAside: String?

  /// `folder` is the console's data folder. Without one, progress lasts as long as the program.
  init(folder: String?) {
    path = folder.map { $0 + "/progress.json" }
    guard let path, access(path, F_OK) == 0 else {
      progress = Progress()
      keptAside = nil
      return
    }
    if let read = File.whole(path, atMost: 1 << 20).flatMap({ Progress($0) }) {
      progress = read
      keptAside = nil
    } else {
      progress = Progress()
      let aside = path + ".bak"
      keptAside = rename(path, aside) == 0 ? aside : nil
    }
  }

  var record: ProgressRecord { ProgressRecord(progress, keptAside: keptAside) }

  func keep(_ progress: Progress) {
    self.progress = progress
    write()
  }

  func forget(_ lesson: Lesson) {
    progress.forget(lesson)
    write()
  }

  private func write() {
    guard let path else { return }
    let folder = String(path.dropLast("/progress.json".count))
    // The console goes on even if progress cannot be saved.
    do throws(StoreError) {
      try Folder.make(folder)
      try File.replace(path, with: progress.octets)
    } catch {}
  }
}
