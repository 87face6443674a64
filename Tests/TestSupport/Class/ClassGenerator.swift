import Console
package import Lessons
import Protocols
import Transcripts

/// Makes classes. The same seed makes the same octets, but for dates and names of messages that a web
/// server tells.
package struct ClassGenerator: Sendable {
  private typealias Student = SimulatedClass.Student
  private typealias Work = SimulatedClass.Work
  private typealias Flag = SimulatedClass.ExpectedFlag

  private let lessons: [Lesson]
  private var random: SeededGenerator

  /// Recordings of one student of one lesson, before anything is done to them.
  private struct Played {
    var recordings: [EditedRecording]
    let truth: LessonTruth
  }

  package init(seed: UInt64, lessons: [Lesson] = SampleLessons.lessons) {
    self.lessons = lessons
    random = SeededGenerator(seed: seed)
  }

  package mutating func make(_ count: Int) -> SimulatedClass {
    let plan = (0..<count).map(Temperament.ofStudent)
    var played: [[Played]] = []
    for (place, temperament) in plan.enumerated() {
      // A third of the honest sit in one room, where lines are dictated.
      let isInLab = temperament == .diligent && place % 3 == 0
      played.append(temperament == .absent ? [] : play(temperament, isInLab: isInLab, place))
    }
    // Each copies from another: who is copied from is never copied from again.
    var sources = plan.indices.filter {
      [.diligent, .hasty].contains(plan[$0]) && played[$0][0].recordings.count == 1
    }
    let students = plan.indices.map { place in
      switch plan[place] {
      case .absent:
        return Student(
          id: id(place), temperament: .absent, work: lessons.map { _ in nil }, deed: "absent",
          files: [], recordings: [])
      case .copying:
        let source = sources.isEmpty ? nil : sources.remove(at: next(sources.count))
        return source.map { copy(place, from: $0, played) } ?? honest(place, plan, played)
      case .forging: return forge(place, played[place])
      default: return honest(place, plan, played)
      }
    }
    return SimulatedClass(lessons: lessons, students: marked(students))
  }

  // MARK: Playing

  private func id(_ place: Int) -> String { SimulatedClass.id(ofStudent: place) }

  private mutating func next(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }

  private mutating func play(_ temperament: Temperament, isInLab: Bool, _ place: Int) -> [Played] {
    var pace = TypingPace(using: &random)
    pace.isDictated = isInLab
    var clock = 8 * 3_600_000 + next(3_600_000)
    return lessons.map { lesson in
      play(lesson, temperament, pace, id(place), &clock)
    }
  }

  /// One recording of a lesson, or two: a second attempt, or the rest of the first.
  private mutating func play(
    _ lesson: Lesson, _ temperament: Temperament, _ pace: TypingPace, _ id: String,
    _ clock: inout Int
  ) -> Played {
    var work = StudentAtWork(lesson, temperament, pace, seed: random.next())
    work.play()
    // A forger has something to show.
    while temperament == .forging, work.console.events.count < 60, lesson == lessons[0] {
      work = StudentAtWork(lesson, temperament, pace, seed: random.next())
      work.play()
    }
    var recordings = [recording(of: work, id, &clock)]
    let isAgain = temperament != .copying && temperament != .forging && next(6) == 0
    guard isAgain || temperament == .lost && next(2) == 0 else {
      return Played(recordings: recordings, truth: work.truth)
    }
    var second = StudentAtWork(
      lesson, .diligent, pace, seed: random.next(), truth: work.truth,
      after: work.isFinished ? nil : work.console)
    second.play()
    recordings.append(recording(of: second, id, &clock))
    return Played(recordings: recordings, truth: second.truth)
  }

  private mutating func recording(
    of work: StudentAtWork, _ id: String, _ clock: inout Int
  ) -> EditedRecording {
    let recording = EditedRecording(
      started: clock, student: id, events: work.console.events)
    clock += (recording.events.last?.milliseconds ?? 0) + 60_000 + next(600_000)
    return recording
  }

  // MARK: Handing in

  private mutating func honest(
    _ place: Int, _ plan: [Temperament], _ played: [[Played]]
  ) -> Student {
    Student(
      id: id(place), temperament: plan[place],
      work: played[place].map { Work(truth: $0.truth, flags: []) }, deed: "honest",
      files: files(place, played[place].map(\.recordings)),
      recordings: played[place].map(\.recordings))
  }

  /// Files as platforms and students name them.
  private mutating func files(
    _ place: Int, _ recordings: [[EditedRecording]]
  ) -> [SimulatedClass.File] {
    let id = id(place)
    switch next(3) {
    case 0:
      let lines = zip(lessons, recordings).flatMap { lesson, recordings in
        recordings.enumerated().flatMap { number, recording in
          made {
            try BundledTranscript.line(
              student: id, lesson: lesson.id, recording: "\(number).jsonl", of: recording.octets)
          }.octets
        }
      }
      return [.init(path: "byhand-\(id).jsonl", octets: lines)]
    case 1:
      return named(recordings) { "\(id)/\($0)-\($1).jsonl" }
    default:
      return named(recordings) { "\($0)_\(id)_\($1).jsonl" }
    }
  }

  private func named(
    _ recordings: [[EditedRecording]], _ name: (String, Int) -> String
  ) -> [SimulatedClass.File] {
    zip(lessons, recordings).flatMap { lesson, recordings in
      recordings.enumerated().map { number, recording in
        .init(path: name(lesson.id, number + 1), octets: recording.octets)
      }
    }
  }

  // MARK: Copies

  private mutating func copy(_ place: Int, from source: Int, _ played: [[Played]]) -> Student {
    var own = played[place]
    var copy = played[source][0].recordings[0]
    let isRenamed = next(2) == 0
    let shift = next(4) == 0 ? 0 : 60_000 * (1 + next(90))
    let hasOtherAttempt = next(2) == 0
    let isReworded = next(2) == 0
    if isRenamed { copy.student = id(place) }
    copy.started += shift
    if hasOtherAttempt { copy.renameAttempts(String(random.next(), radix: 16)) }
    if isReworded { copy.rewordLines(with: "\(next(1_000))") }
    own[0] = Played(recordings: [copy], truth: played[source][0].truth)
    // With the same time and no name left, nobody can tell who was first.
    let isOpen = isRenamed && shift == 0
    let flags: Set<Flag> = isRenamed ? [.copy] : [.copy, .identity]
    return Student(
      id: id(place), temperament: .copying,
      work: own.enumerated().map { Work(truth: $1.truth, flags: $0 == 0 ? flags : []) },
      deed: "copied from \(id(source))\(isOpen ? ", and nobody can tell who was first" : ""), "
        + "renamed: \(isRenamed), attempt: \(hasOtherAttempt), shift: \(shift), "
        + "reworded: \(isReworded)",
      files: files(place, own.map(\.recordings)), recordings: own.map(\.recordings))
  }

  /// Where nobody can tell who was first, the one copied from is flagged, too.
  private func marked(_ students: [Student]) -> [Student] {
    let open = Set(
      students.filter { $0.deed.contains("nobody can tell") }.compactMap {
        $0.deed.split(separator: ",").first?.split(separator: " ").last.map(String.init)
      })
    return students.map { student in
      guard open.contains(student.id) else { return student }
      var work = student.work
      work[0] = work[0].map { Work(truth: $0.truth, flags: $0.flags.union([.copy])) }
      return Student(
        id: student.id, temperament: student.temperament, work: work,
        deed: "copied from by one who left no trace of it", files: student.files,
        recordings: student.recordings)
    }
  }

  // MARK: Forgeries

  private mutating func forge(_ place: Int, _ played: [Played]) -> Student {
    var recordings = played.map(\.recordings)
    var flags: Set<Flag> = []
    var keepsGrade = false
    var deed = "forged: "
    switch next(5) {
    case 0 where recordings[0][0].acceptRefused():
      flags = [.reply]
      deed += "a refused line is accepted"
    case 0...1 where recordings[0][0].insertAcceptedNobody(isRenumbered: true):
      flags = [.reply]
      deed += "nobody is a recipient"
    case 2 where recordings[0][0].insertAcceptedNobody(isRenumbered: false):
      flags = [.reply, .timing]
      deed += "lines are inserted"
    case 3:
      recordings[0][0].hurry(0)
      flags = [.timing]
      keepsGrade = true
      deed += "at time 0"
    default:
      recordings[0][0].hurry(3)
      flags = [.timing]
      keepsGrade = true
      deed += "3 ms apart"
    }
    return Student(
      id: id(place), temperament: .forging,
      work: played.enumerated().map {
        Work(truth: $0 > 0 || keepsGrade ? $1.truth : nil, flags: $0 == 0 ? flags : [])
      }, deed: deed, files: files(place, recordings), recordings: recordings)
  }
}
