import Files
package import Lessons
package import Transcripts

/// What a student hands in: the recordings that tell of the lessons begun or done, each as a line of
/// one file (`BundledTranscript`).
package struct Submission: Sendable {
  package struct Item: Sendable {
    package let id: String
    /// `nil`: its file is not at hand.
    package let lesson: Lesson?
    /// What progress counts. It may be more than the recordings show: one may have been deleted, or
    /// switched off.
    package let points: Points?
    /// What the recordings show.
    package fileprivate(set) var judge: Judge?
    package fileprivate(set) var passed: Set<String> = []
    package fileprivate(set) var recordings: [Recording] = []
  }

  package struct Recording: Sendable {
    package enum State: Sendable {
      /// `warnings`: lines that are left out.
      case taken(started: String, warnings: [Transcript.Warning])
      case gone, unreadable
    }

    package let name: String
    package let state: State

    package var isTaken: Bool { if case .taken = state { true } else { false } }
  }

  package let student: StudentID?
  package private(set) var items: [Item] = []
  /// The file to hand in.
  package private(set) var octets: [UInt8] = []
  /// Where progress was moved that could not be read.
  package let keptAside: String?
  /// Others who have done lessons here; `nil` is somebody without an ID.
  package let others: [StudentID?]

  package init(_ options: ConsoleOptions) {
    student = options.student
    let store = ProgressStore(options)
    keptAside = store.keptAside
    others = ProgressStore.students(in: options.dataFolder).filter { $0 != options.student }
    for begun in store.progress.begun(among: options.library.lessons) {
      items.append(item(begun, store.progress, options.recordings))
    }
  }

  package var recordings: [Recording] { items.flatMap(\.recordings) }

  private mutating func item(
    _ begun: Progress.Begun, _ progress: Progress, _ folder: String?
  ) -> Item {
    let points = begun.lesson.map { progress.score(in: $0).total(of: $0) }
    var item = Item(
      id: begun.id, lesson: begun.lesson, points: points, judge: begun.lesson.map { Judge($0) })
    for name in begun.recordings {
      item.recordings.append(Recording(name: name, state: take(name, folder, for: &item)))
    }
    return item
  }

  private mutating func take(
    _ name: String, _ folder: String?, for item: inout Item
  ) -> Recording.State {
    // The name comes from a file.
    guard let folder, !name.contains("/"), name.hasSuffix(".jsonl") else { return .unreadable }
    let path = "\(folder)/\(name)"
    guard File.exists(path) else { return .gone }
    guard let octets = File.whole(path),
      let line = try? BundledTranscript.line(
        student: student?.text, lesson: item.id, recording: name, of: octets)
    else { return .unreadable }
    self.octets += line.octets
    item.judge(line.transcript.events)
    return .taken(
      started: line.transcript.header.started, warnings: line.transcript.warnings)
  }
}

extension Submission.Item {
  fileprivate mutating func judge(_ events: [Event]) {
    guard var judge else { return }
    // With a second reference, each fact would copy the judge.
    self.judge = nil
    var session = Session()
    for event in events {
      for fact in session.take(event) {
        for case .passed(let step, _) in judge.take(fact).map(\.finding) { passed.insert(step.id) }
      }
    }
    self.judge = judge
  }
}
