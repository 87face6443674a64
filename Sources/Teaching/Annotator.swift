import Language
package import Protocols
package import Transcripts

/// Reads facts and says what they mean. It never touches the wire.
package struct Annotator: Sendable {
  /// The advice given already: some is given only once a message.
  private var remarked: Set<ContentAdvice> = []
  /// Where each conversation stood before the event: a reply belongs to the phase that it ends.
  private var phases: [Int: Phase] = [:]
  /// The faults remarked on in each conversation's server lines: each once.
  private var lineFaults: [Int: Set<ServerLineFault>] = [:]
  /// What was said about the commands of each conversation whose replies have not come.
  private var pendingAdvice: [Int: PendingAdvice] = [:]
  /// Conversations whose DATA was refused, until a command is said.
  private var refusedData: Set<Int> = []
  /// Watched conversations whose pipelining has been explained.
  private var explainedPipelines: Set<Int> = []
  private var typed = TypedNames()
  private var repetition = Repetition()
  private var hasExplainedPermanence = false
  /// A lesson is being resumed: byhand does again what was explained when the student did it.
  private var isResuming = false
  /// The notes on the last reply, as they would be if nothing had been explained before.
  package private(set) var lastExplanation: [Note] = []
  private let recorder: Side

  /// - Parameters:
  ///   - recorder: The side that recorded the session. A console is a client.
  ///   - isFolding: What was explained before is explained briefly.
  package init(recordedBy recorder: Side = .client, isFolding: Bool = true) {
    self.recorder = recorder
    repetition.isFolding = isFolding
  }

  /// The notes on one event; `session` has taken it.
  package mutating func notes(
    on event: Event, facts: [Fact], in session: Session
  ) -> [Note] {
    for case .learner(let act) in facts.map(\.matter) {
      switch act {
      case .resumed: isResuming = true
      case .ready, .began: isResuming = false
      default: break
      }
    }
    guard isResuming else { return allNotes(on: event, facts, in: session) }
    let explained = (repetition, hasExplainedPermanence)
    defer { (repetition, hasExplainedPermanence) = explained }
    _ = allNotes(on: event, facts, in: session)
    return []
  }

  private mutating func allNotes(
    on event: Event, _ facts: [Fact], in session: Session
  ) -> [Note] {
    let context = EventContext(
      event: event, conversation: session.conversations[event.conversation], session: session,
      typed: typed, recorder: recorder)
    var phase = phases[event.conversation] ?? context.conversation?.phase
    var written = facts.flatMap { fact -> [Note] in
      if case .found(.phase(let begun)) = fact.matter { phase = begun }
      return notes(on: fact.matter, context).map { placed($0, event, phase, context) }
    }
    // Next to the line that they are about, before a phase that it began.
    let place = written.firstIndex { $0.about == .phase } ?? written.count
    let remarks = lineFaults(of: context).map { placed($0, event, phase, context) }
    written.insert(contentsOf: remarks, at: place)
    if let kept = facts.lazy.compactMap(\.secretStart).first {
      let isText = context.smtp?.state == .content || facts.contains(where: \.isBody)
      let note = isText ? Note.leftOut : .withheld(context, isWhole: kept == 0)
      written.append(placed(note, event, phase, context))
    }
    phases[event.conversation] = context.conversation?.phase
    if case .closed = event.act { forget(event.conversation) }
    return written
  }

  /// Nothing more is said about a conversation that has ended. A session may have very many.
  private mutating func forget(_ conversation: Int) {
    phases[conversation] = nil
    lineFaults[conversation] = nil
    pendingAdvice[conversation] = nil
    refusedData.remove(conversation)
    explainedPipelines.remove(conversation)
    typed.forget(conversation)
  }

  /// The names that a suggestion may use at this moment, at the server in front of the student.
  package func participants(in session: Session) -> Participants {
    let current = session.conversation
    return Participants(in: session, at: current?.isOpen == true ? current : nil, typed: typed)
  }

  private func placed(
    _ note: Note, _ event: Event, _ phase: Phase?, _ context: EventContext
  ) -> Note {
    var note = note
    note.event = event.number
    note.phase = phase
    if note.about == .phase { note.parties = context.parties }
    return note
  }

  private mutating func lineFaults(of context: EventContext) -> [Note] {
    guard case .heard(.server, .line(let line)) = context.event.act, context.conversation != nil
    else {
      return []
    }
    let isSMTP = context.http == nil
    return ServerLineFault.found(in: line, isSMTP: isSMTP)
      .filter { lineFaults[context.event.conversation, default: []].insert($0).inserted }
      .map { $0.note(on: line, isSMTP: isSMTP) }
  }

  private mutating func notes(on matter: Fact.Matter, _ context: EventContext) -> [Note] {
    switch matter {
    case .opened(let opening): repetition.folded(TransportNotes.opened(opening, recorder))
    case .failed(let attempt, let failure):
      [TransportNotes.failed(attempt, failure, in: context.session.world)]
    case .closed(let side, let farewell, let phase):
      [TransportNotes.closed(by: side, farewell, in: phase, context)]
    case .found(.phase(let phase)): [Note(.phase, text: .beginning(of: phase))]
    case .found(.smtp(let finding)): notes(on: finding, context)
    case .found(.http(let finding)): notes(on: finding, context)
    case .world(.queue(let act)): notes(on: act)
    case .world(.opened): notesOnOpening()
    case .secured(let outcome):
      repetition.folded(SecurityNotes.notes(on: outcome, context))
    case .heard, .found(.secret), .learner, .world: []
    }
  }

  private mutating func pipelining(_ context: EventContext, in state: State) -> [Note] {
    guard !explainedPipelines.contains(context.event.conversation),
      let note = WatchNotes.pipelining(context, in: state)
    else { return [] }
    explainedPipelines.insert(context.event.conversation)
    return [note]
  }

  private mutating func notes(on act: QueueAct) -> [Note] {
    if act.deed == .delivered { typed.takeMessage(for: act.recipient) }
    return [QueueNotes.note(on: act)]
  }

  private mutating func notesOnOpening() -> [Note] {
    typed.forgetMessages()
    return []
  }

  private mutating func notes(on finding: SMTPFinding, _ context: EventContext) -> [Note] {
    let number = context.event.conversation
    switch finding {
    case .request(let request, let line, let state):
      // A verb shows that the student has moved on, even if its line is wrong.
      if case .verb = request.kind { refusedData.remove(number) }
      if !context.isPipelined { pendingAdvice[number] = nil }
      guard context.isTyped else { return pipelining(context, in: state) }
      let heard = HeardRequest(
        request: request, line: line, state: state, context: context,
        followsRefusedData: refusedData.contains(number))
      let notes = RequestChecks.notes(on: heard)
      if let line = RequestAdvice(notes, of: request) {
        pendingAdvice[number, default: PendingAdvice()].append(line)
      }
      guard notes.isEmpty else { return notes }
      return [LoginInReach.note(on: heard)].compactMap { $0 }
        + repetition.folded([ChunkSize.note(on: heard)].compactMap { $0 })
    case .content(let line, let number):
      guard context.isTyped, let smtp = context.smtp else { return [] }
      let notes = ContentChecks.notes(on: line, number: number, in: smtp).compactMap {
        $0.isGivenOnce && !remarked.insert($0).inserted ? nil : $1
      }
      return repetition.folded(notes)
    case .chunk(let octets):
      guard context.isTyped, let smtp = context.smtp else { return [] }
      return [ChunkSize.note(onChunk: octets, rest: smtp.chunkRest)].compactMap { $0 }
    case .replyLine(let line, let number, let request):
      return repetition.folded(ReplyNotes.notes(on: line, number: number, to: request))
    case .exchange(let exchange):
      if let conversation = context.conversation { typed.take(exchange, in: conversation) }
      if exchange.request.kind == .verb(.data), exchange.reply.severity.isFailure {
        refusedData.insert(number)
      }
      let advice = pendingAdvice[number]?.take(of: exchange.request)
      let notes = ReplyNotes.notes(
        on: exchange, advice: advice, DiagnosisNotes.reading(of: exchange, context, advice))
      lastExplanation = notes
      return repetition.folded(notes) + permanence(of: exchange, context)
        + SecurityNotes.missingOffer(after: exchange, context)
    case .stray(let reply):
      let reading = DiagnosisNotes.reading(of: reply, answering: nil, context)
      return [ReplyNotes.note(onStray: reply)]
        + repetition.folded(reading.map(DiagnosisNotes.notes) ?? [])
    case .mangled(let line): return [MalformedReplyNotes.note(on: line)]
    case .inconsistent: return [MalformedReplyNotes.inconsistent]
    case .overlong(let part, let octets):
      return MalformedReplyNotes.note(onPart: part, octets: octets).map { [$0] } ?? []
    case .transaction:
      remarked = []
      return []
    case .accepted(let envelope, _):
      if let conversation = context.conversation {
        typed.take(envelope, acceptedIn: conversation, of: context.session.world)
      }
      return []
    }
  }
}

