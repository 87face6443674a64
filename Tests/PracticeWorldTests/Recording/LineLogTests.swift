import Logging
import PracticeWorld
import Testing

@Suite struct LineLogTests {
  @Test func `a log line has its fields in order, and a stranger cannot add one`() {
    let line = LineLog.line(
      .info, "session ended",
      ["name": "evil\u{1B}[2J\r\nerror: forged client=1", "client": "127.0.0.1:51514"],
      milliseconds: 1_795_618_800_123)
    #expect(
      String(decoding: line, as: UTF8.self)
        == "2026-11-25T15:00:00.123Z info: session ended client=127.0.0.1:51514 "
        + "name=evil?[2J??error:?forged?client=1\n")
  }
}
