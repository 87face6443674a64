internal import CLibEdit
internal import Glibc

/// libedit on one terminal. Only this class knows what is drawn.
final class Editor {
  var complete: (String) -> Completion = { _ in .none }

  private let input: Int32
  private let output: Int32
  private let poller: Poller
  private var handle: OpaquePointer?
  private var keys = KeyDecoder()

  /// Set while a line is being read: where the prompt comes from, and what to call after a wake.
  private var reading: (prompt: () -> Prompt, woken: () -> Void)?
  /// Why the current line was given up.
  private var givenUp: LineEditorResult?
  private var hasInputEnded = false
  /// Lines that were typed ahead and discarded at Ctrl-C.
  private var discarded = 0
  private var drawnPrompt = Prompt(left: "")
  /// The line being read is not shown: libedit has no part in it.
  private var isHiding = false
  private var drawnColumns = 80
  /// Where the line that was read last ends, while the cursor is in the row below it.
  private var lineEnd: Layout?
  private let left = ScalarBuffer()
  private let right = ScalarBuffer()

  init?(input: Int32, output: Int32, wakeDescriptor: Int32) {
    guard isTerminal(input), isTerminal(output), Locale.isReady,
      let poller = Poller(input: input, wakeDescriptor: wakeDescriptor),
      terminal_guard(input)
    else { return nil }
    self.input = input
    self.output = output
    self.poller = poller
    handle = editor_open(input, output, Self.hooks, Unmanaged.passUnretained(self).toOpaque())
    guard handle != nil else {
      terminal_unguard()
      return nil
    }
    terminal_keep()
  }

  deinit {
    close()
  }

  func close() {
    guard let handle else { return }
    self.handle = nil
    editor_close(handle)
    terminal_unguard()
  }

  func read(prompt: @escaping () -> Prompt, woken: @escaping () -> Void) -> LineEditorResult {
    guard let handle else { return .endOfInput }
    let events = poller.next(until: .passed, input: false)
    if events.isWoken { woken() }
    if takeIdle(events.signals) { return .interrupted }
    reading = (prompt, woken)
    lineEnd = nil
    givenUp = nil
    terminal_half_typed(true)
    defer {
      terminal_half_typed(false)
      reading = nil
    }
    drawnColumns = currentSize.columns
    take(prompt())
    if drawnPrompt.isSecret { return readSecret() }
    var line = editor_text()
    guard editor_read(handle, &line) else {
      // libedit leaves the cursor after the ^D that it shows.
      if givenUp != .interrupted { emit("\n") }
      return givenUp ?? .endOfInput
    }
    let scalars = UnsafeBufferPointer(start: line.scalars, count: line.count)
    let text = String(scalars: scalars.filter { $0 != 0x0A && $0 != 0x0D })
    var end = Layout(columns: drawnColumns)
    end.draw(drawnPrompt.left.unicodeScalars)
    end.draw(text.unicodeScalars)
    lineEnd = end
    return .line(text)
  }

  /// Reads a line that is not shown. libedit has no mode for this; while an editor exists, the
  /// terminal itself does not echo.
  private func readSecret() -> LineEditorResult {
    isHiding = true
    defer { isHiding = false }
    emit(drawnPrompt.painted)
    var typed = String.UnicodeScalarView()
    while let key = nextKey() {
      switch key {
      case "\n":
        emit("\n")
        return .line(String(typed))
      // Ctrl-H and DEL take the last character back, Ctrl-U all.
      case "\u{8}", "\u{7F}": _ = typed.popLast()
      case "\u{15}": typed.removeAll()
      case "\u{4}" where typed.isEmpty:
        emit("\n")
        return .endOfInput
      case "\u{0}"..."\u{1F}": break
      default: typed.append(key)
      }
    }
    if givenUp != .interrupted { emit("\n") }
    return givenUp ?? .endOfInput
  }

  func replaceLine(with text: String) {
    let size = currentSize
    guard reading == nil, let end = lineEnd, end.columns == size.columns else { return }
    let up = min(end.row + 1, size.rows - 1)
    emit("\u{1B}[\(up)A\r\u{1B}[J" + drawnPrompt.painted + text + "\n")
  }