extension Annotator {
  private mutating func notes(on finding: HTTPFinding, _ context: EventContext) -> [Note] {
    let notes = HTTPNotes.notes(on: finding, context)
    let number = context.event.conversation
    switch finding {
    case .request: return repetition.folded(notes)
    case .status:
      lastExplanation = notes
      return repetition.folded(notes)
    case .field(let field, let side):
      return repetition.folded(notes, on: field, from: side, in: number)
    case .headEnded(.server, _, _): return repetition.knownFieldsNote(in: number) + notes
    default: return notes
    }
  }

  /// Once a session, with the first line of the student's that was refused for good.
  private mutating func permanence(of exchange: SMTPExchange, _ context: EventContext) -> [Note] {
    guard !hasExplainedPermanence, exchange.reply.severity == .permanentFailure,
      context.conversation?.isWatched != true
    else { return [] }
    switch exchange.answered {
    case .verb, .unknownCommand: break
    case .connection, .endOfData, .authResponse: return []
    }
    hasExplainedPermanence = true
    return [ReplyNotes.permanence(exchange.reply.code)]
  }
}

extension Annotator: FactReader {
  package mutating func read(_ event: Event, _ facts: [Fact], in session: Session) -> [Note] {
    notes(on: event, facts: facts, in: session)
  }
}

