import PracticeWorld
import Protocols
import Testing

@Suite struct ScenarioFileTests {
  @Test func `a line is a behaviour, and what is wrong is found at its column`() {
    let file = ScenarioFile(
      "greylist\n# all\r\n\n  reject RCPT 550 2nd # x\nreject RCPT\n  asleep\n")
    #expect(file.behaviours.map(\.description) == ["greylist", "reject RCPT 550 2nd"])
    #expect(file.faults.map { "\($0.line):\($0.column)" } == ["5:12", "6:3"])
  }
}
