import Language
import Presentation
import Protocols
import Terminal
import Testing
import Transcripts

@testable import Replay

/// What who only watches needs: time to see each event, and to see which one it is.
@Suite struct WatchingTests {
  @Test func `a program's session stays on the screen long enough to be seen`() {
    let text = String(repeating: "C: text\n", count: 20)
    let dialogue = "S: 220 a\nC: HELO b\nS: 250 c\n" + text + "S: 250 d"
    var events = Recorded.events(of: dialogue)
    for index in events.indices { events[index].milliseconds = index == 0 ? 0 : 16 }
    var playback = Playback(ReplaySource(events), ReplaySettings(), ViewOptions(language: .english))
    var waits: [Duration] = []
    while let wait = playback.wait() {
      waits.append(wait)
      playback.tick()
    }
    #expect(waits.count == events.count)
    #expect(waits.dropFirst().allSatisfy { $0 >= .milliseconds(200) && $0 <= .milliseconds(700) })
    #expect(waits.dropFirst().prefix(3).allSatisfy { $0 == .milliseconds(700) })
  }

  @Test func `it does not play on behind the list of keys or the prompt`() {
    for key in ["?", "g"] {
      var playback = Recorded.playback()
      playback.type(" ")
      playback.tick()
      playback.type(key)
      #expect(playback.wait() == nil)
      _ = playback.press(.escape)
      #expect(playback.wait() == nil)
      playback.type(" ")
      #expect(playback.wait() != nil)
    }
  }

  @Test func `the event that was shown last has a sign, and so has what was typed again`() {
    var events = Recorded.events(of: "S: 220 a\nC: HELO b\nS: 250 c\nC: QUIT\nS: 221 d")
    for index in 1...3 { events[index].by = .resume }
    for (index, act) in [(0, LearnerAct.resumed(step: "greet")), (5, .ready(step: "greet"))] {
      events.insert(
        Event(milliseconds: 0, conversation: 0, act: .learner(act)), at: index)
    }
    var settings = ReplaySettings()
    settings.isPaused = true
    var playback = Playback(ReplaySource(events), settings, ViewOptions(language: .english))
    playback.type("gevent:5\n")
    #expect(playback.screen.count { $0.hasPrefix("► ") } == 1)
    #expect(playback.screen.contains { $0 == "► S: 250 c" })
    _ = playback.press(.right)
    #expect(playback.screen.contains { $0.hasPrefix("► C: QUIT") })
    #expect(playback.screen.contains { $0 == ": S: 250 c" })
    // Its replies and phases are neither marks nor stops.
    _ = playback.press(.home)
    playback.type("n")
    #expect(playback.cursor.place == 8)
    playback.type("[[")
    #expect(playback.cursor.place == 7)
    #expect(playback.screen.last?.contains("No further phase") == true)
    playback.type("n")
    #expect(playback.screen[22].count { $0 == "|" } == 1)
  }

  @Test func `an incomplete recording is called so`() {
    var source = Recorded.source
    for isIncomplete in [false, true] {
      source.isIncomplete = isIncomplete
      var playback = Playback(source, ReplaySettings(), ViewOptions(language: .english))
      #expect(playback.screen[0].contains("incomplete") == isIncomplete)
    }
  }

  @Test func `the list of keys says that there is more of it`() {
    var playback = Recorded.playback()
    playback.type("?")
    #expect(playback.screen[20].contains("more rows"))
    for _ in 0..<40 { _ = playback.press(.down) }
    #expect(!playback.screen[20].contains("more rows"))
  }
}
