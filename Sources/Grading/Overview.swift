import Language
package import Lessons

/// What the whole class did: a fold over the grades.
package struct Overview: Sendable {
  package let turnout: Turnout
  /// Without a roster, nobody knows who is missing.
  package let hasRoster: Bool
  package let files: Int
  package let unreadable: Int
  package let lessons: [LessonOverview]
  /// What wrong answers stand for, the commonest first.
  package let misconceptions: [MisconceptionCount]
  /// The commonest first.
  package let wrongLines: [WrongLine]

  package init(_ gradebook: Gradebook) {
    turnout = Turnout(gradebook)
    hasRoster = gradebook.hasRoster
    files = gradebook.files
    unreadable = gradebook.unreadable
    lessons = gradebook.lessons.indices.map { LessonOverview($0, of: gradebook) }
    misconceptions = MisconceptionCount.all(in: gradebook)
    wrongLines = Array(gradebook.wrongLines.prefix(Self.longestList))
  }

  private static let longestList = 10

  /// Those that cost the class the most, the worst first. A step that everybody passed, or that
  /// nobody could be judged in, is not among them.
  package var worstSteps: [StepOverview] {
    let steps = lessons.flatMap(\.steps).filter { ($0.share ?? 1) < 1 }
    return Array(steps.sorted(by: StepOverview.isWorse).prefix(Self.longestList))
  }
}

/// Who handed in. Every form of output takes its numbers from here; the README has the definition.
package struct Turnout: Hashable, Sendable {
  /// Students of whom there is a file. One that cannot be read was handed in all the same.
  package let handedIn: [Student]
  /// Students of the roster of whom there is none.
  package let missing: [Student]
  /// The files of which nobody knows whose they are.
  package let unidentified: [String]

  package init(_ gradebook: Gradebook) {
    // Each once, as they come in the gradebook.
    var order: [Student] = []
    var (seen, withFile): (Set<Student>, Set<Student>) = ([], [])
    var files: [String] = []
    for grade in gradebook.grades {
      if gradebook.isUnidentified(grade.student) {
        files += grade.files
        continue
      }
      if seen.insert(grade.student).inserted { order.append(grade.student) }
      if grade.isJudged || !grade.recordings.isEmpty { withFile.insert(grade.student) }
    }
    handedIn = order.filter(withFile.contains)
    missing = order.filter { !withFile.contains($0) }
    unidentified = files.uniqued()
  }
}

/// What the class did in one lesson.
package struct LessonOverview: Sendable {
  package let lesson: Lesson
  /// Grades with something that could be judged: of students, and of files that are nobody's.
  package let judged: Int
  package let late: Int
  /// How many scores are in each tenth of the maximum: below 10 %, below 20 %, and so on. A full
  /// score is in the last.
  package let histogram: [Int]
  /// Of the scores, as shares of their maximum. `nil`: nothing was judged.
  package let mean: Double?
  package let median: Double?
  /// As scores are written; `nil` where it is not the same for all, for what cannot be seen is not
  /// in it.
  package let maximum: Double?
  package let medianMilliseconds: Int?
  package let steps: [StepOverview]

  init(_ place: Int, of gradebook: Gradebook) {
    let lesson = gradebook.lessons[place]
    let grades = gradebook.grades.filter { $0.lesson == place && $0.isJudged }
    let scored = grades.filter { $0.maximum > 0 }
    let shares = scored.map { $0.score.number / $0.maximum.number }
    let maxima = Set(scored.map { gradebook.maximum(of: $0) })
    self.lesson = lesson
    judged = grades.count
    late = grades.count { $0.late != nil }
    histogram = Self.histogram(of: scored)
    mean = shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
    median = shares.median
    maximum = maxima.count == 1 ? maxima.first : nil
    medianMilliseconds = grades.map { Double($0.milliseconds) }.median.map { Int($0.rounded()) }
    steps = lesson.steps.indices.map { StepOverview(lesson: place, step: $0, grades) }
  }

  package static let bins = 10

  /// In half points, so that no rounding moves a score to the bin beside its own.
  private static func histogram(of grades: [Grade]) -> [Int] {
    var counts = Array(repeating: 0, count: bins)
    for grade in grades {
      let bin = Int(grade.score.number * 2) * bins / Int(grade.maximum.number * 2)
      counts[min(max(bin, 0), bins - 1)] += 1
    }
    return counts
  }
}

