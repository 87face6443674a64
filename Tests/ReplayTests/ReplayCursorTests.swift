import Language
import Presentation
import Protocols
import Testing
import Transcripts

@testable import Replay

@Suite struct ReplayCursorTests {
  private var cursor: ReplayCursor {
    ReplayCursor(Recorded.events, OutputForm.terminal.view(Recorded.options), recordedBy: .client)
  }

  @Test(arguments: [1, 24, 10_000])
  func `at every place the screen shows what had been shown until then`(rows: Int) {
    let (events, shown) = (Recorded.events, Recorded.shown)
    #expect(shown.contains(""))
    var cursor = cursor
    for target in [0, 1, 63, 64, 65, events.count, 130, 200, events.count - 1, 5] {
      cursor.go(to: target)
      #expect(cursor.page(rows: rows) == Recorded.page(shown.prefix(target), rows: rows))
      var session = Session()
      for event in events.prefix(target) { _ = session.take(event) }
      let last = target > 0 ? events[target - 1].conversation : 0
      #expect(cursor.phase == session.conversations[last]?.phase)
    }
  }

  @Test func `each step forward can be taken back, to the beginning`() {
    let shown = Recorded.shown
    var cursor = cursor
    var steps: [String] = []
    while !cursor.isAtEnd { steps.append(cursor.forward()) }
    #expect(steps.filter { !$0.isEmpty } == shown.filter { !$0.isEmpty })
    for text in shown.filter({ !$0.isEmpty }).reversed() {
      let back = cursor.stepBack
      #expect(shown[back] == text)
      #expect(shown[(back + 1)..<cursor.position].joined() == "")
      cursor.go(to: back)
    }
    #expect(cursor.position == 0)
    #expect(cursor.stepBack == 0)
    #expect(cursor.forward() == shown[0])
  }
}
