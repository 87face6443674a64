import Language
import Markup
import Presentation
import Protocols
import Teaching
import Transcripts

/// The session as steps of a page. What a step is (a reply, an error, the beginning of a phase)
/// stands in its attributes, for the script knows no protocol.
struct PlayerSteps {
  private let recording: Recording
  private let options: ExportOptions
  let outline: Outline
  /// By the event that completed it.
  private let replies: [Int: Outline.Reply]

  private(set) var count = 0
  /// How many steps have been shown before each event.
  private var before: [Int]
  private var parts: [HTML] = []
  private var part = HTML()
  private var conversation: Int?
  private var met: Set<Int> = []
  /// Who types: `nil` is the student.
  private var author: Author?
  private var lines = 0
  private var stage: PlayerStage?
  private var room = PlayerRoom()
  /// byhand redoes what was shown before.
  private var isRedoing = false
  /// `r1-`: what begins the names of the events, on a page that is read. `nil` where the script
  /// plays them.
  private let anchor: String?
  /// Events of which nothing has been shown. Others may lead to them all the same.
  private var unshown: [Int] = []

  /// A part is shown or hidden as one, so that a step changes little on a page.
  static let partSize = 50

  init(_ recording: Recording, _ options: ExportOptions, anchor: String? = nil) {
    self.recording = recording
    self.options = options
    self.anchor = anchor
    outline = Outline(recording.events)
    replies = Dictionary(outline.replies.map { ($0.last, $0) }) { $1 }
    before = []
    before.reserveCapacity(recording.events.count)
    write()
  }

  var html: HTML {
    var html = HTML()
    for part in parts { html += "<div class=\"part\">\n\(part)</div>\n" }
    return html
  }

  /// How many steps are shown once so many events have been.
  func steps(after events: Int) -> Int { events < before.count ? before[events] : count }

  private mutating func write() {
    recording.read(options, isFolding: false) { step, session in
      switch step {
      case .event(let event, let facts, let notes): write(event, facts, notes, session)
      case .omitted(let omission): write(omission, session)
      }
    }
    if anchor != nil { part += unshownAnchors() }
    if !part.isEmpty { parts.append(part) }
  }

  // MARK: Steps

  private mutating func write(
    _ event: Event, _ facts: [Fact], _ notes: [Note], _ session: Session
  ) {
    let index = event.number - 1
    // Events of an omission are told as one, before this event.
    while before.count <= index { before.append(count) }
    let current = session.conversations[event.conversation]
    var body = HTML()
    switch event.act {
    case .heard(let side, let piece):
      body += turn(to: event.conversation, session)
      if side == .client, current?.isWatched == false { body += sayAuthor(event.by) }
      body += heard(piece, from: side, notes, current, Exposure(of: event, facts, in: session))
    case .opened:
      body += turn(to: event.conversation, session)
      if !isRedoing, let current, PlayerStage(current) == .http { body += heading(.http) }
    case .learner(.resumed): isRedoing = true
    case .learner(.began), .learner(.ready): isRedoing = false
    default: break
    }
    for note in notes where !isHeading(note, above: event) && !note.tellsWhoTypes {
      body += note.about == .phase ? heading(note) : words(of: note)
    }
    guard !body.isEmpty else { return unshown.append(event.number) }
    if anchor != nil { body = unshownAnchors() + body }
    add(body, classes(of: event, current), attributes(of: event, facts, notes, current))
  }

  private func words(of note: Note) -> HTML {
    let note = PlayerNote(note)
    return anchor == nil ? note.html : note.fullHTML
  }

  private mutating func unshownAnchors() -> HTML {
    defer { unshown = [] }
    guard let anchor else { return HTML() }
    return unshown.reduce(HTML()) { $0 + "<span id=\"\(anchor)e\($1)\"></span>" }
  }

  private mutating func write(_ omission: Omission, _ session: Session) {
    let row: HTML = """
      <p class="wire \(omission.side == .client ? "c" : "s")">\
      <b>\(omission.side == .client ? "C: " : "S: ")</b><i>\(omission.phrase.html)</i></p>

      """
    let body = turn(to: omission.conversation, session) + row
    let current = session.conversations[omission.conversation]
    lines += omission.linePieces
    add(body, classes(of: current), attributes(omission.milliseconds, current))
  }

  private mutating func add(_ body: HTML, _ classes: HTML, _ attributes: HTML) {
    if count > 0, count.isMultiple(of: Self.partSize) {
      parts.append(part)
      part = HTML()
    }
    count += 1
    part += "<div class=\"step\(classes)\"\(attributes)>\n\(body)</div>\n"
  }

  private func classes(of conversation: Conversation?) -> HTML {
    conversation?.isWatched == true ? " watched" : ""
  }

