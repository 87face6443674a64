import Language
import Lessons
import Protocols
import Transcripts

/// One student's recordings, oldest first, folded into the grades of all lessons at once: each
/// recording is read once, whatever number of lessons there is.
struct StudentFold: Sendable {
  private let job: GradingJob
  private let student: Student
  private let plans: [Assessment.Plan]
  /// By lesson: of recordings in which the lesson was begun.
  private var lessons: [Assessment]
  /// By lesson: of recordings that show the wire alone.
  /// Empty until there is one: most students hand in lessons alone.
  private var byHand: [Assessment] = []
  private var isServed = false
  private var recordings: [GradedRecording] = []
  /// Those in which each lesson was begun, and those without a lesson: numbers of `recordings`.
  private var began: [[Int]]
  private var plain: [Int] = []
  /// When the last event of each recording happened, in milliseconds since 1970.
  private var ends: [Int?] = []
  /// What each session that was read began with, and how many events it had.
  private var sessions: [(started: String, first: Event?, count: Int)] = []
  private var others: Set<String> = []
  /// Everything, also what does not count.
  private var handedIn: [GradedRecording] = []
  var flags: [Flag] = []
  /// By lesson.
  private var replies: [[Flag]]
  /// As the header of each recording says.
  private var names: [String?] = []

  /// All conversations of a server's recordings of one student are one session.
  private var served = Session()
  private var conversations = 0

  init(_ job: GradingJob, _ plans: [Assessment.Plan], _ student: Student) {
    (self.job, self.plans, self.student) = (job, plans, student)
    lessons = plans.map { Assessment($0, isByHand: false) }
    began = plans.map { _ in [] }
    replies = plans.map { _ in [] }
  }

  // MARK: Recordings

  /// - Parameter started: in milliseconds since 1970; `.max`: not known.
  mutating func take(
    _ transcript: Transcript, _ recording: GradedRecording, began started: Int, from side: Side
  ) {
    handedIn.append(recording)
    // The same session in two files, as itself and as `byhand submit` wrote it or before it went on,
    // counts once: the longest comes first.
    let (moment, first) = (transcript.header.started, transcript.events.first)
    if !moment.isEmpty {
      let isThere = sessions.contains {
        $0.started == moment && (first == nil || $0.first == first)
          && $0.count >= transcript.events.count
      }
      if isThere { return }
      sessions.append((moment, first, transcript.events.count))
    }
    let place = recordings.count
    recordings.append(recording)
    let last = transcript.events.last?.milliseconds ?? 0
    ends.append(started == .max ? nil : started + last)
    warn(of: transcript, in: recording)
    names.append(transcript.header.student?.lowercased())
    let start = started == .max ? 0 : started
    if side == .server { return serve(transcript.events, at: place, start) }
    let lessonsBegun = transcript.lessonsBegun
    if lessonsBegun.isEmpty { return follow(transcript.events, at: place, start) }
    var session = Session()
    let open = plans.indices.filter { lessonsBegun.contains(plans[$0].lesson.id) }
    others.formUnion(lessonsBegun.subtracting(plans.map(\.lesson.id)))
    guard !open.isEmpty else { return }
    for index in open {
      began[index].append(place)
      lessons[index].begin(place, recording)
    }
    var facts: [Fact] = []
    for event in transcript.events {
      facts.removeAll(keepingCapacity: true)
      session.take(event, into: &facts)
      for index in open { lessons[index].take(event, facts, began: start) }
    }
    for index in open {
      replies[index] += ImpossibleReplies.flags(
        in: transcript.events, recording, plans[index].servers)
    }
  }

  /// The student's own recording without a lesson, or another tool's.
  private mutating func follow(_ events: [Event], at place: Int, _ start: Int) {
    plain.append(place)
    var session = Session()
    if byHand.isEmpty { byHand = plans.map { Assessment($0, isByHand: true) } }
    for index in byHand.indices {
      byHand[index].begin(place, recordings[place])
      if byHand[index].count == 1 { self.start(index, &session) }
    }
    feed(events, &session, start)
  }

  /// A server's: numbers of conversations go on from one recording to the next, so that a lesson can
  /// tell the same connection from another.
  private mutating func serve(_ events: [Event], at place: Int, _ start: Int) {
    isServed = true
    plain.append(place)
    var session = served
    served = Session()
    if byHand.isEmpty { byHand = plans.map { Assessment($0, isByHand: true) } }
    for index in byHand.indices {
      byHand[index].begin(place, recordings[place])
      if byHand[index].count == 1 { self.start(index, &session) }
    }
    let before = conversations
    feed(
      events.lazy.map { event in
        var event = event
        if event.conversation > 0 { event.conversation += before }
        return event
      }, &session, start)
    conversations += events.reduce(0) { max($0, $1.conversation) }
    served = session
  }

  private mutating func start(_ index: Int, _ session: inout Session) {
    guard let event = Assessment.beginning(plans[index].byHand) else { return }
    byHand[index].take(event, session.take(event), began: 0)
  }

  private mutating func feed(
    _ events: some Sequence<Event>, _ session: inout Session, _ start: Int
  ) {
    var facts: [Fact] = []
    for event in events {
      facts.removeAll(keepingCapacity: true)
      session.take(event, into: &facts)
      for index in byHand.indices { byHand[index].take(event, facts, began: start) }
    }
  }

