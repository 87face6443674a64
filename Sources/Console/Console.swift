import Language
import Network
import PracticeWorld
import Presentation
import Protocols
import Teaching
import Terminal
import Transcripts

/// The interactive console: lines in, views out, on one thread.
///
/// A typed line goes `Dispatch` → `Telephone` (the connection) → tap → `Inbox` → `Witness` → view; a received one enters at the tap.
package final class Console {
  let options: ConsoleOptions
  let keyboard: any Keyboard
  let inbox: Inbox
  let line: Telephone
  let witness: Witness
  var screen: Screen
  var lesson: LessonSeat?
  lazy var progress = ProgressStore(folder: options.dataFolder)
  /// The world in which the console was opened.
  let home: World
  var lessonWorld: LessonWorld?
  /// Lines typed before their turn: each waits for the reply to the one before.
  var outbox: [[UInt8]] = []
  var pipelines = false
  /// The conversations of watched servers that are under way.
  private var relays: [Arrival.Source: Int] = [:]
  /// The message that is being typed.
  var draft = Draft()
  private var conversations = 0
  var isQuitting = false
  var garbling = Garbling()
  /// Lines of a script whose connection broke off.
  var stranded = Stranded()
  /// When the server said goodbye, and has not closed since.
  private var farewell: ContinuousClock.Instant?
  /// When the connection that stands last told anything.
  private(set) var lastHeard = ContinuousClock.now
  private var lastUnfinished = 0
  var hasToldRecording = false

  init(
    options: ConsoleOptions, keyboard: any Keyboard, inbox: Inbox, world: World, screen: Screen,
    witness: Witness
  ) {
    self.options = options
    self.keyboard = keyboard
    self.inbox = inbox
    home = world
    self.screen = screen
    self.witness = witness
    line = Telephone(inbox: inbox)
    listen(to: world)
  }

  /// Where names lead just now.
  var world: World { lessonWorld?.world ?? home }

  /// Hears this world's servers, and those of no other.
  func listen(to world: World) {
    relays = [:]
    world.listen(inbox.ear())
  }

  /// Until `:quit` or the end of the input.
  func run() {
    keyboard.complete = { [unowned self] in Completions.candidates(for: $0, in: self) }
    while !isQuitting {
      settle()
      if isQuitting { break }
      switch keyboard.read(
        prompt: { [unowned self] in self.prompt },
        woken: { [unowned self] in
          self.absorb()
        })
      {
      case .line(let octets): dispatch(octets)
      case .overlong: say(.overlong)
      case .interrupted: interrupt()
      // Ctrl-D: of a person with a connection it is that connection's end.
      case .endOfInput where keyboard.echoesLines && (isConnected || line.isDialling): hangUp()
      case .endOfInput: end()
      }
    }
    hangUp()
    tellStranded()
    lesson?.save()
    lessonWorld?.world.close()
  }

  /// What was sent without waiting is answered yet.
  private func end() {
    pipelines = false
    settle()
    isQuitting = true
  }

  /// Ctrl-C: a person begins the line anew; a pipe, whose lines nobody can take back, is left.
  func interrupt() {
    outbox = []
    // Nothing is lost with a connection that does not stand yet, and its end may be long in coming.
    if line.isDialling { line.hangUp() }
    if keyboard.echoesLines { return }
    isQuitting = true
    let rest = keyboard.dropRest()
    if rest > 0 { say(.interrupted(rest)) }
  }

  var language: Language { screen.language }

  /// The connection that stands, as the fold knows it.
  var conversation: Conversation? {
    line.number.flatMap { witness.session.conversations[$0] }
  }

  var isConnected: Bool { conversation?.isOpen ?? false }

  // MARK: The network's side

  /// Takes in everything that has happened on the network.
  func absorb() {
    for arrival in inbox.drain() {
      switch arrival.source {
      case .line(let number):
        lastHeard = max(lastHeard, arrival.instant)
        let mark = line.mark(for: arrival)
        experience(
          arrival.act, in: number, at: arrival.instant, isEchoed: mark.isEchoed,
          isByConsole: mark.isByConsole, isShown: mark.isShown)
        for unsent in line.note(arrival) { strand(String(decoding: unsent, as: UTF8.self)) }
      case .relay:
        if let number = relayNumber(of: arrival) {
          experience(arrival.act, in: number, at: arrival.instant)
        }
        arrival.taken?()
      case .queue:
        experience(arrival.act, in: 0, at: arrival.instant)
      }
    }
    line.acknowledge()
    if line.unfinished != lastUnfinished {
      lastUnfinished = line.unfinished
      lastHeard = .now
    }
    mindFarewell()
    flushOutbox()
    // Nobody sees any more of it.
    if keyboard.hasLostOutput { isQuitting = true }
  }

  /// A server that has said goodbye has two seconds to close; then byhand does.
  private func mindFarewell() {
    if !isOver {
      farewell = nil
    } else if let farewell {
      if .now - farewell >= .seconds(2) { leave() }
    } else {
      farewell = .now
      wake(after: 2_000)
    }
  }

  /// The console's thread is woken, though nothing may have happened till then.
  private func wake(after milliseconds: Int) {
    let wake = inbox.wake
    Alarm.after(milliseconds: milliseconds) { wake.wake() }
  }

  /// Closes what the server has said goodbye on.
  func leave() {
    stranded.isServersDoing = true
    line.hangUp()
  }

  private func relayNumber(of arrival: Arrival) -> Int? {
    switch arrival.act {
    case .failed: return nextConversation()
    case .opened:
      let number = nextConversation()
      relays[arrival.source] = number
      return number
    case .closed: return relays.removeValue(forKey: arrival.source)
    default: return relays[arrival.source]
    }
  }

  /// Conversations are numbered in the order in which they begin, whoever begins them.
  func nextConversation() -> Int {
    conversations += 1
    return conversations
  }

  /// One event: folded, recorded, annotated, judged, shown.
  func experience(
    _ act: Act, in conversation: Int, at instant: ContinuousClock.Instant = .now,
    isEchoed: Bool = false, isByConsole: Bool = false, isShown: Bool = true
  ) {
    let seen = witness.see(act, in: conversation, at: instant, isByConsole: isByConsole)
    if conversation == line.number { draft.take(seen.facts) }
    if isShown { screen.show(seen, isEchoed: isEchoed, on: keyboard) }
    let own = seen.facts.filter { !$0.isWatched }
    if garbling.take(own, at: instant) { wake(after: Garbling.patience + 100) }
    noteStranding(own)
    tellRecording()
    guard let lesson else { return }
    for announcement in lesson.take(seen.facts) { say(announcement) }
  }

  // MARK: Saying

  func say(_ note: Note) { screen.say(note, on: keyboard) }

  func say(_ phrase: Phrase) { say(Note(.console, text: phrase)) }

  var prompt: Prompt {
    guard isConnected, let guidance = conversation?.guidance else {
      return Prompt(left: "byhand> ", colour: screen.hasColour ? "1" : "")
    }
    let label = guidance.phase?.label[screen.language] ?? ""
    return Prompt(
      left: "C: ", right: label, colour: screen.hasColour ? "1" : "",
      rightColour: screen.hasColour ? "2" : "")
  }
}

extension Phrase {
  fileprivate static let overlong = Phrase(
    en: "A line of more than 1 MiB was not sent: part of it would be another line.",
    zh: "有一行超过 1 MiB，没有发送：只发一部分，它就成了另一行。")
  fileprivate static func interrupted(_ count: Int) -> Phrase {
    Phrase(
      en: "Ctrl-C: the \(count) line(s) of the input that had come are not sent.",
      zh: "Ctrl-C：已经读到的输入还有 \(count) 行没有发送。")
  }
}
