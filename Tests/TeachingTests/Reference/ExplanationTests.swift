import Language
import Protocols
import Teaching
import Testing

struct ExplanationTests {
  @Test(arguments: ReplyStanding.anywhere)
  func `a code that any command may get is explained in general first`(value: Int) throws {
    let code = try #require(ReplyCode(value))
    let notes = Explanation.notes(on: "\(value)")
    #expect(notes.first?.text == ReplyMeaning.general(of: code).phrase)
    #expect(Set(notes.map(\.text)).count == notes.count)
  }

  @Test func `what a code means to two requests alike is said of both`() {
    let notes = Explanation.notes(on: "552")
    #expect(notes.contains { $0.text.english.hasPrefix("To BDAT, to the final dot: ") })
  }

  @Test(arguments: ["500", "501"])
  func `a syntax error is explained for the commands that a student types`(code: String) {
    let notes = Explanation.notes(on: code)
    for verb in [Verb.helo, .mail, .rcpt] {
      let heads = notes.map { $0.text.english.prefix { $0 != ":" }.lowercased() + "," }
      #expect(heads.contains { $0.contains("to \(verb.rawValue.lowercased()),") })
      #expect(notes.contains { $0.text.chinese.contains("响应 \(verb.rawValue) 时") })
    }
  }

  @Test(arguments: Verb.allCases)
  func `a command's replies are listed, and those that any command may get`(verb: Verb) throws {
    let text = try #require(Explanation.notes(on: verb.rawValue).last).text
    #expect(Wording.breaches(of: text).filter { $0 != "ASCII mark" } == [])
    for code in ReplyStanding.listed(for: .verb(verb)) + ReplyStanding.anywhere {
      #expect(text.english.contains("\(code)") && text.chinese.contains("\(code)"))
    }
    let hasDot = text.english.contains(" After the final dot: 250 450 451 452 550 552 554.")
    #expect(hasDot == (verb == .data))
    #expect(text.chinese.contains("结束的句点之后：250、450、451、452、550、552、554。") == hasDot)
  }

  @Test(arguments: ["DSN", "dsn", "PIPELINING"])
  func `a word that is a term and a keyword is explained as both`(word: String) {
    let notes = Explanation.notes(on: word)
    #expect(notes.map(\.about) == [.console, .capability])
    #expect(notes.last?.text.english.hasPrefix("In EHLO's reply: ") == true)
    #expect(notes.last?.text.chinese.hasPrefix("在 EHLO 的响应中：") == true)
  }

  @Test func `every method that a request line may begin with has a meaning`() {
    for method in HTTPRequestFault.methods { #expect(HTTPMeaning.method(method) != nil) }
  }

  @Test(arguments: [("enveloppe", ["envelope"]), ("HELLO", ["HELO"]), ("pickles", []), ("x", [])])
  func `an unknown word is answered with names close to it`(word: String, names: [String]) {
    #expect(!Explanation.isKnown(word))
    let text = Explanation.notes(on: word)[0].text
    let guess = names.isEmpty ? "a term." : "Did you mean \(names.joined(separator: ", "))?"
    #expect(text.english.hasSuffix(guess))
    #expect(text.chinese.contains("你是不是想查") == !names.isEmpty)
  }

  @Test(arguments: [("５５０", "550"), ("５.１.１", "5.1.1"), ("ＲＣＰＴ", "RCPT")])
  func `full-width letters and digits mean ASCII`(typed: String, plain: String) {
    #expect(Explanation.notes(on: typed) == Explanation.notes(on: plain))
  }

  /// A topic, and words of its notes in order.
  @Test(arguments: [
    ("250-SIZE 35882577", ["Done", "hyphen", "up to 35882577"]),
    ("250-AUTH PLAIN LOGIN", ["Done", "hyphen", "PLAIN, LOGIN"]),
    ("250 HELP", ["Done", "HELP works"]), ("250 OK", ["Done"]), ("250 Xavier", ["Done"]),
    ("250-hamburger.edu", ["Done", "hyphen"]),
    ("S: 550 5.1.1 No such user", ["5.1.1 says why", "mailbox does not exist", "You: "]),
    ("S: 354 go", ["Not an error"]), ("C: DATA", ["Asks to send", "Syntax"]),
    ("C: MAIL FROM:<alice@crepes.fr>", ["Begins a message", "Syntax"]),
    ("C: MAIL FROM alice", ["Begins a message", "Syntax"]),
    ("RCPT TO:<bob@hamburger.edu>", ["Names one recipient", "Syntax"]),
    ("C: Subject: ketchup", ["Subject: "]), ("Host: hamburger.edu", ["The host"]),
    ("HTTP/1.1 404 Not Found", ["In HTTP: ", "status line"]), ("404 Not Found", ["In HTTP: "]),
    ("452 4.2.2 Mailbox full", ["Not now", "is full", "by itself"]),
    ("452 4.5.3 Too many", ["Not now", "the code 4.5.3", "You: "]),
    ("451 4.7.1 Greylisted", ["greylisting", "puts off", "wait"]),
    ("4.7.1", ["policy", "4.X.X: Persistent transient failure"]),
    ("5.1.1", ["does not exist", "X.1.X: addressing."]),
    ("555", ["does not know a parameter of MAIL or RCPT"]),
    ("553 5.7.1 Relaying denied", ["policy", "relay", ": "]),
    ("553 5.6.7 no", ["Refused", "goes by the code 5.6.7", ": "]),
    ("452 no", ["short of storage", "goes by the code 452", ": "]),
    ("BDAT", ["Sends a chunk", "Syntax"]), ("NOTIFY", ["RCPT … NOTIFY"]), ("RET", ["MAIL … RET"]),
    ("ENVID", ["MAIL … ENVID"]), ("ORCPT", ["RCPT … ORCPT"]), ("From", ["author"]),
    ("Subject", ["about"]), ("Received", ["each server"]), ("DNS", ["directory"]),
    ("phase", ["three"]), ("BODY", ["after the header", "BODY=8BITMIME"]),
    ("ASCII", ["data such as a picture, are encoded"]), ("HTTP", ["HTTP/3 are binary"]),
  ])
  func `a topic gets exactly its notes`(topic: String, words: [String]) {
    let notes = Explanation.notes(on: topic)
    #expect(Explanation.isKnown(topic))
    #expect(notes.count == words.count, "\(notes.map(\.text.english))")
    for (note, word) in zip(notes, words) {
      #expect(note.text.english.contains(word), "\(note.text.english)")
      #expect(!note.text.chinese.isEmpty)
    }
  }

  @Test(arguments: ["S:", "C:", "C: nonsense", "S: nonsense", "HTTP/1.1 x"])
  func `a line without meaning is not explained`(topic: String) {
    #expect(!Explanation.isKnown(topic))
  }
}
