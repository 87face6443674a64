import Lessons
import TestSupport
import Testing

@testable import Grading

/// Packing loses nothing.
@Suite struct StepGradesTests {
  @Test func `what is packed is unpacked again`() {
    var generator = SeededGenerator(seed: 1)
    for count in 0..<200 {
      let steps = (0..<count % 20).map { _ in Self.step(&generator) }
      let packed = StepGrades(steps)
      #expect(Array(packed) == steps)
      #expect(packed.count == steps.count)
    }
  }

  @Test func `each limit is kept`() {
    var step = StepGrade()
    step.points = Points(halves: .max)
    (step.firstEvent, step.lastEvent, step.milliseconds) = (.max, .min, .max)
    (step.recording, step.mistakes, step.hints) = (.max, .max, .max)
    step.standing = .notJudged
    #expect(Array(StepGrades([step, StepGrade(), step])) == [step, StepGrade(), step])
  }

  /// Most numbers of a class are small, some are large, and many are 0.
  private static func step(_ generator: inout some RandomNumberGenerator) -> StepGrade {
    func number(_ limit: Int) -> Int {
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: 0
      case 1: Int.random(in: 0...min(limit, 200), using: &generator)
      default: Int.random(in: 0...limit, using: &generator)
      }
    }
    var step = StepGrade()
    step.points = Points(halves: Int32(number(2_000_000)))
    step.firstEvent = Int32(number(1_000_000))
    step.lastEvent = step.firstEvent + Int32(number(1_000_000))
    step.milliseconds = Int32(number(Int(Int32.max)))
    step.recording = UInt16(number(65_535))
    step.mistakes = UInt16(number(65_535))
    step.hints = UInt16(number(65_535))
    step.standing = Standing.allCases.randomElement(using: &generator) ?? .missed
    return step
  }
}
