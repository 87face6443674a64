import Protocols
import Teaching
import Testing
import Transcripts

/// Suggestions name only hosts and users that the server in front of the student accepts.
struct ParticipantsTests {
  private static let world = [
    HostDescription(name: "pear.example", mailboxes: ["ann", "ben"], passwords: ["ann": "secret"]),
    HostDescription(name: "plum.example", mailboxes: ["cleo"], relays: true),
    HostDescription(name: "fig.example", mailboxes: ["dan"]),
  ]

  /// One student at one server.
  private struct Visit {
    private(set) var session = Session()
    private var annotator = Annotator()
    private var number = 0

    init(
      _ host: String?, isPractice: Bool = true, in world: [HostDescription]? = nil,
      dialect: Dialect = .smtp
    ) {
      if let world { take(.world(.opened(world)), in: 0) }
      if let host { open(host, isPractice: isPractice, dialect: dialect) }
    }

    mutating func open(_ host: String, isPractice: Bool, dialect: Dialect = .smtp) {
      let attempt = Attempt(dialect: dialect, host: host, port: dialect == .smtp ? 25 : 80)
      take(
        .opened(
          Opening(
            attempt: attempt, address: "127.0.0.1:2525", local: nil, isPractice: isPractice)))
    }

    @discardableResult
    mutating func take(_ act: Act, in conversation: Int = 1) -> [Note] {
      number += 1
      let event = Event(number: number, milliseconds: 0, conversation: conversation, act: act)
      return annotator.notes(on: event, facts: session.take(event), in: session)
    }

    mutating func hear(_ script: String) {
      for line in script.split(separator: "\n") {
        take(
          .heard(line.hasPrefix("C:") ? .client : .server, .line(Line(String(line.dropFirst(3))))))
      }
    }

    mutating func suggestion(for line: String) -> String? {
      take(.heard(.client, .line(Line(line)))).first { $0.about == .mistake }?.suggestion
    }

    var participants: Participants { annotator.participants(in: session) }
    var next: [String] {
      NextSteps(in: session.conversation, naming: participants).all.map(\.line)
    }
  }

  private static let greeted = "S: 220 hello"
  private static let identified = greeted + "\nC: HELO laptop.example\nS: 250 ok"
  private static let sender =
    identified + "\nC: MAIL FROM:<eve@home.example>\nS: 250 ok"

  @Test func `in the lecture's world the names are the lecture's`() {
    for world in [nil, HostDescription.lectureWorld] {
      let names = Visit("hamburger.edu", in: world).participants
      #expect(names.hosts == ["hamburger.edu", "crepes.fr"])
      #expect(names.clientName == "crepes.fr")
      #expect(names.sender?.description == "alice@crepes.fr")
      #expect(names.recipients.map(\.description) == ["bob@hamburger.edu", "carol@hamburger.edu"])
      #expect(names.target == "/bob/")
      #expect(names == Visit(nil, in: world).participants)
      #expect(names == .lecture)
    }
  }

  @Test func `in another world they are that world's, and DATA names a recipient of its server`() {
    var visit = Visit("pear.example", in: Self.world)
    visit.hear(Self.greeted)
    #expect(visit.suggestion(for: "HELO") == "HELO plum.example")
    visit.hear("S: 501 no")
    #expect(visit.suggestion(for: "MAIL FROM:<x@y>") == "HELO plum.example")
    visit.hear("S: 503 no\nC: HELO x\nS: 250 ok")
    #expect(visit.suggestion(for: "RCPT TO:<ann@pear.example>") == "MAIL FROM:<cleo@plum.example>")
    visit.hear("S: 503 no\nC: MAIL FROM:<x@y>\nS: 250 ok")
    #expect(visit.suggestion(for: "DATA") == "RCPT TO:<ann@pear.example>")
    visit.hear("S: 503 no")
    #expect(visit.suggestion(for: "RCPT TO:<ben>") == "RCPT TO:<ben@pear.example>")
    visit.hear("S: 501 no")
    #expect(visit.next.contains("VRFY ann"))
  }