  func append(_ text: String, width: Int) {
    guard reading == nil, let end = lineEnd, end.columns == currentSize.columns,
      end.column + width < end.columns
    else { return print("   \(text)\n") }
    let across = end.column > 0 ? "\u{1B}[\(end.column)C" : ""
    emit("\u{1B}[1A" + across + text + "\n")
  }

  func print(_ text: String) {
    guard reading != nil else { return emit(text) }
    let isWhole = text.isEmpty || text.utf8.last == UInt8(ascii: "\n")
    redraw(below: isWhole ? text : text + "\n", up: cursor.row)
  }

  func wait(milliseconds: Int) -> WaitResult {
    let deadline = Deadline(after: milliseconds)
    while true {
      let events = poller.next(until: deadline, input: readsAhead)
      if takeIdle(events.signals) { return .interrupted }
      if events.hasInput { fill() }
      if events.isWoken { return .woken }
      if events.isTimedOut { return .timedOut }
    }
  }

  /// What is typed ahead is read at once: at Ctrl-C the terminal would discard it uncounted.
  private var readsAhead: Bool { !hasInputEnded && keys.count < Self.longestAhead }

  /// More than anybody types; a longer paste waits in the terminal.
  private static let longestAhead = 1 << 20

  /// How many lines were discarded since the last call.
  func takeDiscarded() -> Int {
    defer { discarded = 0 }
    return discarded
  }

  func remember(_ line: String) {
    guard let handle, HistoryFile.isEntry(line) else { return }
    editor_remember(handle, line.unicodeScalars.map(\.value) + [0])
  }
}

// MARK: - Keys and signals

extension Editor {
  private static var hooks: editor_hooks {
    editor_hooks(
      key: { client, scalar in Editor.from(client).key(into: scalar) },
      prompt: { client, isRight in Editor.from(client).prompt(isRight: isRight) },
      complete: { client in Editor.from(client).completeLine() })
  }

  private static func from(_ client: UnsafeMutableRawPointer) -> Editor {
    Unmanaged<Editor>.fromOpaque(client).takeUnretainedValue()
  }

  private func key(into scalar: UnsafeMutablePointer<UInt32>) -> Int32 {
    guard let key = nextKey() else { return givenUp == .interrupted ? -1 : 0 }
    scalar.pointee = key.value
    return 1
  }

  /// `nil`: the line is given up.
  private func nextKey() -> Unicode.Scalar? {
    while givenUp == nil {
      let events = poller.next(until: keys.hasKey ? .passed : nil, input: !keys.hasKey)
      events.signals.forEach(take)
      if events.isWoken { wake() }
      if givenUp == nil, let key = keys.next() { return key }
      if events.hasInput { fill() }
    }
    return nil
  }

  private func fill() {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(input, &bytes, bytes.count)
    if count > 0 {
      keys.take(bytes.prefix(count))
    } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
      hasInputEnded = true
      givenUp = .endOfInput
    }
  }

  private func wake() {
    guard let reading else { return }
    reading.woken()
    if reading.prompt() != drawnPrompt { redraw(below: "", up: cursor.row) }
  }

  /// Handles a signal that arrives while a line is being read.
  private func take(_ signal: Int32) {
    switch signal {
    case SIGINT:
      discarded += keys.clear()
      leaveLine("^C\n")
      givenUp = .interrupted
    case SIGWINCH:
      resized()
    case SIGTSTP:
      // A shell starts its message about a stopped job with a line end.
      leaveLine("")
      terminal_suspend()
      redrawAfterStop()
    case SIGCONT:
      redrawAfterStop()
    default:
      break
    }
  }

  /// Handles signals that arrive while no line is being read.
  ///
  /// - Returns: Whether one of them was Ctrl-C.
  private func takeIdle(_ signals: [Int32]) -> Bool {
    if signals.contains(SIGTSTP) { terminal_suspend() }
    if signals.contains(SIGTSTP) || signals.contains(SIGCONT) { terminal_resume() }
    guard signals.contains(SIGINT) else { return false }
    discarded += keys.clear()
    emit("^C\n")
    return true
  }

  private func completeLine() -> Bool {
    guard let handle else { return false }
    let line = editor_line(handle)
    let before = String(scalars: UnsafeBufferPointer(start: line.scalars, count: line.cursor))
    let completion = complete(before)
    let typed = before.suffix(completion.replacing)
    switch completion.outcome(for: String(typed)) {
    case .nothing:
      return false
    case .insert(let text):
      editor_replace(
        handle, Int32(typed.unicodeScalars.count), text.unicodeScalars.map(\.value) + [0])
    case .list(let candidates):
      print(Completion.columns(candidates, in: drawnColumns))
    }
    return true
  }
}

