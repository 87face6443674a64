import Glibc
import Language
import Presentation
import Teaching
import Terminal
import Transcripts

/// The view that is in use, and where its text goes.
struct Screen {
  private var view: any View
  private let form: ConsoleOptions.Form

  init(_ options: ConsoleOptions) {
    let manner = Manner(
      language: options.language, width: 80,
      hasColour: options.hasColour && options.form == .terminal)
    form = options.form
    view =
      switch options.form {
      case .terminal: TerminalView(manner)
      case .plain: PlainView(manner)
      case .json: JSONView(manner)
      }
  }

  var language: Language {
    get { view.manner.language }
    set { view.manner.language = newValue }
  }
  var level: AnnotationLevel {
    get { view.manner.level }
    set { view.manner.level = newValue }
  }
  var showsWire: Bool {
    get { view.manner.showsWire }
    set { view.manner.showsWire = newValue }
  }
  var hasColour: Bool { view.manner.hasColour }
  /// In cells. JSON has no screen: there a line is as long as it is.
  var width: Int { form == .json ? 1_000 : sized.manner.width }
  /// A person reads along. JSON is the events themselves, all of them.
  var isSummary: Bool { form != .json }
  /// Going back in a replay draws the screen anew.
  var isRedrawable: Bool { form == .terminal }

  /// The view at the terminal's width as it is now.
  private var sized: any View {
    var view = view
    if form == .terminal, let size = TerminalSize.current(descriptor: STDOUT_FILENO) {
      view.manner.width = max(20, size.columns)
    }
    return view
  }

  // MARK: Text

  func text(of event: Event, _ notes: [Note]) -> String {
    sized.show(event, notes, isEchoed: false)
  }

  func text(saying phrase: Phrase) -> String { sized.say(Note(.console, text: phrase)) }

  func text(of listing: Listing) -> String { sized.table(listing) }

  func dim(_ text: String) -> String { hasColour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  // MARK: Showing

  func show(_ seen: Seen, isEchoed: Bool, on keyboard: any Keyboard) {
    // JSON is the transcript's own form, and a transcript holds no secret.
    let event = form == .json ? seen.recorded : seen.event
    write(sized.show(event, seen.notes, isEchoed: isEchoed), on: keyboard)
  }

  func say(_ note: Note, on keyboard: any Keyboard) { write(sized.say(note), on: keyboard) }

  func table(_ listing: Listing, on keyboard: any Keyboard) {
    write(sized.table(listing), on: keyboard)
  }

  func block(_ lines: [String], on keyboard: any Keyboard) {
    write(sized.block(lines), on: keyboard)
  }

  func comparison(_ comparison: Comparison, on keyboard: any Keyboard) {
    write(sized.comparison(comparison), on: keyboard)
  }

  func ladder(_ ladder: Ladder, on keyboard: any Keyboard) {
    write(sized.ladder(ladder), on: keyboard)
  }

  func banner(version: String, hosts: [Banner.Host], on keyboard: any Keyboard) {
    let view = sized
    write(view.block(Banner.lines(version: version, hosts: hosts, view.manner)), on: keyboard)
  }

  func world(hosts: [Banner.Host], on keyboard: any Keyboard) {
    let view = sized
    write(view.block(Banner.lessonWorld(hosts: hosts, view.manner)), on: keyboard)
  }

  private func write(_ text: String, on keyboard: any Keyboard) {
    if !text.isEmpty { keyboard.print(text) }
  }
}