  @Test func `a relay is offered other hosts' recipients by its own users only`() {
    var visit = Visit("plum.example", in: Self.world)
    #expect(
      visit.participants.recipients.map(\.description) == [
        "ann@pear.example", "ben@pear.example", "dan@fig.example", "cleo@plum.example",
      ])
    #expect(visit.participants.sender?.description == "cleo@plum.example")
    #expect(visit.participants.user == "cleo")
    // A server's own name is not its client's.
    #expect(visit.participants.clientName == "me.example")
    visit.hear(Self.sender)
    #expect(visit.suggestion(for: "DATA") == "RCPT TO:<cleo@plum.example>")
  }

  @Test func `a server called by its address is known by its greeting`() {
    var visit = Visit("127.0.0.1", in: Self.world)
    visit.hear("S: 220 fig.example ready")
    #expect(visit.participants.recipients.map(\.description) == ["dan@fig.example"])
  }

  @Test func `at a real server only names typed to real servers are offered`() {
    var visit = Visit("mx.example.net", isPractice: false, in: HostDescription.lectureWorld)
    visit.hear(Self.greeted)
    for line in ["HELO", "MAIL FROM:", "DATA", "RCPT TO:<bob>"] {
      #expect(visit.suggestion(for: line) == nil, "\(line)")
      visit.hear("S: 503 no")
    }
    #expect(visit.next.prefix(2) == ["HELO …", "EHLO …"])
    visit.hear("C: HELO laptop.example\nS: 250 ok")
    #expect(visit.next.contains("MAIL FROM:<…>"))
    visit.hear("C: MAIL FROM:<eve@home.example>\nS: 250 ok")
    #expect(visit.suggestion(for: "DATA") == nil)
    visit.hear("S: 503 no\nC: RCPT TO:<not@there.example>\nS: 550 no")
    #expect(visit.participants.recipients == [])
    visit.hear("C: RCPT TO:<adam@there.example>\nS: 250 ok\nC: RSET\nS: 250 ok")
    #expect(visit.suggestion(for: "DATA") == "MAIL FROM:<eve@home.example>")
    visit.hear("S: 503 no\nC: MAIL FROM:<x@y>\nS: 250 ok")
    #expect(visit.suggestion(for: "DATA") == "RCPT TO:<adam@there.example>")

    visit.take(.closed(by: .server, .finished))
    #expect(visit.next == ["telnet hamburger.edu 25", "telnet hamburger.edu 80"])
    visit.open("other.example.net", isPractice: false)
    #expect(visit.participants.clientName == "laptop.example")
    #expect(visit.participants.recipients == [])
  }

  @Test func `what was typed to a practice server is not offered to a real one`() {
    var visit = Visit("hamburger.edu")
    visit.hear(Self.sender)
    visit.take(.closed(by: .client, .finished))
    visit.open("mx.example.net", isPractice: false)
    #expect(visit.participants.clientName == nil && visit.participants.sender == nil)
  }

  @Test func `a request asks for a message where there is one, else for the mailbox`() {
    var visit = Visit("plum.example", in: Self.world, dialect: .http)
    #expect(visit.suggestion(for: "GET") == "GET /cleo/ HTTP/1.1")
    visit.take(
      .world(
        .queue(
          QueueAct(.delivered, host: "pear.example", message: "1", recipient: "Cleo@plum.example"))),
      in: 0)
    #expect(visit.participants.target == "/cleo/1")
    // Another world has other mailboxes.
    visit.take(.world(.opened(Self.world)), in: 0)
    #expect(visit.participants.target == "/cleo/")
    visit = Visit("www.example.net", isPractice: false, in: Self.world, dialect: .http)
    #expect(visit.suggestion(for: "GET") == "GET / HTTP/1.1")
  }

  @Test func `a message that was accepted for a mailbox of the server is there`() {
    var visit = Visit("pear.example", in: Self.world)
    let message = "\nC: RCPT TO:<ben@pear.example>\nS: 250 ok\nC: DATA\nS: 354 go on\nC: .\nS: "
    visit.hear(Self.sender + message + "554 no")
    #expect(visit.participants.filledMailboxes == [])
    visit.hear("C: MAIL FROM:<eve@home.example>\nS: 250 ok" + message + "250 ok")
    #expect(visit.participants.filledMailboxes == ["ben"])
    #expect(visit.participants.target == "/ben/1")
  }

  @Test func `the next step of the mail comes first, and all that is legal follows`() {
    func steps(_ script: String, _ host: String = "hamburger.edu") -> (due: [String], all: [String])
    {
      var visit = Visit(host)
      visit.hear(script)
      let next = NextSteps(in: visit.session.conversation, naming: visit.participants)
      return (next.due.map(\.line), next.all.map(\.line))
    }
    let lecture = "\nC: RCPT TO:<bob@hamburger.edu>\nS: 250 ok"
    #expect(steps(Self.greeted).due == ["HELO crepes.fr", "EHLO crepes.fr"])
    #expect(steps(Self.identified).due == ["MAIL FROM:<alice@crepes.fr>"])
    #expect(steps(Self.sender).due == ["RCPT TO:<bob@hamburger.edu>"])
    #expect(steps(Self.sender + lecture).due == ["DATA", "RCPT TO:<carol@hamburger.edu>"])
    #expect(steps(Self.sender).all.contains("EXPN bob"))
    let message = lecture + "\nC: DATA\nS: 354 go on\nC: .\nS: 250 ok"
    #expect(steps(Self.sender + message).due == ["MAIL FROM:<alice@crepes.fr>", "QUIT"])
    // EHLO's reply lists what is served.
    let extended = Self.greeted + "\nC: EHLO crepes.fr\nS: 250-x\nS: 250 AUTH LOGIN"
    #expect(steps(extended).all.contains("AUTH LOGIN"))
    #expect(steps(extended).all.allSatisfy { !$0.hasPrefix("EXPN") && !$0.hasPrefix("HELP") })
  }

  @Test func `after a conversation in HTTP, its web server comes first`() {
    var visit = Visit("crepes.fr", dialect: .http)
    visit.take(.closed(by: .server, .finished))
    #expect(visit.next == ["telnet crepes.fr 80", "telnet crepes.fr 25"])
  }

  @Test func `a request has one Host`() {
    var visit = Visit("crepes.fr", dialect: .http)
    visit.hear("C: GET / HTTP/1.1")
    #expect(visit.next == ["Host: crepes.fr", ""])
    visit.hear("C: host: crepes.fr")
    #expect(visit.next == [""])
  }
}
