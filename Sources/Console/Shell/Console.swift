import Files
import Glibc
import Language
import Lessons
import Network
import PracticeWorld
import Presentation
import Protocols
import TLS
import Teaching
import Terminal
import Transcripts

/// The console's shell. It reads the keyboard and the network, passes inputs to the core, and
/// performs the core's effects.
package final class Console {
  private var core: ConsoleCore
  let keyboard: any Keyboard
  let inbox: Inbox
  private(set) var screen: Screen
  /// The console's own world, and how to open it. A console that begins with a lesson opens it
  /// when it is first entered: until then the lesson's world can have the usual ports.
  private var home: World?
  private let openHome: () throws -> World
  private var lessonWorld: World?
  private var connection: ClientConnection?
  var recording: TranscriptFile?
  var progress: ProgressStore
  let options: ConsoleOptions
  /// The folder of the recordings of all sessions.
  var recordings: String? { options.recordings }
  private var pending: ArraySlice<ConsoleInput> = []
  private var alarm: Duration?
  private var outcome: ConsoleOutcome?

  init(
    options: ConsoleOptions, keyboard: any Keyboard, inbox: Inbox, home: World?, screen: Screen,
    header: TranscriptHeader, recording: TranscriptFile? = nil, progress: ProgressStore
  ) {
    self.keyboard = keyboard
    self.inbox = inbox
    self.screen = screen
    self.recording = recording
    self.options = options
    self.progress = progress
    self.home = home
    openHome = { try World(.forConsole(options.world, in: options.store, options.language)) }
    core = ConsoleCore(
      settings: ConsoleSettings(
        version: options.version, isInteractive: keyboard.echoesLines,
        showsWholeMessages: !screen.isSummary, sendsLoginInClear: options.sendsLoginInClear,
        asksForStudent: keyboard.echoesLines && screen.form != .json,
        recordingFails: options.records && recording == nil, openedAt: WallClock.now,
        runID: Int(getpid()), attemptSeed: .random(in: 0 ... .max),
        library: options.library, recording: recording?.name),
      view: screen.options, world: home?.map ?? WorldMap(hosts: []), progress: progress.record,
      header: header)
  }

  /// The session so far.
  var log: SessionLog { core.log }
  var lesson: LessonSession? { core.lesson }

  private var world: World? { lessonWorld ?? home }

  /// The hosts of the current world.
  var hosts: [WorldHost] { world?.hosts ?? [] }

  var language: Language { screen.language }

  /// Runs until `:quit` or the end of the input.
  func run(_ beginning: Beginning) -> ConsoleOutcome {
    keyboard.complete = { [unowned self] typed in
      let words = Completions.candidates(for: typed, in: core)
      guard words.candidates.isEmpty else { return words }
      return FileCompletion.candidates(for: typed) ?? words
    }
    if let home { listen(to: home) }
    take(.begin(beginning))
    while outcome == nil {
      guard core.isReading else {
        wait()
        continue
      }
      switch keyboard.read(
        prompt: { [unowned self] in core.prompt },
        woken: { [unowned self] in takeNetworkInput() })
      {
      case .line(let octets): take(.line(octets))
      case .overlong: take(.overlongLine)
      case .interrupted: interrupt()
      case .endOfInput: take(.endOfInput)
      }
    }
    lessonWorld?.close()
    home?.close()
    return outcome ?? .left
  }

  /// Waits for the network without reading a line.
  private func wait() {
    let left = core.wakeAt.map { ($0 - inbox.now).milliseconds + 1 } ?? 200
    switch keyboard.wait(milliseconds: min(max(left, 0), 200)) {
    case .interrupted: interrupt()
    case .woken, .timedOut: takeNetworkInput()
    }
  }

  func interrupt() {
    take(.interrupt(unread: core.dropsInputOnInterrupt ? keyboard.dropRest() : 0))
  }

  /// Processes everything that has happened on the network.
  private func takeNetworkInput() {
    takeArrivals()
    take(.unfinished(connection?.unheard ?? 0))
    take(.tick)
    if core.wantsUpcoming { take(.upcoming(keyboard.peek())) }
    if keyboard.hasLostOutput { take(.outputLost) }
  }

  private func takeArrivals() {
    let arrivals = inbox.drain()
    if !arrivals.isEmpty { take(.arrivals(arrivals)) }
    for arrival in arrivals { arrival.taken?() }
  }

  func take(_ input: ConsoleInput) {
    pending.append(input)
    // An effect may produce an input. It is processed after the remaining effects.
    guard pending.count == 1 else { return }
    while let next = pending.first {
      for effect in core.take(next, at: inbox.now) { perform(effect) }
      pending.removeFirst()
    }
    // While a line is being read, only the pipe wakes the console.
    if let wake = core.wakeAt, core.isReading, wake != alarm {
      alarm = wake
      let pipe = inbox.wake
      Timer.after(milliseconds: max(0, (wake - inbox.now).milliseconds) + 1) { pipe.wake() }
    }
  }

  // MARK: Effects

  private func perform(_ effect: ConsoleEffect) {
    switch effect {
    case .show(let seen, let isEchoed): screen.show(seen, isEchoed: isEchoed, on: keyboard)
    case .say(let note): screen.say(note, on: keyboard)
    case .display(let display): show(display)
    case .setView(let options):
      screen.options = options
      for world in [home, lessonWorld] { world?.speak(options.language) }
    case .remember(let line): keyboard.remember(line)
    case .mask(let text): keyboard.mask(typedLine: text)
    case .dial(let attempt, let host, let port, let isPractice, let wish, let number):
      let inbox = inbox
      connection = ClientConnection.open(
        attempt, host: host, port: port, isPractice: isPractice,
        tls: clientTLS(wish, isPractice: isPractice)
      ) { inbox.put($0, from: .student(number)) }
    case .send(let octets): connection?.send(octets)
    case .acknowledge(let count): connection?.acknowledge(count)
    case .hangUp: connection?.close()
    case .watch(let hosts): inbox.watched = hosts
    case .record(let event):
      recording?.append(event)
      if let trouble = recording?.trouble { take(.recordingEnded(trouble)) }
    case .keepProgress(let progress):
      if !self.progress.keep(progress) { take(.progressLost) }
    case .identify(let identification): identify(identification)
    case .enter(let description): enter(description)
    case .job(let job): run(job)
    case .leave(let outcome): self.outcome = outcome
    }
  }

  /// The practice world's authority is trusted inside it alone.
  private func clientTLS(_ wish: SecurityWish, isPractice: Bool) -> ClientTLS {
    let world = isPractice ? world : nil
    return ClientTLS(
      name: wish.name, start: wish.mode == .implicit ? .atOnce : .afterSTARTTLS
    ) {
      try world?.clientContext(insecure: wish.isInsecure)
        ?? TLSContext(clientTrusting: .system, insecure: wish.isInsecure)
    }
  }

  /// Receives this world's events, and no other's, from now on. The first says that the world is
  /// open.
  private func listen(to world: World) {
    world.listen(inbox.observer())
    takeArrivals()
  }

  private func enter(_ description: [HostDescription]?) {
    lessonWorld?.close()
    lessonWorld = nil
    do {
      let world =
        if let description {
          try World(.forConsole(description, in: nil, language))
        } else {
          try home ?? openHome()
        }
      if description == nil { home = world } else { lessonWorld = world }
      world.speak(language)
      listen(to: world)
      take(.entered(world.map))
    } catch { take(.notEntered(.noWorld(error))) }
  }

  private func run(_ job: Job) {
    switch job {
    case .showMailboxes(let user, let number): showMailboxes(named: user, number: number)
    case .showQueues: showQueues()
    case .tellDelivery(let host, let users): tellDelivery(to: users, at: host)
    case .flushQueues: for host in hosts { host.flushQueue() }
    case .behave(let name, let behaviours): behave(name, behaviours)
    case .findRoute(let domain, let isReal): findRoute(to: domain, isReal: isReal)
    case .save(let path, let transcript, let isWhole):
      save(transcript, to: path, isWhole: isWhole)
    case .readLesson(let path): if let lesson = lesson(at: path) { take(.lessonRead(lesson)) }
    case .readLatest(let path): take(.latestRead(lesson(at: path)))
    case .recall(let recording): recall(recording)
    case .replay(let events): replay(events)
    case .replayFile(let path): replayFile(path)
    case .read(let paths, let limit, let purpose): read(paths, limit: limit, for: purpose)
    }
  }

  private func behave(_ name: String, _ behaviours: [Behaviour]) {
    guard let host = hosts.first(where: { $0.name == name }) else { return }
    do {
      try host.behave(behaviours)
      takeArrivals()
    } catch { say(.noPort(name)) }
  }

  // MARK: Showing

  func say(_ phrase: Phrase) { screen.say(Note(.console, text: phrase), on: keyboard) }

  func show(_ listing: Listing) { screen.table(listing, on: keyboard) }

  private func show(_ display: Display) {
    switch display {
    case .title: screen.title(version: core.settings.version, on: keyboard)
    case .banner:
      screen.banner(
        version: core.settings.version, hosts: hosts.map { Banner.Host($0) }, on: keyboard)
    case .lessonWorld: screen.world(hosts: hosts.map { Banner.Host($0) }, on: keyboard)
    case .listing(let listing): show(listing)
    case .map(let map): screen.map(map, on: keyboard)
    case .comparison(let comparison): show(comparison)
    case .ladder(let ladder): screen.ladder(ladder, on: keyboard)
    case .base64(let view):
      screen.block(view.lines(screen.language, width: screen.width), on: keyboard)
    }
  }
}

extension Banner.Host {
  init(_ host: WorldHost) {
    self.init(
      host.description, smtp: host.smtp.first?.description ?? "",
      web: host.web.first?.description ?? "")
  }
}

extension Phrase {
  fileprivate static func noPort(_ name: String) -> Phrase {
    Phrase(
      en: "\(name) cannot come back: another program has taken its port.",
      zh: "\(name) 无法恢复：它的端口被别的程序占用了。")
  }
}
