import Language
import Testing

@testable import Terminal

private func outcome(_ candidates: [String], typed: String) -> Completion.Outcome {
  Completion(replacing: typed.count, candidates: candidates).outcome(for: typed)
}

@Test func `a single candidate is inserted, even in a different case`() {
  #expect(outcome(["MAIL FROM:<"], typed: "ma") == .insert("MAIL FROM:<"))
}

@Test func `of several candidates, the common prefix is inserted`() {
  #expect(outcome(["RCPT TO:<bob@", "RCPT TO:<carol@"], typed: "RC") == .insert("RCPT TO:<"))
  #expect(outcome(["信封一", "信封二"], typed: "信") == .insert("信封"))
}

@Test func `candidates without a longer common prefix are listed`() {
  #expect(outcome(["RCPT", "RSET"], typed: "R") == .list(["RCPT", "RSET"]))
  #expect(outcome(["DATA", "RSET"], typed: "") == .list(["DATA", "RSET"]))
}

@Test func `no candidate, or one already typed, changes nothing`() {
  #expect(outcome([], typed: "x") == .nothing)
  #expect(outcome(["QUIT"], typed: "QUIT") == .nothing)
}

@Test func `candidates are listed in columns, from top to bottom`() {
  let candidates = ["EHLO", "HELO", "信封", "NOOP", "QUIT"]
  #expect(
    Completion.columns(candidates, in: 17) == """
      EHLO  信封  QUIT
      HELO  NOOP

      """)
  #expect(Completion.columns(candidates, in: 3) == "EHLO\nHELO\n信封\nNOOP\nQUIT\n")
  #expect(Completion.columns([], in: 80) == "")
}

@Test(arguments: 1...40)
func `with more than one column, no row is wider than the terminal`(width: Int) {
  let rows = Completion.columns(["MAIL FROM:<", "DATA", "信封", "QUIT"], in: width)
  for row in rows.split(separator: "\n") where row.contains("  ") {
    #expect(DisplayWidth.of(String(row)) <= width)
  }
}

@Test func `a colour ends before the prompt's last character`() {
  func marked(_ scalars: [UInt32]) -> String {
    String(String.UnicodeScalarView(scalars.dropLast().compactMap(Unicode.Scalar.init)))
  }
  let prompt = Prompt(left: "C: ", right: "[1/3]", colour: "1;32", rightColour: "2")
  #expect(marked(prompt.marked) == "\u{1}\u{1B}[1;32m\u{1}C:\u{1}\u{1B}[0m\u{1} ")
  #expect(marked(prompt.markedRight) == "\u{1}\u{1B}[2m\u{1}[1/3]\u{1}\u{1B}[0m\u{1} ")
  #expect(marked(Prompt(left: "C: ").marked) == "C: ")
  #expect(Prompt(left: "").marked == [0])
}
