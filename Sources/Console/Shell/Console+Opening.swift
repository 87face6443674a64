import Files
import Glibc
import Lessons
import Messages
import PracticeWorld
import Presentation
import Protocols
import Teaching
import Terminal
import Transcripts

extension Console {
  /// The largest recording of one session, in octets, so that an endless server cannot fill the
  /// disk.
  private static let recordingLimit = 256 << 20

  /// Opens the practice world and the console, and runs until the student leaves.
  ///
  /// - Throws: If the practice world cannot be opened.
  package static func open(
    _ beginning: Beginning, _ options: ConsoleOptions
  ) throws -> ConsoleOutcome {
    let wake = try WakePipe()
    let home =
      beginning.isLesson
      ? nil : try World(.forConsole(options.world, in: options.store, options.language))
    let started = MailDate.iso8601(milliseconds: WallClock.now)
    let header = TranscriptHeader(
      started: started, software: "byhand \(options.version)", side: .client,
      student: options.student?.text)
    let console = Console(
      options: options, keyboard: keyboard(options, wake), inbox: Inbox(wake: wake),
      home: home, screen: Screen(options), header: header,
      recording: recording(header, options),
      progress: ProgressStore(folder: options.dataFolder, student: options.student))
    return console.run(beginning)
  }

  private static func keyboard(_ options: ConsoleOptions, _ wake: WakePipe) -> any Keyboard {
    guard options.form == .terminal else {
      return PipedKeyboard(wake: wake, hasPrompt: options.form == .plain)
    }
    let folder = options.dataFolder.flatMap { (try? Folder.make($0)) == nil ? nil : $0 }
    return TerminalKeyboard(wake: wake, historyPath: folder.map { $0 + "/history" })
      ?? PipedKeyboard(wake: wake)
  }

  static func recording(
    _ header: TranscriptHeader, _ options: ConsoleOptions
  ) -> TranscriptFile? {
    guard options.records, let folder = options.recordings, (try? Folder.make(folder)) != nil
    else { return nil }
    let name = "\(header.started.replacing(":", with: "-"))-\(getpid())"
    // Another student may have had a recording within the same millisecond.
    for name in [name] + (2...9).map({ "\(name)-\($0)" }) {
      let path = "\(folder)/\(name).jsonl"
      if let file = TranscriptFile(path: path, header: header, limit: recordingLimit) {
        return file
      }
    }
    return nil
  }
}

extension Beginning {
  fileprivate var isLesson: Bool {
    switch self {
    case .practice, .connect: false
    case .lesson, .lessonFile: true
    }
  }
}

extension String {
  fileprivate func replacing(_ character: Character, with other: Character) -> String {
    String(map { $0 == character ? other : $0 })
  }
}
