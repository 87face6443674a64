import Language
package import Presentation
package import Terminal

/// Recorded sessions to choose one from, as a value: keys go in, a frame comes out.
package struct SessionChooser: Sendable {
  private let entries: [RecordedEntry]
  private let showsNames: Bool
  private var options: ViewOptions
  private var size: TerminalSize
  private(set) var selected = 0
  /// The number, as far as typed.
  private(set) var typed = ""

  package enum Outcome: Hashable, Sendable {
    case waits
    case chosen(RecordedEntry)
    case leaves
  }

  /// - Parameter entries: at least one.
  package init(
    _ entries: [RecordedEntry], showsNames: Bool, _ options: ViewOptions, size: TerminalSize
  ) {
    self.entries = entries
    self.showsNames = showsNames
    self.options = options
    self.size = size
  }

  package mutating func resize(to size: TerminalSize) { self.size = size }

  package mutating func press(_ key: Key) -> Outcome {
    let number = typed
    typed = ""
    switch key {
    case .up, .character("k"): select(selected - 1)
    case .down, .character("j"): select(selected + 1)
    case .pageUp: select(selected - max(1, room - 1))
    case .pageDown: select(selected + max(1, room - 1))
    case .home: select(0)
    case .end: select(entries.count - 1)
    case .character("l"): options.language = options.language == .english ? .chinese : .english
    case .character(let digit) where digit.isASCII && digit.isNumber: type(number + String(digit))
    case .backspace: type(String(number.dropLast()))
    case .enter, .right, .character(" "):
      return entries.indices.contains(selected) ? .chosen(entries[selected]) : .waits
    case .escape where !number.isEmpty: break
    case .escape, .leave, .character("q"): return .leaves
    case .left, .eraseLine, .character: break
    }
    return .waits
  }

  private mutating func select(_ index: Int) {
    selected = min(max(0, index), max(0, entries.count - 1))
  }

  /// A number that is too large begins anew with its last digit.
  private mutating func type(_ digits: String) {
    let fits = Int(digits).map { (1...max(1, entries.count)).contains($0) } == true
    typed = fits ? digits : String(digits.suffix(1))
    if let number = Int(typed), (1...max(1, entries.count)).contains(number) {
      select(number - 1)
    } else {
      typed = ""
    }
  }

  // MARK: The frame

  /// Rows for entries: between the title, the headings, and the keys.
  private var room: Int { max(1, size.rows - 3) }

  package func frame() -> Frame {
    let language = options.language
    let cells = entries.enumerated().map { $1.cells($0 + 1, showsNames: showsNames) }
    let headings = RecordedEntry.headings(showsNames: showsNames).map { $0[language] }
    let widths = headings.indices.map { column in
      ([headings] + cells).map { DisplayWidth.of($0[column]) }.max() ?? 0
    }
    let line = { (cells: [String]) in
      zip(cells, widths).map { $0.padded(to: $1) }.joined(separator: "  ")
    }
    // The selected one stands as near to the middle as there are others around it.
    let start = max(0, min(selected - room / 2, entries.count - room))
    let rows = cells.enumerated().dropFirst(start).prefix(room).map { index, cells in
      index == selected ? options.paint("> " + line(cells), .title) : "  " + line(cells)
    }
    let empty = Array(repeating: "", count: max(0, room - rows.count))
    let title = options.paint(
      (" " + Phrase.recordedSessions(entries.count)[language]).padded(to: size.columns - 1), .bar)
    let status =
      [Phrase.keys, .keysInShort].map { $0[language] }
      .first { DisplayWidth.of($0) < size.columns - 5 } ?? ""
    let all = [title, options.paint("  " + line(headings), .faint)] + rows + empty
    return Frame(
      Array(all.prefix(max(0, size.rows - 1))) + [options.paint(status, .faint)],
      columns: size.columns)
  }
}

extension Phrase {
  fileprivate static func recordedSessions(_ count: Int) -> Phrase {
    Phrase(en: "Recorded sessions: \(count), newest first", zh: "会话记录 \(count) 份，最新的在前")
  }
  fileprivate static let keys = Phrase(
    en: "↑↓ or a number: choose  Enter: replay  l: 中文  q: leave",
    zh: "↑↓ 或序号：选择  回车：回放  l：English  q：离开")
  fileprivate static let keysInShort = Phrase(en: "↑↓  Enter  q", zh: "↑↓  回车  q")
}
