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
  let world: World
  /// Lines typed before their turn: each waits for the reply to the one before.
  var outbox: [[UInt8]] = []
  var pipelines = false
  var watch = RelayWatch()
  private var conversations = 0
  var isQuitting = false

  init(
    options: ConsoleOptions, keyboard: any Keyboard, inbox: Inbox, world: World, screen: Screen,
    witness: Witness
  ) {
    self.options = options
    self.keyboard = keyboard
    self.inbox = inbox
    self.world = world
    self.screen = screen
    self.witness = witness
    line = Telephone(inbox: inbox)
    world.listen { host, news in
      switch news {
      case .queue(let act): inbox.put(.world(act), from: .queue)
      case .connection(let number, let act):
        inbox.put(act, from: .relay(host: host, connection: number))
      }
    }
  }

  /// Until `:quit` or the end of the input.
  func run() {
    keyboard.complete = { [unowned self] in Completions.candidates(for: $0, in: self) }
    while !isQuitting {
      settle()
      switch keyboard.read(
        prompt: { [unowned self] in self.prompt },
        woken: { [unowned self] in
          self.absorb()
        })
      {
      case .line(let octets): dispatch(octets)
      case .overlong: say(.overlong)
      case .interrupted: outbox = []
      case .endOfInput: isQuitting = true
      }
    }
    hangUp()
    lesson?.save()
  }

  var language: Language { screen.language }

  // MARK: The network's side

  /// Takes in everything that has happened on the network.
  func absorb() {
    for arrival in inbox.drain() {
      switch arrival.source {
      case .line(let number):
        let mark = line.mark(for: arrival)
        experience(
          arrival.act, in: number, at: arrival.instant, isEchoed: mark.isEchoed,
          isByConsole: mark.isByConsole)
        line.note(arrival)
      case .relay:
        if let number = watch.number(for: arrival, next: { nextConversation() }) {
          experience(arrival.act, in: number, at: arrival.instant)
        }
      case .queue:
        experience(arrival.act, in: 0, at: arrival.instant)
      }
    }
    flushOutbox()
  }

  /// Conversations are numbered in the order in which they begin, whoever begins them.
  func nextConversation() -> Int {
    conversations += 1
    return conversations
  }

  /// One event: folded, recorded, annotated, judged, shown.
  func experience(
    _ act: Act, in conversation: Int, at instant: ContinuousClock.Instant = .now,
    isEchoed: Bool = false, isByConsole: Bool = false
  ) {
    let seen = witness.see(act, in: conversation, at: instant, isByConsole: isByConsole)
    screen.show(seen, isEchoed: isEchoed, on: keyboard)
    guard let lesson else { return }
    for announcement in lesson.take(seen.facts) { say(announcement) }
  }

  // MARK: Waiting

  /// The connection that stands, as the fold knows it.
  var conversation: Conversation? {
    line.number.flatMap { witness.session.conversations[$0] }
  }

  var isConnected: Bool { conversation?.isOpen ?? false }

  /// Nothing can usefully be typed: a connection is being made, or the server owes a reply.
  var isServersTurn: Bool {
    line.isDialling || (line.isSpeaking && !isSendingBody)
      || (isConnected && conversation?.guidance.typed == .nothing)
  }

  /// A counted body (HTTP) is heard in blocks, not in lines: until all of it is sent, a line of it waits for nothing.
  private var isSendingBody: Bool {
    guard case .octets(let left) = conversation?.dialogue.framing(from: .client) else {
      return false
    }
    return line.unheard < left
  }

  /// Lets the server have its turn. A person gets the prompt back soon, for `:` commands; a pipe's next line waits as long
  /// as RFC 5321 §4.5.3.2 lets a client wait.
  func settle() {
    let patience: Duration = keyboard.echoesLines ? .milliseconds(700) : .seconds(300)
    let deadline = ContinuousClock.now + patience
    absorb()
    while isServersTurn, !(pipelines && !line.isDialling), ContinuousClock.now < deadline {
      if isOver, ContinuousClock.now > deadline - patience + .seconds(2) { line.hangUp() }
      switch keyboard.wait(milliseconds: 200) {
      case .interrupted: return
      case .woken, .timedOut: absorb()
      }
    }
  }

  /// The server has said goodbye; its FIN is all that is missing.
  private var isOver: Bool {
    guard case .smtp(let dialogue) = conversation?.dialogue else { return false }
    return dialogue.state == .closed
  }

  /// Sends what was typed ahead, a line for each reply.
  func flushOutbox() {
    while !outbox.isEmpty, isConnected, !isServersTurn || pipelines {
      line.send(outbox.removeFirst(), isEchoed: false, isByConsole: false)
      if !pipelines { return }
    }
    if !outbox.isEmpty, !isConnected, !line.isDialling { outbox = [] }
  }

  /// The end of the input, or of the program, with a connection open: closed without QUIT, and said so.
  func hangUp() {
    settle()
    guard isConnected || line.isDialling else { return }
    line.hangUp()
    let deadline = ContinuousClock.now + .seconds(2)
    while isConnected || line.isDialling, ContinuousClock.now < deadline {
      _ = keyboard.wait(milliseconds: 200)
      absorb()
    }
  }

  // MARK: Saying

  func say(_ note: Note) { screen.say(note, on: keyboard) }

  func say(_ phrase: Phrase) { say(Note(.console, text: phrase)) }

  var prompt: Prompt {
    guard isConnected, let guidance = conversation?.guidance else {
      return Prompt(left: "byhand> ", colour: screen.hasColour ? "1" : "")
    }
    let label = guidance.phase.map { phaseLabel($0, screen.language) } ?? ""
    return Prompt(
      left: "C: ", right: label, colour: screen.hasColour ? "1" : "",
      rightColour: screen.hasColour ? "2" : "")
  }
}

extension Phrase {
  fileprivate static let overlong = Phrase(
    en: "A line of more than 1 MiB was not sent: part of it would be another line.",
    zh: "超过 1 MiB 的一行没有发送：只发一部分就成了另一行。")
}
