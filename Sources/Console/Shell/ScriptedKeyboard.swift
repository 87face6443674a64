import PracticeWorld
import Protocols
import Terminal
import Transcripts

/// Types lines that are known in advance, to check a lesson or to run a comparison.
final class ScriptedKeyboard: Keyboard {
  private var lines: ArraySlice<String>
  /// Only waits for the network. It reads nothing.
  private let network: PipedInput
  let echoesLines = false
  /// Called once for more lines, after the first have been typed.
  var moreLines: (() -> [String])?
  var complete: (String) -> Completion = { _ in .none }

  init(_ lines: [String], wake: WakePipe) {
    self.lines = lines[...]
    network = PipedInput(descriptor: -1, wakeDescriptor: wake.descriptor)
  }

  func read(prompt: @escaping () -> Prompt, woken: @escaping () -> Void) -> KeyboardInput {
    if lines.isEmpty, let more = moreLines {
      moreLines = nil
      lines = more()[...]
    }
    return lines.popFirst().map { .line(Array($0.utf8)) } ?? .endOfInput
  }

  func wait(milliseconds: Int) -> WaitResult { network.wait(milliseconds: milliseconds) }

  func print(_ text: String) {}

  func remember(_ line: String) {}
}

extension Console {
  /// A console for a script, without a recording or stored progress.
  convenience init(
    options: ConsoleOptions, scripted keyboard: ScriptedKeyboard, inbox: Inbox, home: World?
  ) {
    self.init(
      options: options, keyboard: keyboard, inbox: inbox, home: home, screen: Screen(options),
      header: TranscriptHeader(started: "", software: "", side: .client),
      progress: ProgressStore(folder: nil, student: nil))
  }
}
