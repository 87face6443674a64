import Lessons
import PracticeWorld
import TestSupport
import Testing
import Transcripts

@testable import Console

/// What byhand does again besides lines: the end of a connection, queues, watches.
@Suite struct RedoTests {
  private func resumed(_ left: ConsoleBench) -> ConsoleBench {
    var back = ConsoleBench(begin: nil, attemptSeed: 2)
    back.recording = left.recorded
    back.core.progress = left.core.progress
    back.take(.begin(.lesson(id: "first-conversation")))
    back.settle()
    return back
  }

  @Test(arguments: [[":drop"], []])
  func `a connection is there again, unless the student dropped it`(lines: [String]) {
    var left = ConsoleBench(begin: .lesson(id: "first-conversation"))
    for line in ["telnet hamburger.edu 25", "1"] + lines + [":quit"] { left.type(line) }
    left.settle()
    var back = resumed(left)
    #expect(back.core.isConnected == lines.isEmpty)
    back.type(":quit")
    back.settle()
    #expect(resumed(back).core.isConnected == lines.isEmpty)
  }

  /// Ctrl-D with a connection ends it; without one it leaves byhand.
  @Test(arguments: [0, 1, 2])
  func `a connection that Ctrl-D ended in a message stays ended`(times: Int) throws {
    var left = ConsoleBench(begin: .lesson(id: "first-conversation"))
    left.type("telnet hamburger.edu 25", "1", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>")
    left.type("RCPT TO:<bob@hamburger.edu>", "DATA", "Do you like")
    for _ in 0..<times {
      left.take(.endOfInput)
      left.settle()
    }
    #expect((left.outcome != nil) == (times == 2))
    // With no Ctrl-D at all, the program was killed.
    var back = resumed(left)
    #expect(back.core.isConnected == (times == 0))
    #expect(back.core.lesson?.judge.position == left.core.lesson?.judge.position)
    back.type(":quit")
    back.settle()
    #expect(resumed(back).core.isConnected == (times == 0))
  }

  private static func relayed() throws -> Lesson {
    try LessonFile.parse(
      Array(
        """
        lesson: one
        version: 1
        title: {en: One, zh: 一}
        steps:
          - id: send
            say: {en: Do, zh: 做}
            expect: {accepted: true}
            solution: [":server hamburger.edu down", telnet crepes.fr 25, HELO me, "MAIL FROM:<alice@crepes.fr>", "RCPT TO:<bob@hamburger.edu>", DATA, Hi, "."]
          - {id: look, say: {en: Do, zh: 做}, expect: {console: queue}, solution: [":queue"]}
          - {id: try, say: {en: Do, zh: 做}, expect: {queue: deferred}, solution: [":queue run"]}
          - {id: end, say: {en: Do, zh: 做}, expect: {command: QUIT}, solution: [QUIT]}
        """.utf8), name: "one.yaml")
  }

  /// The queue has tried once before the student came to the step that waits for a try.
  @Test func `:back to a step that waits for a queue finds it after its first try`() throws {
    let lesson = try Self.relayed()
    var console = SimulatedConsole(lesson, keptLimit: .max)
    for step in lesson.steps.prefix(3) { for line in step.solution { console.type(line) } }
    #expect(console.core.lesson?.judge.current?.id == "end")
    console.type(":back")
    #expect(console.core.lesson?.judge.current?.id == "try")
    console.type(":queue run")
    #expect(console.core.lesson?.judge.current?.id == "end")
  }

  @Test func `a server is watched again, from session to session, and none that was refused`()
    throws
  {
    let lesson = try Self.relayed()
    var console = SimulatedConsole(lesson, keptLimit: .max)
    console.type(":watch hamburger.edu")
    console.type(":watch crepes.fr")
    for line in lesson.steps[0].solution { console.type(line) }
    for _ in 0..<2 {
      var progress = console.core.progress.progress
      if let judge = console.core.lesson?.judge { progress.note(judge, in: "recording") }
      console = SimulatedConsole(
        lesson, progress: progress, recording: console.core.log.events, keptLimit: .max)
      #expect(console.core.lesson?.judge.current?.id == "look")
      #expect(console.core.watched == ["crepes.fr"])
    }
  }
}
