import Glibc
import Language
import Presentation
import Teaching
import Terminal
import Transcripts

/// The current view, and where its text goes.
struct Screen {
  private var view: any View
  let form: OutputForm

  init(_ options: ConsoleOptions) {
    form = options.form
    view = form.view(options.view)
  }

  /// The options, with the screen's current width.
  var options: ViewOptions {
    get { sized.options }
    set { view.options = newValue }
  }
  var language: Language { view.options.language }
  var showsWire: Bool { view.options.showsWire }
  /// In cells. JSON output has no screen, so its lines may have any length.
  var width: Int { form == .json ? 1_000 : sized.options.width }
  /// A person reads the output. JSON output contains all events themselves.
  var isSummary: Bool { form != .json }

  /// The view with the terminal's current width.
  private var sized: any View {
    var view = view
    if form == .terminal, let size = TerminalSize.current(descriptor: STDOUT_FILENO) {
      view.options.width = max(20, size.columns)
    }
    return view
  }

  // MARK: Text

  func text(of lines: [String]) -> String { sized.block(lines) }

  func text(of map: CourseMap) -> String { sized.map(map) }

  func text(saying phrase: Phrase) -> String { sized.say(Note(.console, text: phrase)) }

  // MARK: Showing

  func show(_ seen: SeenEvent, isEchoed: Bool, on keyboard: any Keyboard) {
    // Without secrets: the screen may be on a projector, and the output in a log.
    let event = seen.recorded
    if isEchoed, let ending = sized.ending(ofEchoed: event) {
      keyboard.complete(typedLine: ending)
    }
    write(
      sized.show(event, seen.notes, by: seen.speakers, seen.exposure, isEchoed: isEchoed),
      on: keyboard)
  }

  func say(_ note: Note, on keyboard: any Keyboard) { write(sized.say(note), on: keyboard) }

  func table(_ listing: Listing, on keyboard: any Keyboard) {
    write(sized.table(listing), on: keyboard)
  }

  func map(_ map: CourseMap, on keyboard: any Keyboard) { write(sized.map(map), on: keyboard) }

  func block(_ lines: [String], on keyboard: any Keyboard) {
    write(sized.block(lines), on: keyboard)
  }

  func comparison(_ comparison: Comparison, on keyboard: any Keyboard) {
    write(sized.comparison(comparison), on: keyboard)
  }

  func ladder(_ ladder: Ladder, on keyboard: any Keyboard) {
    write(sized.ladder(ladder), on: keyboard)
  }

  func title(version: String, on keyboard: any Keyboard) {
    let view = sized
    write(view.block(Banner.title(version, view.options) + [""]), on: keyboard)
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
