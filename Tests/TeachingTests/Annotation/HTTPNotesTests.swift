import Protocols
import Teaching
import Testing
import Transcripts

struct HTTPNotesTests {
  private func typed(_ line: String, after before: String = "", host: String = "hamburger.edu")
    -> Note?
  {
    var lecture = Lecture(before, dialect: .http, host: host)
    return lecture.type(line).mistakes.first
  }

  @Test(arguments: [
    ("GET /bob/1", 11, "GET /bob/1 HTTP/1.1"), ("GET", 4, "GET /bob/1 HTTP/1.1"),
    ("get /bob/2 http/1.1", 12, "GET /bob/2 HTTP/1.1"), ("FETCH /bob/1", 1, "GET /bob/1 HTTP/1.1"),
    ("/bob/1", 1, "GET /bob/1 HTTP/1.1"), ("GET  /bob/1 HTTP/1.1", 13, "GET /bob/1 HTTP/1.1"),
    ("GET /\u{1B}[2J", 10, "GET /bob/1 HTTP/1.1"),
    ("get /bob/1 HTTP/1.1", 1, "GET /bob/1 HTTP/1.1"),
  ])
  func `a broken request line gets its column and a right one`(
    line: String, column: Int, suggestion: String
  ) throws {
    let note = try #require(typed(line))
    #expect(note.column == column)
    #expect(note.suggestion == suggestion)
    #expect(HTTPRequestLine(Array(suggestion.utf8)) != nil)
  }

  @Test(arguments: ["HELO crepes.fr", "EHLO crepes.fr", "MAIL FROM:<alice@crepes.fr>", "quit"])
  func `SMTP at a web server is named`(line: String) throws {
    let note = try #require(typed(line))
    #expect(note.rule == .http1("3"))
    #expect(note.text.english.contains("SMTP"))
  }

  @Test func `a missing Host is named where it is missing, with the host that was asked for`()
    throws
  {
    let note = try #require(typed("", after: "C: GET / HTTP/1.1", host: "www.example.org"))
    #expect(note.rule == .http1("3.2"))
    #expect(note.suggestion == "Host: www.example.org")
    #expect(typed("", after: "C: GET / HTTP/1.1\nC: host: x") == nil)
    // HTTP/1.0 knew no Host.
    #expect(typed("", after: "C: GET / HTTP/1.0") == nil)
  }

  @Test func `a broken field is named`() throws {
    let note = try #require(typed("Host hamburger.edu", after: "C: GET / HTTP/1.1"))
    #expect(note.rule == .http1("5"))
    #expect(note.suggestion == "Host: hamburger.edu")
  }

  @Test func `what the connection does next is said as it is`() {
    for (field, isKept) in [
      ("X: y", true), ("Connection: close", false), ("connection: Close", false),
    ] {
      let lecture = Lecture(
        "C: GET / HTTP/1.1\nC: Host: x\nC: \nS: HTTP/1.1 204 No Content\nS: \(field)\nS: ",
        dialect: .http)
      #expect(lecture.notes.last?.text.english.contains("stays open") == isKept)
    }
  }
}
