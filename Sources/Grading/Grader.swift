import Dispatch
package import Files
import Language
package import Lessons
import Protocols
import Synchronization
import Transcripts

/// What is to be graded, and how.
package struct GradingJob: Sendable {
  package var lessons: [Lesson]
  package var roster: Roster?
  /// In milliseconds since 1970.
  package var due: Int?
  /// Scores are given of this maximum; `nil`: in the lessons' points.
  package var scale: Double?
  /// How many students are graded at once.
  package var jobs: Int

  package init(lessons: [Lesson], jobs: Int = 1) {
    (self.lessons, self.jobs) = (lessons, max(1, jobs))
  }
}

/// Grades files: finds whose they are, then goes student by student, several at once.
///
/// What comes out depends on the files alone: each student is graded by themselves, and results
/// stand in places that were given before.
package struct Grader: Sendable {
  private let job: GradingJob
  private let plans: [Assessment.Plan]

  package init(_ job: GradingJob) {
    self.job = job
    plans = job.lessons.map { Assessment.Plan($0) }
  }

  /// One recording, and where it is.
  struct Item: Sendable {
    let file: Int
    let content: Result<HandedIn, HandedInFault>
    /// It lies in a student's folder, or is named after a student: it was handed in. A file that says
    /// of itself that a server wrote it can be edited.
    var isHandedIn = false
  }

  /// The recordings of one student.
  struct Submission: Sendable {
    var student: Student
    /// The place in the roster; `nil` beyond it.
    var rank: Int?
    var items: [Item] = []
    var flags: [Flag] = []
  }

  /// - Parameters:
  ///   - paths: Files and folders.
  ///   - progress: is told how many recordings of all have been graded; from any thread, one call at
  ///     a time.
  package func grade(
    _ paths: [String], progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) -> Gradebook {
    let files = FileList(paths)
    let (submissions, faults) = submissions(of: files)
    let (all, count) = (submissions.reduce(0) { $0 + $1.items.count }, submissions.count)
    let unreadable = Mutex(faults)
    let done = Mutex(0)
    let counter = WrongLineCounter()
    // A class has very many: submissions are given back once they are graded, a few at a time, and
    // each grade stands in its place from the first.
    let few = max(1, min(64, count / (job.jobs * 8)))
    let waiting = Mutex(Self.parts(of: consume submissions, few))
    let graded = Mutex(
      Array(
        repeating: Grade(student: Student(id: ""), lesson: 0), count: count * plans.count))
    inParallel((count + few - 1) / few, atOnce: 1) { part in
      let submissions = waiting.withLock { waiting in
        defer { waiting[part] = [] }
        return waiting[part]
      }
      for (place, submission) in submissions.enumerated() {
        var lines: [WrongLine] = []
        var broken: [Int] = []
        let grades = grade(submission, files, &lines, &broken)
        let first = (part * few + place) * plans.count
        graded.withLock { all in
          for (lesson, grade) in grades.enumerated() { all[first + lesson] = grade }
        }
        counter.add(lines)
        if !broken.isEmpty { unreadable.withLock { $0.formUnion(broken) } }
        done.withLock { done in
          done += submission.items.count
          progress(done, all)
        }
      }
    }
    var book = Gradebook(lessons: job.lessons, grades: [])
    graded.withLock { swap(&book.grades, &$0) }
    book.files = files.paths.count
    book.unreadable = unreadable.withLock { $0.count }
    book.wrongLines = counter.commonest.map { line in
      var line = line
      line.file = files.place(of: line.recording.path)
      return line
    }
    book.hasRoster = job.roster != nil
    book.scale = job.scale
    book.hasDueTime = job.due != nil
    Copies.flag(&book.grades)
    return book
  }

  private static func parts(of submissions: consuming [Submission], _ few: Int) -> [[Submission]] {
    stride(from: 0, to: submissions.count, by: few).map { start in
      Array(submissions[start..<min(start + few, submissions.count)])
    }
  }

  /// One line of a stream: a recording by itself.
  package func grade(line: [UInt8]) -> [Grade] {
    do throws(HandedInFault) {
      let (entry, transcript, name) = try HandedIn.recording(line: line)
      let student = Student(id: entry.student ?? entry.label ?? "")
      var fold = StudentFold(job, plans, student)
      let recording = GradedRecording(path: name)
      if let flag = Owners(nil).contradiction(in: entry, by: student, recording) {
        fold.flags.append(flag)
      }
      fold.take(transcript, recording, began: entry.started, from: entry.side)
      var lines: [WrongLine] = []
      return fold.grades(&lines)
    } catch {
      let student = Student(id: BundledTranscript.student(ofLine: line) ?? "")
      return job.lessons.indices.map { lesson in
        var grade = Grade(student: student, lesson: lesson)
        grade.flags = [Flag(.unreadable, error.phrase)]
        return grade
      }
    }
  }

  // MARK: Files

  /// Whose the recordings are, and which files have one that cannot be read. The list of all
  /// recordings is not needed any longer.
  private func submissions(of files: FileList) -> ([Submission], faults: Set<Int>) {
    let owners = Owners(job.roster)
    let items = list(files)
    let claims = Mutex([Owners.Claim?](repeating: nil, count: items.count))
    inParallel(items.count) { index in
      let claim = owners.claim(to: items[index], files)
      claims.withLock { $0[index] = claim }
    }
    return (
      owners.submissions(items, claims.withLock { $0 }, files),
      Set(items.lazy.filter(\.isFault).map(\.file))
    )
  }

  private func list(_ files: FileList) -> [Item] {
    let lists = Mutex([[Item]](repeating: [], count: files.paths.count))
    inParallel(files.paths.count) { index in
      let items = items(of: files, index)
      lists.withLock { $0[index] = items }
    }
    return lists.withLock { $0 }.flatMap { $0 }
  }

  private func items(of files: FileList, _ index: Int) -> [Item] {
    if files.passedOver.contains(index) {
      return [Item(file: index, content: .failure(.noPlainFile))]
    }
    do throws(HandedInFault) {
      return try HandedIn.list(files.paths[index]).map { Item(file: index, content: $0) }
    } catch { return [Item(file: index, content: .failure(error))] }
  }

  /// Does the work of each number, a few at a time: taking a number is cheap.
  private func inParallel(
    _ count: Int, atOnce limit: Int = 64, _ work: @Sendable (Int) -> Void
  ) {
    let next = Atomic(0)
    let batch = max(1, min(limit, count / (job.jobs * 8)))
    DispatchQueue.concurrentPerform(iterations: job.jobs) { _ in
      while true {
        let start = next.wrappingAdd(batch, ordering: .relaxed).oldValue
        guard start < count else { return }
        for index in start..<min(start + batch, count) { work(index) }
      }
    }
  }

  // MARK: One student

  /// - Parameter broken: takes the files of which a recording turned out to be unreadable.
  private func grade(
    _ submission: Submission, _ files: FileList, _ lines: inout [WrongLine], _ broken: inout [Int]
  ) -> [Grade] {
    var fold = StudentFold(job, plans, submission.student)
    fold.flags = submission.flags
    let entries = submission.items.compactMap { item in
      (try? item.content.get()).map { entry in
        (entry: entry, file: item.file, side: item.isHandedIn ? Side.client : entry.side)
      }
    }
    // Never mixed: where a server recorded the student, the student's own files do not count.
    let isServed = entries.contains { $0.side == .server }
    for item in submission.items {
      if case .failure(let fault) = item.content {
        fold.isUnreadable(GradedRecording(path: files.paths[item.file]), fault)
      }
    }
    // Of the same session in several files the longest counts, so it comes first. Only these are
    // read to be counted: nearly all sessions are handed in once.
    let counts = Dictionary(grouping: entries, by: \.entry.started).mapValues(\.count)
    let sized = entries.map { item in
      let started = item.entry.started
      let isAlone = started == .max || counts[started] == 1
      let events = isAlone ? nil : try? item.entry.transcript(of: files.paths[item.file])
      return (item: item, size: events?.events.count ?? 0)
    }
    let ordered = sized.sorted { left, right in
      let (one, other) = (left.item, right.item)
      return (one.entry.started, right.size, one.file, one.entry.place ?? 0)
        < (other.entry.started, left.size, other.file, other.entry.place ?? 0)
    }.map(\.item)
    for (entry, file, side) in ordered {
      let recording = GradedRecording(path: files.paths[file], place: entry.place)
      if isServed, side == .client {
        fold.leaveOut(recording)
        continue
      }
      do throws(HandedInFault) {
        let transcript = try entry.transcript(of: files.paths[file])
        fold.take(transcript, recording, began: entry.started, from: side)
      } catch {
        fold.isUnreadable(recording, error)
        broken.append(file)
      }
    }
    return fold.grades(&lines)
  }
}

