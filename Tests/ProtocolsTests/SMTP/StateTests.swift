import Protocols
import Testing

struct StateTests {
  static let requests: [AnsweredRequest] =
    Verb.allCases.map { .verb($0) } + [.connection, .unknownCommand]
  static let refusals: [ReplyCode.Severity] = [.transientFailure, .permanentFailure]

  @Test(arguments: State.allCases, requests)
  func `a refused command leaves the state`(state: State, request: AnsweredRequest) {
    for severity in Self.refusals {
      #expect(state.after(request, answered: severity) == state)
    }
  }

  @Test(arguments: ReplyCode.Severity.allCases)
  func `the end of data clears the transaction, whatever the reply`(severity: ReplyCode.Severity) {
    #expect(State.content.after(.endOfData, answered: severity) == .identified)
  }

  @Test(arguments: requests, ReplyCode.Severity.allCases)
  func `closed stays closed`(request: AnsweredRequest, severity: ReplyCode.Severity) {
    #expect(State.closed.after(request, answered: severity) == .closed)
  }

  @Test(arguments: State.allCases, [Verb.noop, .vrfy, .expn, .help])
  func `a command that only asks does not move the state`(state: State, verb: Verb) {
    for severity in ReplyCode.Severity.allCases {
      #expect(state.after(.verb(verb), answered: severity) == state)
    }
  }

  @Test(arguments: State.allCases)
  func `HELO, EHLO and QUIT do the same in every state`(state: State) {
    guard state != .closed else { return }
    #expect(state.after(.verb(.helo), answered: .completion) == .identified)
    #expect(state.after(.verb(.ehlo), answered: .completion) == .identified)
    #expect(state.after(.verb(.quit), answered: .completion) == .closed)
  }

  @Test(arguments: State.allCases)
  func `RSET ends a message under way, and does not replace HELO`(state: State) {
    let wanted: State = state.isInTransaction ? .identified : state
    #expect(state.after(.verb(.rset), answered: .completion) == wanted)
  }

  @Test func `the lecture's conversation goes through the states in order`() {
    let steps: [(AnsweredRequest, ReplyCode.Severity, State)] = [
      (.connection, .completion, .greeted), (.verb(.helo), .completion, .identified),
      (.verb(.mail), .completion, .sender), (.verb(.rcpt), .completion, .recipients),
      (.verb(.rcpt), .permanentFailure, .recipients), (.verb(.data), .intermediate, .content),
      (.endOfData, .completion, .identified), (.verb(.quit), .completion, .closed),
    ]
    var state = State.connected
    for (request, severity, wanted) in steps {
      state = state.after(request, answered: severity)
      #expect(state == wanted)
    }
  }

  @Test func `chunks follow each other until the last ends the message`() {
    let first = State.recipients.after(.verb(.bdat), answered: .completion)
    #expect(first == .chunks)
    #expect(first.after(.verb(.bdat), answered: .completion) == .chunks)
    for severity in ReplyCode.Severity.allCases {
      #expect(first.after(.endOfData, answered: severity) == .identified)
    }
  }

  @Test func `AUTH goes on until it is answered with anything but 334`() {
    let inside = State.identified.after(.verb(.auth), answered: .intermediate)
    #expect(inside == .authenticating)
    #expect(inside.after(.authResponse, answered: .intermediate) == .authenticating)
    #expect(inside.after(.authResponse, answered: .completion) == .identified)
    #expect(inside.after(.authResponse, answered: .permanentFailure) == .identified)
    #expect(State.identified.after(.verb(.auth), answered: .completion) == .identified)
  }

  @Test func `after STARTTLS the client has to name itself again`() {
    #expect(State.identified.after(.verb(.startTLS), answered: .completion) == .greeted)
  }

  @Test(arguments: State.allCases)
  func `QUIT is legal wherever a command is`(state: State) {
    #expect(state.legalVerbs.isEmpty != state.legalVerbs.contains(.quit))
    #expect(Set(state.legalVerbs).count == state.legalVerbs.count)
  }
}