  private mutating func warn(of transcript: Transcript, in recording: GradedRecording) {
    guard let first = transcript.warnings.first else { return }
    let reason =
      first.matter == .torn
      ? Phrase(
        en: "line \(first.line), the last one, is cut off; the rest was graded",
        zh: "最后一行（第 \(first.line) 行）不完整；其余部分已评分")
      : Phrase(
        en:
          "lines that cannot be read: \(transcript.warningCount), the first is line \(first.line)",
        zh: "有 \(transcript.warningCount) 行无法读取，第一处在第 \(first.line) 行")
    flags.append(Flag(.unreadable, reason, in: recording))
  }

  mutating func isUnreadable(_ recording: GradedRecording, _ fault: HandedInFault) {
    handedIn.append(recording)
    flags.append(Flag(.unreadable, fault.phrase, in: recording))
  }

  mutating func leaveOut(_ recording: GradedRecording) {
    handedIn.append(recording)
    flags.append(
      Flag(
        .notCounted,
        Phrase(
          en: "the student's own record does not count beside the server's",
          zh: "已有服务器的记录，学生自己的记录不计"), in: recording))
  }

  // MARK: Grades

  func grades(_ lines: inout [WrongLine]) -> [Grade] {
    plans.indices.map { grade(of: $0, &lines) }
  }

  /// Recordings that show the lesson itself tell more than the wire alone.
  private func isByHand(_ lesson: Int) -> Bool { isServed || began[lesson].isEmpty }

  private func counted(for lesson: Int) -> [Int] { isByHand(lesson) ? plain : began[lesson] }

  /// What was seen of a recording is said where the recording counts; of one that counts nowhere, in
  /// the first lesson.
  private func flags(of lesson: Int) -> [Flag] {
    let counted = Set(counted(for: lesson).map { recordings[$0] })
    let all = Set(plans.indices.flatMap { self.counted(for: $0) }.map { recordings[$0] })
    return flags.filter { flag in
      guard let recording = flag.recording, flag.kind != .notCounted else { return true }
      if counted.contains(recording) { return true }
      // Not once more for each recording of a lesson that is not graded.
      let isSaid = flags.contains { other in
        other.kind == flag.kind && other.reason == flag.reason
          && other.recording.map(all.contains) == true
      }
      return lesson == 0 && !all.contains(recording) && !isSaid
    }
  }

  private func grade(of lesson: Int, _ lines: inout [WrongLine]) -> Grade {
    var grade = Grade(student: student, lesson: lesson)
    grade.flags = flags(of: lesson)
    let counted = counted(for: lesson)
    let isByHand = isByHand(lesson)
    guard !counted.isEmpty else {
      grade.recordings = handedIn
      if let other = others.sorted().first {
        grade.flags.append(.ofAnotherLesson(other, than: plans[lesson].lesson.id))
      }
      return grade
    }
    let assessment = isByHand ? byHand[lesson] : lessons[lesson]
    grade.evidence = isServed ? .server : .record
    grade.recordings = counted.map { recordings[$0] }
    assessment.finish(&grade)
    // Places in the list of those that count for this lesson.
    var steps = grade.steps
    for step in steps.indices {
      let place = counted.firstIndex(of: Int(steps[step].recording)) ?? 0
      steps[step].recording = UInt16(clamping: place)
    }
    grade.steps = steps
    if let due = job.due, let end = counted.compactMap({ ends[$0] }).max(), end > due {
      grade.late = end - due
    }
    if !isByHand {
      grade.flags += assessment.otherFiles.sorted().map { .otherFile(recordings[$0]) }
      if !assessment.hasBeginning { grade.flags.append(.incomplete(grade.recordings[0])) }
      grade.flags += assessment.timing.flags + replies[lesson]
    }
    grade.traces.isNamed = counted.contains { names[$0] == student.id.lowercased() }
    lines += assessment.refusals.map { refusal in
      WrongLine(
        text: refusal.text, code: refusal.code, in: recordings[refusal.recording],
        event: refusal.event)
    }
    return grade
  }
}

extension Transcript {
  fileprivate var lessonsBegun: Set<String> {
    events.reduce(into: []) { lessons, event in
      if case .learner(.began(let attempt)) = event.act { lessons.insert(attempt.lesson) }
    }
  }
}

extension Flag {
  fileprivate static func ofAnotherLesson(_ other: String, than lesson: String) -> Flag {
    Flag(
      .notCounted,
      Phrase(
        en: "the recording is of the lesson \(other), not of \(lesson)",
        zh: "会话记录是 \(other) 这一课的，不是 \(lesson) 的"))
  }
  fileprivate static func incomplete(_ recording: GradedRecording) -> Flag {
    Flag(
      .incomplete,
      Phrase(
        en: "it goes on with an earlier attempt, whose recording was not handed in",
        zh: "是接着以前的尝试做的，而那份会话记录没有交来"), in: recording)
  }
  fileprivate static func otherFile(_ recording: GradedRecording) -> Flag {
    Flag(
      .lessonFile,
      Phrase(
        en: "done with another file of the lesson than the one it is graded by",
        zh: "做课时用的课文件，与评分用的不是同一个文件"), in: recording)
  }
}