/// What the class did in one step.
package struct StepOverview: Hashable, Sendable {
  /// The place of the lesson in the gradebook, and of the step in the lesson, from 0.
  package let lesson: Int
  package let step: Int
  package private(set) var passed = 0
  package private(set) var half = 0
  package private(set) var missed = 0
  package private(set) var notJudged = 0
  package private(set) var hints = 0
  package private(set) var mistakes = 0
  /// Of those who were at it for any time.
  package let medianMilliseconds: Int?

  init(lesson: Int, step: Int, _ grades: [Grade]) {
    (self.lesson, self.step) = (lesson, step)
    let steps = grades.compactMap { $0.step(at: step) }
    medianMilliseconds = steps.compactMap { $0.milliseconds > 0 ? Double($0.milliseconds) : nil }
      .median.map { Int($0.rounded()) }
    for step in steps {
      switch step.standing {
      case .passed: passed += 1
      case .half: half += 1
      case .missed: missed += 1
      case .notJudged: notJudged += 1
      }
      hints += Int(step.hints)
      mistakes += Int(step.mistakes)
    }
  }

  package var judged: Int { passed + half + missed }

  /// How much of the step the class has, half a step counted as half; `nil`: nobody was judged.
  package var share: Double? {
    judged == 0 ? nil : (Double(passed) + Double(half) / 2) / Double(judged)
  }

  /// Equal shares: what more students were judged in comes first, then the lessons' order.
  static func isWorse(_ left: StepOverview, _ right: StepOverview) -> Bool {
    let shares = (left.share ?? 1, right.share ?? 1)
    if shares.0 != shares.1 { return shares.0 < shares.1 }
    if left.judged != right.judged { return left.judged > right.judged }
    return (left.lesson, left.step) < (right.lesson, right.step)
  }
}

/// A misconception, and how much of the class answered as if it held.
package struct MisconceptionCount: Hashable, Sendable {
  package let id: String
  /// Wrong answers that stand for it.
  package private(set) var answers = 0
  package private(set) var students = 0

  /// `nil`: a teacher's lesson names one that the program does not know.
  package var misconception: Misconception? { .named(id) }

  /// Equal counts stand in the order of `lessons/misconceptions.yaml`, then of their ids.
  static func all(in gradebook: Gradebook) -> [MisconceptionCount] {
    var counts: [String: MisconceptionCount] = [:]
    var seen: [String: Set<[String]>] = [:]
    for grade in gradebook.grades {
      for id in grade.misconceptions {
        counts[id, default: MisconceptionCount(id: id)].answers += 1
        let student = [grade.student.id, grade.student.name]
        // Of those whom nobody can name, each file is somebody's.
        let key = gradebook.isUnidentified(grade.student) ? student + grade.files : student
        let isNew = seen[id, default: []].insert(key).inserted
        if isNew { counts[id]?.students += 1 }
      }
    }
    let places = Dictionary(
      Misconception.all.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    return counts.values.sorted { left, right in
      if left.students != right.students { return left.students > right.students }
      if left.answers != right.answers { return left.answers > right.answers }
      let order = (places[left.id] ?? .max, places[right.id] ?? .max)
      return order.0 != order.1 ? order.0 < order.1 : left.id < right.id
    }
  }
}

extension Gradebook {
  /// Nobody knows whose it is. Without a roster, a name is enough.
  func isUnidentified(_ student: Student) -> Bool {
    student.id.isEmpty && (hasRoster || student.name.isEmpty)
  }
}

extension Grade {
  /// The paths of what was handed in. Of a file that could not be read, only a flag tells.
  var files: [String] {
    (recordings.map(\.path) + flags.compactMap(\.recording?.path)).uniqued()
  }
}

extension [Double] {
  /// Of an even number of values: the middle between the two that are in the middle.
  fileprivate var median: Double? {
    guard !isEmpty else { return nil }
    let sorted = sorted()
    let middle = count / 2
    return count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}