// MARK: - Screen

extension Editor {
  private func take(_ prompt: Prompt) {
    drawnPrompt = prompt
    left.scalars = prompt.marked
    right.scalars = prompt.markedRight
  }

  private func prompt(isRight: Bool) -> UnsafePointer<UInt32> {
    isRight ? right.pointer : left.pointer
  }

  private var currentSize: TerminalSize {
    TerminalSize.current(descriptor: input) ?? TerminalSize(columns: 80, rows: 24)
  }

  private var cursor: Layout { places.cursor }

  /// The positions of the cursor and of the end of the line, counted from the prompt's first cell.
  private var places: (cursor: Layout, end: Layout) {
    var end = Layout(columns: drawnColumns)
    end.draw(drawnPrompt.left.unicodeScalars)
    guard let handle, !isHiding else { return (end, end) }
    let line = editor_line(handle)
    let scalars = UnsafeBufferPointer(start: line.scalars, count: line.count)
      .map { Unicode.Scalar($0) ?? " " }
    end.draw(scalars.prefix(line.cursor))
    let cursor = end.cursor(before: scalars.dropFirst(line.cursor).first)
    end.draw(scalars.dropFirst(line.cursor))
    return (cursor, end)
  }

  /// Clears prompt and line, from `up` rows above the cursor, and draws them again below `text`.
  private func redraw(below text: String, up: Int) {
    guard let handle, let reading else { return }
    // The first rows of a line taller than the screen are above the screen.
    let rows = min(up, currentSize.rows - 1)
    emit("\r" + (rows > 0 ? "\u{1B}[\(rows)A" : "") + "\u{1B}[J" + text)
    take(reading.prompt())
    if isHiding { return emit(drawnPrompt.painted) }
    editor_refresh(handle)
    editor_flush(handle)
  }

  private func resized() {
    guard let handle else { return }
    // A resized terminal joins the rows of a wrapped line and wraps them again. Rows before a wide
    // character may be a cell shorter, so the layout is computed again.
    drawnColumns = currentSize.columns
    let up = cursor.row
    editor_resize(handle)
    redraw(below: "", up: up)
  }

  /// The process continues after a stop. Another program may have changed the screen.
  private func redrawAfterStop() {
    guard let handle else { return }
    terminal_resume()
    drawnColumns = currentSize.columns
    editor_resize(handle)
    redraw(below: "", up: 0)
  }

  private func leaveLine(_ text: String) {
    let (cursor, end) = places
    let down = end.row > cursor.row ? "\u{1B}[\(end.row - cursor.row)B" : ""
    let across = end.column > 0 ? "\u{1B}[\(end.column)C" : ""
    emit(down + "\r" + across + text)
  }

  private func emit(_ text: String) {
    lineEnd = nil
    if let handle { editor_flush(handle) }
    writeAll(text, to: output)
  }
}

/// Scalars at an address that does not change until they are replaced, for libedit to read.
private final class ScalarBuffer {
  private var storage = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: 1)

  init() {
    storage.initialize(repeating: 0)
  }

  deinit {
    storage.deallocate()
  }

  var pointer: UnsafePointer<UInt32> {
    guard let base = storage.baseAddress else { preconditionFailure("a buffer of one or more") }
    return UnsafePointer(base)
  }

  /// Ends with 0.
  var scalars: [UInt32] = [0] {
    didSet {
      storage.deallocate()
      storage = .allocate(capacity: max(1, scalars.count))
      _ = storage.initialize(from: scalars.isEmpty ? [0] : scalars)
    }
  }
}

extension String {
  fileprivate init(scalars: some Sequence<UInt32>) {
    self = String(UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
  }
}
