import Lessons
import PracticeWorld
import Protocols
import Transcripts

/// Finds the steps of a lesson whose text is not true for a student who comes back to them.
enum LessonResumption {
  enum Fault: Hashable {
    /// Connection, message under way or mailboxes are not as they are without an interruption.
    case isElsewhere
    case solutionFails
  }

  /// What a step's text may speak of.
  private struct Surroundings: Hashable {
    let dialogue: Dialogue?
    let world: MemoryWorld.Situation

    init(_ console: SimulatedConsole) {
      dialogue = console.core.isConnected ? console.core.conversation?.dialogue : nil
      world = console.world.situation
    }
  }

  /// At each step but the first: leaves the lesson, comes back without a recording, compares, and
  /// goes on. What an earlier step has caused is not said again of those after it.
  static func faults(of lesson: Lesson) -> [(step: Int, fault: Fault)] {
    var console = SimulatedConsole(lesson)
    var faults: [(step: Int, fault: Fault)] = []
    var lasting: Set<Fault> = []
    for (index, step) in lesson.steps.enumerated().dropFirst() {
      for line in lesson.steps[index - 1].solution where !console.hasPassed(index - 1) {
        console.type(line)
      }
      guard let judge = console.core.lesson?.judge else { return faults }
      var progress = Progress()
      progress.note(judge)
      var resumed = SimulatedConsole(lesson, progress: progress)
      var found: Set<Fault> = []
      if Surroundings(resumed) != Surroundings(console) { found.insert(.isElsewhere) }
      resumed.solve(step)
      if !resumed.hasPassed(index) { found.insert(.solutionFails) }
      let order = [Fault.isElsewhere, .solutionFails]
      faults += order.filter(found.subtracting(lasting).contains).map { (index, $0) }
      lasting = found
    }
    return faults
  }
}