extension Grader.Item {
  fileprivate var isFault: Bool {
    if case .failure = content { true } else { false }
  }
}

/// A folder of what a class handed in.
package enum ClassFolder {
  /// Their numbers are those of `byhand replay FOLDER --file N`. What `byhand grade` wrote there is
  /// no hand-in.
  package static func files(in folder: String) -> FileTree.Listing {
    FileTree.files(in: folder) { !isOutput($0) }
  }

  private static func isOutput(_ path: String) -> Bool {
    guard [".html", ".json", ".csv"].contains(where: path.hasSuffix),
      let beginning = File.beginning(of: path, atMost: 200)
    else { return false }
    return ReportFrame.isPage(.report, beginning) || StudentPage.isPage(beginning)
      || GradebookJSON.isGradebook(beginning) || GradebookCSV.isGradebook(beginning)
  }
}

/// The files that the arguments name, in the order of the arguments, then of their names.
struct FileList: Sendable {
  private(set) var paths: [String] = []
  /// Below which argument each lies: how many octets of the path are not the class's.
  private(set) var roots: [Int] = []
  /// The folders among the arguments, and which of the paths are their files.
  private var folders: [(path: String, files: Range<Int>)] = []
  /// Links and devices, which are not read.
  private(set) var passedOver: Set<Int> = []

  init(_ arguments: [String]) {
    for argument in arguments {
      guard Folder.exists(at: argument) else {
        add(
          argument,
          below: argument.utf8.count - (argument.split(separator: "/").last?.utf8.count ?? 0))
        continue
      }
      let listing = ClassFolder.files(in: argument)
      folders.append((argument, paths.count..<paths.count + listing.files.count))
      for path in listing.files { add(path, below: argument.utf8.count) }
      for path in listing.passedOver {
        passedOver.insert(paths.count)
        add(path, below: argument.utf8.count)
      }
    }
  }

  private mutating func add(_ path: String, below root: Int) {
    paths.append(path)
    roots.append(root)
  }

  /// `nil` for a file that is an argument itself.
  func place(of path: String) -> PlaceInFolder? {
    for folder in folders {
      guard let index = paths[folder.files].firstIndex(of: path) else { continue }
      return PlaceInFolder(folder: folder.path, number: index - folder.files.lowerBound + 1)
    }
    return nil
  }

  /// The names below the argument, the file's own last.
  func names(_ file: Int) -> [String] {
    String(decoding: paths[file].utf8.dropFirst(roots[file]), as: UTF8.self)
      .split(separator: "/").map(String.init)
  }
}
