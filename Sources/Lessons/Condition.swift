package import Language
package import Protocols
package import Transcripts

/// What a lesson asks of one happening. What happened is judged, never the text that was typed.
///
/// A new condition is a case here, a line in `LessonReader.conditions`, a case in `holds` and one in
/// `kinds`, and words in `Condition+Words`.
package enum Condition: Hashable, Sendable {
  /// SMTP: a command of these was answered, well-formed or not, or a message's final dot.
  case command([AnsweredRequest])
  /// The reply's code; of an accepted message the code at its end, of a connection the greeting's.
  case reply([CodePattern])
  /// A message was answered 2xx at its end.
  case accepted
  /// Of RCPT, whatever its reply, one of the accepted message's envelope, or of a queue's deed; in
  /// lower case, as byhand's servers compare.
  case recipient(String)
  /// Of MAIL, or of the accepted message's envelope; in lower case.
  case sender(String)
  /// SMTP: MAIL or RCPT was answered that had this parameter, whatever its value or with this one.
  /// The keyword is in upper case.
  case parameter(String, TextPattern?)
  /// The command was sent before the reply to the one before it had come (RFC 2920), or after it.
  case pipelined(Bool)
  /// AUTH, or an answer within it, was answered 235 or with an error.
  case login(Login)
  /// That of the login, in upper case.
  case mechanism(String)
  /// Of the accepted message's text.
  case message(MessageTraits)
  /// A line of the accepted message was sent with one more dot, or none was.
  case stuffed(Bool)
  /// The accepted message came by BDAT, or by DATA.
  case chunked(Bool)
  case phaseBegan(Phase)
  /// HTTP: a request was answered. Methods are case-sensitive (RFC 9110 §9.1).
  case request(String)
  /// The request's target, whose case counts; a `*` stands for any text.
  case target(TextPattern)
  case status([CodePattern])
  /// The media type of the response's body; a `*` stands for any text.
  case responseType(TextPattern)
  /// HTTP: a field of the request, as `Connection: close`; a `*` stands for any text.
  case requestField(TextPattern)
  /// A connection was opened; in SMTP, its greeting has come.
  case connected(Dialect)
  /// A TLS handshake came to this.
  case tls(Handshake)
  /// It happened on a connection that is under TLS, verified or not; or in clear.
  case protected(Bool)
  /// The host that the connection was asked for, or whose queue or scenario it is; in lower case.
  case host(String)
  /// The port that the connection was asked for.
  case port(Int)
  /// It happened on a connection on which the step before was done as well, or on another.
  case connection(Continuity)
  /// It happened between two servers, before the student's eyes. Without it, only what the student
  /// did counts.
  case watched
  /// A command to the console, as in `mailbox` or `mailbox bob`: the words it begins with, in upper
  /// or lower case. A `*` at the end stands for at least one more.
  case console(String)
  /// The connection has ended.
  case closed(Closing)
  /// A line of the client's that cannot be read as a command, a request or a header field.
  case fault
  /// A message has come into this mailbox, from the student or from another server.
  case mailbox(String)
  /// A server did this with a message in its queue.
  case queue(QueueAct.Deed)
  /// A report on a message that could not be delivered has come into this mailbox.
  case report(String)
  /// The student changed how a server behaves: `up`, or the first word of a behaviour.
  case server(String)
}

extension Condition {
  package enum Continuity: String, Hashable, Sendable, CaseIterable { case same, new }

  package enum Handshake: String, Hashable, Sendable, CaseIterable {
    case verified, unverified, failed
    /// Encrypted, verified or not.
    case any
  }

  package enum Login: String, Hashable, Sendable, CaseIterable { case accepted, refused }

  package enum Closing: String, Hashable, Sendable, CaseIterable {
    /// By either side, at any time.
    case anyhow = "true"
    case server, client
    /// In the middle of a message's text.
    case insideData = "inside-data"
  }

