import Grading
import Language
import Lessons
import TestSupport

/// A small lesson with a step of each kind.
let smallLesson = lesson(
  """
  lesson: small
  version: 2
  title: {en: "A small, lesson", zh: 小课}
  steps:
    - id: greet
      say: {en: Greet., zh: 打招呼。}
      expect: {command: HELO, reply: 250}
      solution: ["HELO crepes.fr"]
      points: 1
    - id: who
      ask: {en: Who?, zh: 谁？}
      choices: [{en: The server, zh: 服务器}, {en: The client, zh: 客户端, why: {en: No., zh: 不。}}]
      answer: 1
      points: 1
    - id: port
      ask: {en: Which port?, zh: 哪个端口？}
      accept: ["25"]
      points: 1
    - id: next
      predict: {en: The reply?, zh: 响应是？}
      expect: {command: QUIT, reply: 221}
      solution: ["221", "QUIT"]
      points: 1
    - id: think
      reflect: {en: Why?, zh: 为什么？}
      points: 1
  """)

let otherLesson = lesson(
  """
  lesson: other
  version: 1
  title: {en: Another, zh: 另一课}
  steps:
    - id: greet
      say: {en: Greet., zh: 打招呼。}
      expect: {command: HELO, reply: 250}
      solution: ["HELO crepes.fr"]
      points: 2
  """)

private func lesson(_ text: String) -> Lesson {
  do throws(LessonError) {
    return try LessonFile.parse(Array(text.utf8), name: "lesson.yaml")
  } catch {
    fatalError(error.text(.english))
  }
}

func step(
  _ standing: Standing, _ points: Points, events: ClosedRange<Int32>? = nil
) -> StepGrade {
  var step = StepGrade()
  step.standing = standing
  step.points = points
  (step.firstEvent, step.lastEvent) = (events?.lowerBound ?? 0, events?.upperBound ?? 0)
  return step
}

/// 3 of 4 points of the small lesson, with a question that is not judged.
func sampleGrade(_ student: Student, late: Int? = nil) -> Grade {
  var grade = Grade(student: student, lesson: 0)
  grade.evidence = .record
  grade.steps = [
    step(.passed, 1, events: 3...4), step(.half, Points(1).half, events: 6...6),
    step(.missed, 0), step(.notJudged, 0), step(.passed, 1),
  ]
  grade.score = grade.steps.reduce(0) { $0 + $1.points }
  grade.maximum = 4
  grade.seen = [1: Phrase(en: "The client", zh: "客户端")]
  (grade.hints, grade.mistakes, grade.milliseconds) = (1, 2, 754_000)
  grade.recordings = [GradedRecording(path: "\(student.id)/a.jsonl", place: 2)]
  grade.late = late
  return grade
}

func otherGrade(_ student: Student) -> Grade {
  var grade = Grade(student: student, lesson: 1)
  grade.evidence = .server
  grade.steps = [step(.passed, 2, events: 2...5)]
  (grade.score, grade.maximum) = (2, 2)
  return grade
}

let zhang = Student(id: "2026001", name: "张三", group: "一班")
let li = Student(id: "2026002", name: "李四")

/// Zhang has handed in, Li has not.
func sampleGradebook() -> Gradebook {
  var zhangs = sampleGrade(zhang, late: 60_001)
  zhangs.flags = [
    Flag(
      .copy, Phrase(en: "as 2026009, at once", zh: "与 2026009 相同"), in: zhangs.recordings[0],
      event: 6)
  ]
  return Gradebook(lessons: [smallLesson], grades: [zhangs, Grade(student: li, lesson: 0)])
}
