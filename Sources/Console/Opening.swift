import Files
import Glibc
import Language
import Lessons
import Messages
import PracticeWorld
import Presentation
import Protocols
import Teaching
import Terminal
import Transcripts

extension Console {
  /// Octets that the recording of one session may have on disk: a server that never ends fills no disk.
  private static let recordingLimit = 256 << 20

  /// How a console's life ended.
  package enum Outcome: Sendable {
    case left, badInput, cannotConnect
    /// No world could be opened, and why.
    case noWorld(any Error)
  }

  /// Opens the practice world and the console, and runs until the student leaves.
  package static func open(_ beginning: Beginning, _ options: ConsoleOptions) -> Outcome {
    do {
      let wake = try WakePipe()
      let world = try World(storeRoot: options.store, plan: WorldPlan(options.world))
      defer { world.close() }
      let console = Console(
        options: options, keyboard: keyboard(options, wake), inbox: Inbox(wake: wake),
        world: world, screen: Screen(options), witness: witness(options))
      return console.begin(beginning)
    } catch { return .noWorld(error) }
  }

  private static func keyboard(_ options: ConsoleOptions, _ wake: WakePipe) -> any Keyboard {
    guard options.form == .terminal else {
      return PipedKeyboard(wake: wake, hasPrompt: options.form == .plain)
    }
    let folder = options.dataFolder.flatMap { (try? Folder.make($0)) == nil ? nil : $0 }
    return TerminalKeyboard(wake: wake, historyPath: folder.map { $0 + "/history" })
      ?? PipedKeyboard(wake: wake)
  }

  private static func witness(_ options: ConsoleOptions) -> Witness {
    let started = MailDate.iso8601(milliseconds: WallClock.now)
    let header = TranscriptHeader(
      started: started, software: "byhand \(options.version)", side: .client)
    guard options.records, let folder = options.dataFolder.map({ $0 + "/sessions" }),
      (try? Folder.make(folder)) != nil
    else { return Witness(header: header, recorder: nil) }
    let name = started.replacing(":", with: "-")
    return Witness(
      header: header,
      recorder: TranscriptFile(
        path: "\(folder)/\(name)-\(getpid()).jsonl", header: header,
        limit: Self.recordingLimit))
  }

  private func begin(_ beginning: Beginning) -> Outcome {
    if options.records, witness.recorder == nil { say(Note.notRecorded) }
    switch beginning {
    case .practice:
      greet()
    case .connect(let dialling):
      dial(dialling)
      settle()
      while line.isDialling, !isQuitting { settle() }
      guard line.number.flatMap({ witness.session.conversations[$0] }) != nil else {
        return .cannotConnect
      }
    case .lesson(let id):
      greet()
      guard begin(lesson: id) else {
        if let id { say(.noLesson(id)) }
        return .badInput
      }
    }
    run()
    return .left
  }

  private func greet() {
    screen.banner(
      version: options.version, hosts: world.hosts.map { Banner.Host($0) }, on: keyboard)
  }
}

extension Console {
  /// Said once: the recording ends here.
  func tellRecording() {
    guard !hasToldRecording, let trouble = witness.recorder?.trouble else { return }
    hasToldRecording = true
    switch trouble {
    case .full(let limit): say(.recordingFull(limit >> 20))
    case .failed: say(.recordingFailed)
    }
  }
}

extension Phrase {
  fileprivate static func recordingFull(_ mebibytes: Int) -> Phrase {
    Phrase(
      en:
        "The recording of this session has \(mebibytes) MiB, its limit; what follows is not recorded.",
      zh: "本次会话的记录已达上限 \(mebibytes) MiB；之后的内容不再记录。")
  }
  fileprivate static let recordingFailed = Phrase(
    en:
      "The recording of this session cannot be written any more (is the disk full?); what follows is not recorded.",
    zh: "本次会话的记录无法继续写入（磁盘满了吗？）；之后的内容不再记录。")
}

extension Note {
  fileprivate static let notRecorded = Note(
    .console,
    text: Phrase(
      en: "This session is not recorded: its file cannot be made. :save FILE keeps it elsewhere.",
      zh: "本次会话没有记录：无法创建记录文件。可以用 :save FILE 保存到别处。"))
}

extension String {
  fileprivate func replacing(_ character: Character, with other: Character) -> String {
    String(map { $0 == character ? other : $0 })
  }
}