  /// `goesOn`: the step before was done on the same connection.
  func holds(on happening: Happening, goesOn: Bool) -> Bool {
    switch self {
    // Asked for by nearly all steps.
    case .command(let wanted): happening.request.map(wanted.contains) ?? false
    case .reply(let patterns):
      kinds.contains(happening.kind) && happening.code.map(patterns.take) ?? false
    case .accepted: happening.kind == .accepted
    case .phaseBegan(let wanted): happening.matter == .phaseBegan(wanted)
    case .protected(let wanted): happening.isProtected == wanted
    case .host(let wanted): happening.host == wanted
    case .port(let wanted): happening.port == wanted
    case .connection(let wanted): (wanted == .same) == goesOn
    case .watched: happening.isWatched
    default: holds(onMatterOf: happening)
    }
  }

  private func holds(onMatterOf happening: Happening) -> Bool {
    switch (self, happening.matter) {
    case (.recipient(let wanted), .answered(let request, _)): request.recipient == wanted
    case (.recipient(let wanted), .accepted(let envelope, _, _)):
      envelope.recipients.contains(wanted)
    case (.recipient(let wanted), .queue(_, let recipient, _)): recipient == wanted
    case (.sender(let wanted), .answered(let request, _)): request.sender == wanted
    case (.sender(let wanted), .accepted(let envelope, _, _)): envelope.sender == wanted
    case (.parameter(let keyword, let value), .answered(let request, _)):
      request.parameters.contains {
        $0.keyword == keyword && value?.takes($0.value ?? "") != false
      }
    case (.message(let traits), .accepted(_, _, let message)): traits.hold(of: message)
    case (.stuffed(let wanted), .accepted(_, _, let message)): message.isStuffed == wanted
    case (.chunked(let wanted), .accepted(_, _, let message)): message.isChunked == wanted
    case (.pipelined(let wanted), .answered(let request, _)): request.isPipelined == wanted
    case (.login(let wanted), .answered(let request, let code)):
      request.isLogin && (wanted == .accepted ? code / 100 == 2 : code >= 400)
    case (.mechanism(let wanted), .answered(let request, _)): request.mechanism == wanted
    case (.request(let wanted), .responded(let response)): response.method == wanted
    case (.target(let wanted), .responded(let response)): wanted.takes(response.target)
    case (.status(let patterns), .responded(let response)): patterns.take(response.status)
    case (.requestField(let wanted), .responded(let response)):
      response.requestFields.contains { wanted.takes("\($0.name): \($0.value)") }
    case (.responseType(let wanted), .responded(let response)):
      response.type.map(wanted.takes) ?? false
    case (.connected(let wanted), .connected(let dialect, _)): dialect == wanted
    case (.tls(let wanted), .secured(let outcome)): wanted.takes(outcome)
    case (.console(let wanted), .asked(let asked)): Self.isAsked(wanted, by: asked)
    case (.closed(let wanted), .closed(let side, let isInside)):
      switch wanted {
      case .anyhow: true
      case .server: side == .server
      case .client: side == .client
      case .insideData: isInside
      }
    case (.fault, .answered(let request, _)): request.isMalformed
    case (.fault, .unreadable): true
    case (.mailbox(let wanted), .accepted(let envelope, _, _)):
      // A server keeps its own users' mail; other mail it only carries on.
      envelope.recipients.contains(wanted)
        && wanted.split(separator: "@").last.map(String.init)
          == happening.host
    case (.mailbox(let wanted), .queue(.delivered, let recipient, _)): recipient == wanted
    case (.queue(let wanted), .queue(let deed, _, _)): deed == wanted
    case (.report(let wanted), .queue(.delivered, let recipient, let isReport)):
      isReport && recipient == wanted
    case (.server(let wanted), .changed(let scenario)):
      wanted == "up"
        ? scenario.isEmpty
        : scenario.contains {
          $0.description.split(separator: " ").first.map(String.init) == wanted
        }
    default: false
    }
  }