  private func classes(of event: Event, _ conversation: Conversation?) -> HTML {
    let watched = classes(of: conversation)
    switch event.act {
    case .world(.queue): return watched + " queue"
    case .learner: return watched
    default: return isRedoing || event.by == .resume ? watched + " redone" : watched
    }
  }

  // MARK: Attributes

  /// What belongs to no conversation, such as a lesson's step, stands in the phase before it.
  private mutating func attributes(
    _ milliseconds: Int, _ conversation: Conversation?
  ) -> HTML {
    if let conversation { stage = PlayerStage(conversation) }
    if anchor != nil { return HTML() }
    let place: HTML = stage.map { " data-in=\"\($0.name)\"" } ?? HTML()
    return " data-time=\"\(milliseconds)\" data-lines=\"\(lines)\"\(place)"
  }

  private mutating func attributes(
    of event: Event, _ facts: [Fact], _ notes: [Note], _ conversation: Conversation?
  ) -> HTML {
    var html = attributes(event.milliseconds, conversation)
    if let anchor { return " id=\"\(anchor)e\(event.number)\"" }
    html += " data-event=\"\(event.number)\""
    // No way leads to what was shown before.
    if isRedoing { return html }
    let reply = replies[event.number - 1]
    var begun = notes.last { $0.about == .phase }?.phase.map(PlayerStage.phase)
    if case .opened = event.act, stage == .http { begun = .http }
    if let begun { html += " data-phase=\"\(begun.name)\"" }
    if let reply { html += " data-reply=\"\(reply.code)\"" }
    if notes.contains(where: \.isMistake) || reply?.isError == true { html += " data-error=\"\"" }
    if let word = facts.lazy.compactMap(\.word).first { html += " data-word=\"\(word)\"" }
    return html
  }

  // MARK: Lines

  private mutating func heard(
    _ piece: Piece, from side: Side, _ notes: [Note], _ conversation: Conversation?,
    _ exposure: Exposure?
  ) -> HTML {
    let mistakes = notes.filter(\.isMistake)
    let speaker = conversation?.opening.client.map { client in
      side == .client ? client : conversation?.opening.attempt.host ?? ""
    }
    let wire = PlayerWire(
      piece, from: side, of: speaker, columns: Set(mistakes.compactMap(\.column)),
      exposure, hasCounts: anchor == nil, &room)
    if case .octets = piece {} else { lines += 1 }
    let close = notes.first(where: Self.beginsClose).map(heading) ?? HTML()
    return close + wire.html
  }

  /// The line that begins the close stands below its heading.
  private static func beginsClose(_ note: Note) -> Bool {
    note.about == .phase && note.phase == .close
  }

  private func isHeading(_ note: Note, above event: Event) -> Bool {
    if case .heard = event.act { Self.beginsClose(note) } else { false }
  }

  // MARK: Headings

  private func heading(_ note: Note) -> HTML {
    guard let phase = note.phase else { return HTML() }
    let parties = note.parties.map { Phrase.verbatim(" · \($0)") } ?? .empty
    return heading(.phase(phase), of: parties)
  }

  private func heading(_ stage: PlayerStage, of parties: Phrase = .empty) -> HTML {
    "<h3 class=\"p\(stage.name)\">\((stage.heading + parties).html)</h3>\n"
  }

  /// Where another conversation begins or goes on.
  private mutating func turn(to number: Int, _ session: Session) -> HTML {
    guard conversation != number, let opening = session.conversations[number]?.opening else {
      return HTML()
    }
    conversation = number
    let client = opening.client.map(Phrase.verbatim) ?? recording.learner(options)
    let title: Phrase = met.insert(number).inserted ? .conversation(number) : .continued(number)
    let watched: Phrase = opening.isWatched ? .watched : .empty
    let parties = .verbatim(" · ") + client + .verbatim(" → \(opening.attempt.host)")
    return "<h2>\((title + parties + watched).html)</h2>\n"
  }

  private mutating func sayAuthor(_ next: Author?) -> HTML {
    guard author != next else { return HTML() }
    author = next
    return "<p class=\"note fbo author\">\(Phrase.author(next).html)</p>\n"
  }
}

extension Fact {
  /// By which a request can be named: a command of SMTP, or a method of HTTP.
  fileprivate var word: String? {
    switch matter {
    case .found(.smtp(.request(let request, _, in: _))):
      if case .verb(let verb) = request.kind { verb.rawValue.lowercased() } else { nil }
    case .found(.http(.request(let line))): SafeText.of(line.method.lowercased())
    default: nil
    }
  }
}

extension Note {
  fileprivate var isMistake: Bool { about == .mistake && !isRemark }

  /// That is said above the lines.
  fileprivate var tellsWhoTypes: Bool { about == .console && voice == nil }
}

extension Phrase {
  fileprivate static let watched = Phrase(en: " (watched)", zh: "（旁观）")
}
