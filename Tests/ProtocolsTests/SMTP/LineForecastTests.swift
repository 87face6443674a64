import Protocols
import Testing

struct LineForecastTests {
  /// `t` for each line that is text, `c` for each command.
  private func kinds(_ lines: [String], from forecast: LineForecast = LineForecast()) -> String {
    var forecast = forecast
    return lines.map { line in
      defer { forecast.take(Line(line)) }
      return forecast.isInText ? "t" : "c"
    }.joined()
  }

  @Test func `lines from DATA to the lone dot are text`() {
    let lines = ["MAIL FROM:<a@b>", "data", "DATA", "..", ". ", ".", "DATA ", "x"]
    #expect(kinds(lines) == "ccttttct")
    #expect(kinds(["DATA now", "DATE", "."]) == "ccc")
  }

  @Test func `a part of a line neither begins nor ends a text`() {
    var forecast = LineForecast()
    for line in [Line("x", ending: .none), Line("DATA"), Line("DATA", ending: .lf), Line("DATA")] {
      forecast.take(line)
      #expect(!forecast.isInText)
    }
    forecast.take(Line("DATA"))
    for line in [Line("x", ending: .none), Line("."), Line(".", ending: .lf), Line(".")] {
      forecast.take(line)
      #expect(forecast.isInText)
    }
  }

  @Test func `a dialogue's forecast follows what was sent, answered or not`() {
    var observer = Observer("S: 220 x\nC: HELO a\nS: 250 ok\nC: MAIL FROM:<a@b>\nS: 250 ok")
    #expect(!observer.dialogue.forecast.isInText)
    observer.hear("C: RCPT TO:<c@d>\nC: DATA")
    #expect(observer.dialogue.forecast.isInText)
    observer.hear("C: text\nC: .")
    #expect(!observer.dialogue.forecast.isInText)
    observer.hear("S: 250 ok\nS: 354 go")
    #expect(!observer.dialogue.forecast.isInText)
  }

  @Test func `DATA refused is followed by commands, those sent ahead too`() {
    var observer = Observer("S: 220 x\nC: DATA\nC: text\nS: 503 no")
    #expect(!observer.dialogue.forecast.isInText)
    observer = Observer("S: 220 x\nC: DATA\nC: text\nC: DATA\nS: 503 no")
    #expect(observer.dialogue.forecast.isInText)
  }

  @Test func `a line that the server takes for DATA is DATA`() {
    var observer = Observer("S: 220 x\nC: DATA now")
    #expect(!observer.dialogue.forecast.isInText)
    observer.hear("S: 354 go")
    #expect(observer.dialogue.forecast.isInText)
  }

  @Test(arguments: ["", "C: text\n", "S: 354 go\nC: text\n", "S: 421 bye\n"])
  func `after the end of the connection it says what was left over`(last: String) {
    var observer = Observer("S: 220 x\nC: DATA\n" + last)
    _ = observer.dialogue.end()
    #expect(
      kinds(["text", ".", "MAIL FROM:<a@b>"], from: observer.dialogue.forecast) == "ttc")
  }

  @Test func `an answer inside AUTH is not a command`() {
    let observer = Observer("S: 220 x\nC: AUTH LOGIN\nS: 334 x\nC: data")
    #expect(!observer.dialogue.forecast.isInText)
  }
}
