import Glibc
import Language
import Presentation
import Teaching
import Terminal
import Transcripts

/// The view that is in use, and where its text goes.
struct Screen {
  private var view: any View
  let form: OutputForm

  init(_ options: ConsoleOptions) {
    form = options.form
    view = form.view(options.view)
  }

  /// `width`: of the screen as it is now.
  var options: ViewOptions {
    get { sized.options }
    set { view.options = newValue }
  }
  var language: Language { view.options.language }
  var showsWire: Bool { view.options.showsWire }
  /// In cells. JSON has no screen: there a line is as long as it is.
  var width: Int { form == .json ? 1_000 : sized.options.width }
  /// A person reads along. JSON is the events themselves, all of them.
  var isSummary: Bool { form != .json }

  /// The view at the terminal's width as it is now.
  private var sized: any View {
    var view = view
    if form == .terminal, let size = TerminalSize.current(descriptor: STDOUT_FILENO) {
      view.options.width = max(20, size.columns)
    }
    return view
  }

  // MARK: Text

  func text(saying phrase: Phrase) -> String { sized.say(Note(.console, text: phrase)) }

  func text(of lines: [String]) -> String { sized.block(lines) }

  func text(of listing: Listing) -> String { sized.table(listing) }

  // MARK: Showing

  func show(_ seen: SeenEvent, isEchoed: Bool, on keyboard: any Keyboard) {
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
    write(view.block(Banner.lines(version: version, hosts: hosts, view.options)), on: keyboard)
  }

  func world(hosts: [Banner.Host], on keyboard: any Keyboard) {
    let view = sized
    write(view.block(Banner.lessonWorld(hosts: hosts, view.options)), on: keyboard)
  }

  private func write(_ text: String, on keyboard: any Keyboard) {
    if !text.isEmpty { keyboard.print(text) }
  }
}
