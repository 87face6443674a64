import Files
import Glibc
import Lessons
import PracticeWorld
import Teaching

/// A student's progress on disk. An unreadable file is kept under another name, never lost.
///
/// Progress belongs to a student: each ID has a file of its own, `progress-ID.json`, and what is
/// done without one is in `progress.json`. Nothing passes from one to the other, for several
/// students may share a machine. Which student was last here is not remembered.
final class ProgressStore {
  private(set) var progress: Progress
  private let path: String?
  /// Where an unreadable file was moved.
  let keptAside: String?

  private let folder: String?

  convenience init(_ options: ConsoleOptions) {
    self.init(folder: options.dataFolder, student: options.student)
  }

  /// `folder` is the console's data folder. Without one, progress lasts as long as the program.
  init(folder: String?, student: StudentID?) {
    self.folder = folder
    path = folder.map { $0 + "/" + Self.fileName(of: student) }
    guard let path, access(path, F_OK) == 0 else {
      progress = Progress()
      keptAside = nil
      return
    }
    if let read = Self.read(path) {
      progress = read
      keptAside = nil
    } else {
      progress = Progress()
      let aside = path + ".bak"
      keptAside = rename(path, aside) == 0 ? aside : nil
    }
  }

  private static func read(_ path: String) -> Progress? {
    File.whole(path, atMost: 1 << 20).flatMap { Progress($0) }
  }

  private static let (prefix, suffix) = ("progress", ".json")

  private static func fileName(of student: StudentID?) -> String {
    prefix + (student.map { "-" + $0.fileName } ?? "") + suffix
  }

  /// Everyone who has begun a lesson here; `nil` is somebody without an ID. Nothing is changed.
  static func students(in folder: String?) -> [StudentID?] {
    guard let folder, let names = try? Folder.files(in: folder) else { return [] }
    return names.sorted().compactMap { name -> StudentID?? in
      guard let student = student(whoseFileIs: name),
        Self.read("\(folder)/\(name)")?.isBegun == true
      else { return nil }
      return .some(student)
    }
  }

  /// `nil`: it is another file. `.some(nil)`: it belongs to somebody without an ID.
  private static func student(whoseFileIs name: String) -> StudentID?? {
    if name == fileName(of: nil) { return .some(nil) }
    guard name.hasPrefix(prefix + "-"), name.hasSuffix(suffix) else { return nil }
    let part = name.dropFirst(prefix.count + 1).dropLast(suffix.count)
    return StudentID(fileName: String(part)).map { .some($0) }
  }

  var record: ProgressRecord { ProgressRecord(progress, keptAside: keptAside) }

  /// - Returns: Whether it is on the disk, or need not be. The console goes on even if it is not.
  func keep(_ progress: Progress) -> Bool {
    defer { self.progress = progress }
    return write(progress)
  }

  func forget(_ lesson: Lesson) {
    var rest = progress
    rest.forget(lesson)
    _ = keep(rest)
  }

  /// Another window of the same student may have written other lessons meanwhile: only what has
  /// changed here is changed in the file.
  private func write(_ new: Progress) -> Bool {
    guard let folder, let path else { return true }
    var all = Self.read(path) ?? progress
    all.take(changesTo: new, since: progress)
    do throws(StoreError) {
      try Folder.make(folder)
      try File.replace(path, with: all.octets)
      return true
    } catch { return false }
  }
}