/// An event, and the moment in which a note is written about it.
struct EventContext: Sendable {
  let event: Event
  /// After the event.
  let conversation: Conversation?
  let session: Session
  let typed: TypedNames
  /// The side that recorded the session.
  let recorder: Side

  /// The student typed at byhand's console, which takes commands of its own. To a server that
  /// records, students come with any program.
  var isRecordedByClient: Bool { recorder == .client }

  /// The event is a line that the student typed. A line sent ahead of 354 gets its meaning only
  /// with the server's line, where a caret cannot stand under it.
  var isTyped: Bool {
    guard case .heard(.client, _) = event.act else { return false }
    return event.by == nil && conversation?.opening.isWatched != true
  }

  /// The line that the student typed.
  var typedLine: Line? {
    guard isTyped, case .heard(.client, .line(let line)) = event.act else { return nil }
    return line
  }

  var http: HTTPDialogue? {
    guard case .http(let dialogue) = conversation?.dialogue else { return nil }
    return dialogue
  }

  var smtp: SMTPDialogue? {
    guard case .smtp(let dialogue) = conversation?.dialogue else { return nil }
    return dialogue
  }

  /// The names that a line to this server may use.
  var participants: Participants {
    Participants(in: session, at: conversation, typed: typed)
  }

  /// More replies are due, so the state in which this line arrives is not known yet (RFC 2920).
  var isPipelined: Bool { (smtp?.awaitedReplies ?? 0) > 1 }

  /// Client and server, where the student only watches.
  var parties: String? {
    guard let opening = conversation?.opening, let client = opening.client else { return nil }
    return "\(client) → \(opening.attempt.host)"
  }

  /// The name by which the student called the server.
  var serverName: String { conversation?.opening.attempt.host ?? "" }
  /// The port by which the student called it; a practice server may listen at another one.
  var serverPort: Int { conversation?.opening.attempt.port ?? 0 }
}

extension Fact {
  /// Octets before a secret. Live, the dialogue finds it; in a recording it is withheld already.
  fileprivate var secretStart: Int? {
    switch matter {
    case .found(.secret(let kept)): kept
    case .heard(_, .withheld(let kept, _)): kept.count
    default: nil
    }
  }

  fileprivate var isBody: Bool {
    if case .found(.http(.body)) = matter { true } else { false }
  }
}

extension Note {
  /// A whole line that the server did not ask for may or may not be a secret. It is withheld to be
  /// safe.
  fileprivate static func withheld(_ context: EventContext, isWhole: Bool) -> Note {
    let isSure = context.http != nil || !isWhole || context.smtp?.state == .authenticating
    return Note(
      .transport, rule: context.http == nil ? Rule("RFC 4954", "4") : .http("11.6.2"),
      isRemark: true,
      text: isSure
        ? Phrase(
          en: "This line has a secret in it; the recording keeps only its length.",
          zh: "这一行含有机密；记录里只保留它的长度。")
        : Phrase(
          en: "This line might be a password, so only its length is kept in the recording.",
          zh: "这一行可能是密码，所以记录里只记下它的长度。"))
  }
}

extension Phrase {
  fileprivate static func beginning(of phase: Phase) -> Phrase {
    switch phase {
    case .handshake:
      Phrase(
        en: "The two sides meet: the server greets, the client names its host.",
        zh: "SMTP 握手：服务器先发 220，客户端报上主机名。")
    case .transfer:
      Phrase(
        en: "Now mail can be sent: sender, recipients, then the message. As often as you like.",
        zh: "现在可以传邮件了：先是发件人和收件人，然后是邮件内容。可以重复多次。")
    case .close:
      Phrase(
        en: "The conversation ends: no new message on this connection.",
        zh: "对话到此结束：这个连接上不再传新的邮件。")
    }
  }
}