  /// The kinds of happenings that it can hold on.
  var kinds: Happening.Kinds {
    switch self {
    case .command, .parameter, .pipelined, .login, .mechanism: .answered
    case .reply: [.answered, .accepted, .connected]
    case .accepted, .message, .stuffed, .chunked: .accepted
    case .recipient: [.answered, .accepted, .queue]
    case .sender: [.answered, .accepted]
    case .phaseBegan: .phaseBegan
    case .request, .target, .status, .requestField, .responseType: .responded
    case .connected: .connected
    case .tls: .secured
    case .protected, .host, .port, .connection, .watched: .any
    case .console: .asked
    case .closed: .closed
    case .fault: [.answered, .unreadable]
    case .mailbox: [.accepted, .queue]
    case .queue, .report: .queue
    case .server: .changed
    }
  }

  private static func isAsked(_ wanted: String, by asked: String) -> Bool {
    let (wanted, asked) = (wanted.lowercased(), asked.lowercased())
    // `mailbox bob *` asks for one message: something must stand in the place of the star.
    if wanted.hasSuffix(" *") { return asked.hasPrefix(wanted.dropLast()) }
    return asked == wanted || asked.hasPrefix(wanted + " ")
      // `mailbox` alone shows everyone's, bob's too.
      || asked == "mailbox" && wanted.hasPrefix("mailbox ")
  }
}

extension Condition.Handshake {
  fileprivate func takes(_ outcome: TLSOutcome) -> Bool {
    switch (self, outcome) {
    case (.failed, .failed), (.any, .secured): true
    case (.verified, .secured(let security)):
      if case .verified = security.verification { true } else { false }
    case (.unverified, .secured(let security)):
      if case .unverified = security.verification { true } else { false }
    default: false
    }
  }
}

/// What must be seen for a step to pass, or for a mistake to be spoken of: conditions that hold
/// together on one and the same happening.
package struct Expectation: Hashable, Sendable {
  /// In the order of `LessonReader.conditions`.
  package let conditions: [Condition]
  /// What it can be met by. Nearly all happenings are of another kind, and each is held against all
  /// steps to come.
  let kinds: Happening.Kinds
  private let isWatched: Bool

  init(conditions: [Condition]) {
    self.conditions = conditions
    kinds = conditions.reduce(.any) { $0.intersection($1.kinds) }
    isWatched = conditions.contains(.watched)
  }

  /// `goesOn`: the step before was done on the same connection.
  func isMet(by happening: Happening, goesOn: @autoclosure () -> Bool) -> Bool {
    guard kinds.contains(happening.kind), happening.isWatched == isWatched else { return false }
    let goesOn = goesOn()
    return conditions.allSatisfy { $0.holds(on: happening, goesOn: goesOn) }
  }

  /// The conditions that do not hold, where the first does: it was nearly right. `nil` otherwise.
  func unmet(by happening: Happening, goesOn: @autoclosure () -> Bool) -> [Condition]? {
    guard !happening.isWatched, !isWatched, let first = conditions.first,
      first.kinds.contains(happening.kind)
    else { return nil }
    let goesOn = goesOn()
    guard first.holds(on: happening, goesOn: goesOn) else { return nil }
    let unmet = conditions.filter { !$0.holds(on: happening, goesOn: goesOn) }
    return unmet.isEmpty ? nil : unmet
  }

  /// What it asks for, to stand after "this step waits for".
  package var words: Phrase { conditions.map(\.words).joined() }

  var asksForConnection: Bool {
    conditions.contains { if case .connection = $0 { true } else { false } }
  }

  /// It asks for a command to the console, which belongs to no connection.
  var asksForConsole: Bool {
    conditions.contains { if case .console = $0 { true } else { false } }
  }

  /// It asks for something that happens on a connection of the student's.
  package var isOnConnection: Bool {
    !conditions.contains { condition in
      switch condition {
      case .console, .watched, .mailbox, .queue, .report, .server: true
      default: false
      }
    }
  }
}
