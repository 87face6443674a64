import Language
import Lessons

/// A step that was done while an earlier one was still open.
///
/// The judge keeps what is done ahead until its turn comes. Where an earlier step was never done, the
/// turn never comes; where that one was done later, it has to be done again after it. Either way the
/// step is missed, although the recording shows it done.
struct DoneAhead: Hashable, Sendable {
  let recording: Int
  let events: [Int]
  /// The place of the step whose turn it was.
  let open: Int

  func words(_ lesson: Lesson) -> Phrase {
    let (number, id) = (open + 1, lesson.steps[open].id)
    return Phrase(
      en:
        "done before its turn, at event \(events.last ?? 0): step \(number), \(id), was still open",
      zh: "做得太早（事件 \(events.last ?? 0)）：当时第 \(number) 步 \(id) 还没有完成")
  }
}
