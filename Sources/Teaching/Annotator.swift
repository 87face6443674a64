import Language
import Protocols
package import Transcripts

/// Reads facts and says what they mean. It never touches the wire.
package struct Annotator: Sendable {
  /// What has been remarked on already: advice is given once a message.
  private var remarked: Set<Advice> = []
  /// Where each conversation stood before the event: a reply belongs to the phase that it ends.
  private var phases: [Int: Phase] = [:]
  /// What has been remarked on in each conversation's lines, whatever they say.
  private var oddities: [Int: Set<Oddity>] = [:]
  /// What was told of each conversation's commands whose replies have not come.
  private var told: [Int: ToldLines] = [:]
  /// Conversations whose DATA was refused, until a command is said.
  private var refusedData: Set<Int> = []

  package init() {}

  /// The notes on one event; `session` has taken it.
  package mutating func notes(
    on event: Event, facts: [Fact], in session: Session
  ) -> [Note] {
    let scene = Scene(event: event, conversation: session.conversations[event.conversation])
    var phase = phases[event.conversation] ?? scene.conversation?.phase
    var written = facts.flatMap { fact -> [Note] in
      if case .found(.phase(let begun)) = fact.matter { phase = begun }
      return notes(on: fact.matter, scene).map { placed($0, event, phase, scene) }
    }
    // Beside the line that they are about, before a phase that it began.
    let place = written.firstIndex { $0.about == .phase } ?? written.count
    let remarks = oddities(of: scene).map { placed($0, event, phase, scene) }
    written.insert(contentsOf: remarks, at: place)
    phases[event.conversation] = scene.conversation?.phase
    return written
  }

  private func placed(
    _ note: Note, _ event: Event, _ phase: Phase?, _ scene: Scene
  ) -> Note {
    var note = note
    note.event = event.number
    note.phase = phase
    if note.about == .phase { note.parties = scene.parties }
    return note
  }

  private mutating func oddities(of scene: Scene) -> [Note] {
    guard case .heard(.server, .line(let line)) = scene.event.act, scene.conversation != nil else {
      return []
    }
    let isSMTP = scene.http == nil
    return Oddity.found(in: line, isSMTP: isSMTP)
      .filter { oddities[scene.event.conversation, default: []].insert($0).inserted }
      .map { $0.note(isSMTP: isSMTP) }
  }

  private mutating func notes(on matter: Fact.Matter, _ scene: Scene) -> [Note] {
    switch matter {
    case .opened(let opening): TransportNotes.opened(opening)
    case .failed(let attempt, let failure): [TransportNotes.failed(attempt, failure)]
    case .closed(let side, let farewell, let phase):
      [TransportNotes.closed(by: side, farewell, in: phase, scene)]
    case .found(.phase(let phase)): [Note(.phase, text: .beginning(of: phase))]
    case .found(.smtp(let finding)): notes(on: finding, scene)
    case .found(.http(let finding)): HTTPNotes.notes(on: finding, scene)
    case .found(.secret(let kept)): [.withheld(scene, isWhole: kept == 0)]
    case .world(.queue(let act)): [WorldNotes.note(on: act)]
    case .heard, .learner, .world: []
    }
  }

  private mutating func notes(on finding: SMTPFinding, _ scene: Scene) -> [Note] {
    let number = scene.event.conversation
    switch finding {
    case .request(let request, let line, let state):
      // A verb shows that the student has gone on, even one whose line is wrong.
      if case .verb = request.kind { refusedData.remove(number) }
      if !scene.isPipelined { told[number] = nil }
      guard scene.isTyped else { return [] }
      let heard = HeardRequest(
        request: request, line: line, state: state, scene: scene,
        followsRefusedData: refusedData.contains(number))
      let notes = RequestChecks.notes(on: heard)
      if let line = Told(notes, of: request) { told[number, default: ToldLines()].append(line) }
      return notes
    case .content(let line, _):
      guard scene.isTyped, let smtp = scene.smtp else { return [] }
      return ContentChecks.notes(on: line, in: smtp).compactMap { advice, note in
        advice.isGivenOnce && !remarked.insert(advice).inserted ? nil : note
      }
    case .replyLine(let line, let number, let request):
      return ReplyNotes.notes(on: line, number: number, to: request)
    case .exchange(let exchange):
      if exchange.request.kind == .verb(.data), exchange.reply.severity.isFailure {
        refusedData.insert(number)
      }
      return ReplyNotes.notes(on: exchange, told: told[number]?.take(of: exchange.request))
    case .stray(let reply): return [ReplyNotes.note(onStray: reply)]
    case .mangled(let line): return [GarbleNotes.note(on: line)]
    case .inconsistent: return [GarbleNotes.inconsistent]
    case .overlong(let part, let octets):
      return GarbleNotes.note(onPart: part, octets: octets).map { [$0] } ?? []
    case .transaction:
      remarked = []
      return []
    case .accepted: return []
    }
  }
}

extension Annotator: FactReader {
  package mutating func read(_ event: Event, _ facts: [Fact], in session: Session) -> [Note] {
    notes(on: event, facts: facts, in: session)
  }
}

/// What stands around a fact when a note is written on it.
struct Scene: Sendable {
  let event: Event
  /// After the event.
  let conversation: Conversation?

  /// The event is a line of the student's own. One sent ahead of 354 gets its meaning with the server's line, where
  /// no caret could stand under it.
  var isTyped: Bool {
    guard case .heard(.client, _) = event.act else { return false }
    return event.by == nil && conversation?.opening.isWatched != true
  }

  /// That line.
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

  /// Other replies are still to come: where the dialogue will stand is not known yet (RFC 2920).
  var isPipelined: Bool { (smtp?.awaitedReplies ?? 0) > 1 }

  /// Who speaks with whom, where the student only watches.
  var parties: String? {
    guard let opening = conversation?.opening, let client = opening.client else { return nil }
    return "\(client) → \(opening.attempt.host)"
  }

  /// The name by which the student called the server.
  var serverName: String { conversation?.opening.attempt.host ?? "" }
  /// The port by which the student called it; the practice world's own may differ.
  var serverPort: Int { conversation?.opening.attempt.port ?? 0 }
}

extension Note {
  /// A whole line that the server did not ask for may be a secret, or not: it is withheld to be safe.
  fileprivate static func withheld(_ scene: Scene, isWhole: Bool) -> Note {
    let isSure = scene.http != nil || !isWhole || scene.smtp?.state == .authenticating
    return Note(
      .transport, rule: scene.http == nil ? Rule("RFC 4954", "4") : .http("11.6.2"),
      isRemark: true,
      text: isSure
        ? Phrase(
          en: "This line holds a secret; the recording keeps its length only.",
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
        zh: "双方建立联系：服务器先发 220，客户端报上主机名。")
    case .transfer:
      Phrase(
        en: "Now mail can go: sender, recipients, then the message. As often as you like.",
        zh: "现在可以传邮件了：发件人、收件人，然后是报文。可以重复多次。")
    case .close:
      Phrase(
        en: "The conversation ends: no new message on this connection.",
        zh: "对话到此结束：这个连接上不再传新的邮件。")
    }
  }
}
