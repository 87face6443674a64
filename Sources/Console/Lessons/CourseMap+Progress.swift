import Language
import Lessons
import Presentation

extension CourseMap {
  /// The lessons with the student's progress.
  init(_ library: Library, _ progress: Progress) {
    let continued = library.lesson(toContinue: progress)
    let next = continued.flatMap { progress.isWaiting($0) ? $0.id : nil }
    var number = 0
    let parts = library.parts.map { part in
      Part(
        title: part.title,
        entries: part.lessons.map { lesson in
          number += 1
          return Entry(
            number: number, id: lesson.id, title: lesson.title, minutes: lesson.minutes,
            points: "\(progress.score(in: lesson).total(of: lesson))/\(lesson.points)",
            standing: progress.standing(in: lesson), isNext: lesson.id == next)
        })
    }
    self.init(parts: parts, sums: progress.sums(of: library.lessons))
  }
}

extension Progress {
  /// There is something left to do in it, or it is being done again.
  fileprivate func isWaiting(_ lesson: Lesson) -> Bool {
    self[lesson]?.step != nil || !isFinished(lesson)
  }

  fileprivate func standing(in lesson: Lesson) -> CourseMap.Entry.Standing {
    if isFinished(lesson) { return .done }
    let steps = lesson.steps
    guard let index = steps.firstIndex(where: { $0.id == self[lesson]?.step }) else {
      return .fresh
    }
    return .begun(step: index + 1, of: steps.count)
  }

  // MARK: Sums

  fileprivate func sums(of lessons: [Lesson]) -> [Phrase] {
    let points = (
      earned: lessons.reduce(Points(0)) { $0 + score(in: $1).total(of: $1) },
      all: lessons.reduce(Points(0)) { $0 + $1.points }
    )
    let done = lessons.filter(isFinished).count
    return [
      Phrase(
        en: "\(done) of \(lessons.count) lessons done", zh: "已完成 \(done) 课，共 \(lessons.count) 课"),
      Phrase(
        en: "\(points.earned) of \(points.all) points", zh: "得分 \(points.earned)/\(points.all)"),
    ] + timeLeft(in: lessons.filter { !isFinished($0) })
  }

  /// Of a lesson that was begun, the part that its remaining steps are.
  private func timeLeft(in lessons: [Lesson]) -> [Phrase] {
    let minutes = lessons.compactMap { lesson in
      lesson.minutes.map { minutes in
        let left = lesson.steps.count - passed(in: lesson).count
        return (minutes * left + lesson.steps.count - 1) / lesson.steps.count
      }
    }
    guard !minutes.isEmpty else { return [] }
    let sum = minutes.reduce(0, +)
    // A teacher's lesson need not say how long it takes.
    return [
      minutes.count == lessons.count
        ? Phrase(en: "about \(sum) minutes left", zh: "还需约 \(sum) 分钟")
        : Phrase(en: "at least \(sum) minutes left", zh: "至少还需 \(sum) 分钟")
    ]
  }
}
