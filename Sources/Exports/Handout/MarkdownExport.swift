import Language
import Lessons
import Presentation
import Protocols
import Teaching
import Transcripts

/// A handout: what was said, phase by phase, with the notes below the lines they are about, and the
/// whole as a picture at the end.
struct MarkdownExport {
  private let recording: Recording
  private let options: ExportOptions
  private var lines: [String] = []
  /// Lines of the wire that stand in one block.
  private var block: [String] = []
  private var conversation: Int?
  private var met: Set<Int> = []
  /// Who types: `nil` is the student.
  private var author: Author?

  init(_ recording: Recording, _ options: ExportOptions) {
    self.recording = recording
    self.options = options
  }

  var text: String {
    var copy = self
    copy.write()
    return copy.lines.joined(separator: "\n") + "\n"
  }

  private mutating func write() {
    writeHeader()
    recording.read(options, isFolding: false) { step, session in
      switch step {
      case .event(let event, _, let notes): write(event, notes, session)
      case .omitted(let omission):
        turn(to: omission.conversation, session)
        block.append(
          "\(omission.side == .client ? "C: " : "S: ")\(say(omission.phrase))")
      }
    }
    endBlock()
    lines += ["## \(say(.diagram))", ""]
    fence(
      MermaidExport(recording, options).text.split(separator: "\n").map(String.init),
      as: "mermaid")
  }

  private func say(_ phrase: Phrase) -> String { phrase[options.language] }

  // MARK: Header

  private mutating func writeHeader() {
    lines += ["# \(say(.title))", ""]
    item(.date, recording.date)
    let hosts = recording.events.compactMap(\.host).uniqued()
    item(.host, hosts.prefix(20).joined(separator: say(.comma)))
    let lessons = recording.lessons.map { id in
      options.lessons[id].map { "\($0.title[options.language]) (\(id))" } ?? id
    }
    item(.lesson, lessons.prefix(20).joined(separator: say(.comma)))
    if options.showsNames {
      item(.student, recording.header.student)
      item(.file, recording.fileName)
    }
    item(.recorder, say(recording.header.side == .client ? .byClient : .byServer))
    lines.append("")
  }

  private mutating func item(_ name: Phrase, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    lines.append("- **\(say(name))** \(Self.escaped(value))")
  }

  // MARK: Events

  private mutating func write(_ event: Event, _ notes: [Note], _ session: Session) {
    switch event.act {
    case .heard(let side, let piece):
      turn(to: event.conversation, session)
      if side == .client, session.conversations[event.conversation]?.isWatched == false {
        sayAuthor(event.by)
      }
      block += rows(of: piece, from: side)
    case .opened: turn(to: event.conversation, session)
    default: break
    }
    for note in notes { write(note) }
  }

  private mutating func sayAuthor(_ next: Author?) {
    guard author != next else { return }
    author = next
    endBlock()
    lines += ["- *\(say(.author(next)))*", ""]
  }

  private func rows(of piece: Piece, from side: Side) -> [String] {
    let wire = WireText(piece, from: side)
    var rows = wire.rows.map { row in
      let isOdd = wire.isLine && row.ending != .crlf
      return wire.prefix + shown(row) + (isOdd ? row.ending.sign : "")
    }
    if !wire.binary.isEmpty { rows.append("\(wire.prefix)\(say(.octets(wire.binary.count)))") }
    if wire.withheld > 0, let last = rows.popLast() {
      rows.append(last + say(.withheldBehind(wire.withheld)))
    }
    return rows
  }

  private func shown(_ row: WireText.Row) -> String {
    guard let head = row.beginning(atMost: WireText.longestLine) else { return row.text.text }
    return "\(head.text)… \(say(.octets(row.octets.count)))"
  }

  /// A heading where another conversation begins or goes on.
  private mutating func turn(to number: Int, _ session: Session) {
    guard conversation != number, let opening = session.conversations[number]?.opening else {
      return
    }
    conversation = number
    endBlock()
    let client = opening.client ?? say(recording.learner(options))
    let parties = "\(Self.escaped(client)) → \(Self.escaped(opening.attempt.host))"
    let isNew = met.insert(number).inserted
    let heading = isNew ? Phrase.conversation(number) : .continued(number)
    lines += ["## \(say(heading)) · \(parties)", ""]
  }

  private mutating func write(_ note: Note) {
    if note.about == .phase, let phase = note.phase {
      // The line that begins the close is shown with it.
      let line = phase == .close ? block.popLast() : nil
      endBlock()
      lines += ["### \(say(phase.heading))", ""]
      if let line { block.append(line) }
      return
    }
    if let voice = note.voice { return quote(note, voice) }
    // Who types is said above the lines.
    guard note.about != .console else { return }
    endBlock()
    if lines.last?.isEmpty == true, lines.dropLast().last?.hasPrefix("- ") == true {
      lines.removeLast()
    }
    lines += ["- \(words(of: note))", ""]
  }

  /// What a lesson says, and what was answered, stands apart from the notes: as a quotation.
  private mutating func quote(_ note: Note, _ voice: Note.Voice) {
    endBlock()
    let text = Self.quoted(say(note.text), voice)
    if lines.last?.isEmpty == true, let last = lines.dropLast().last, last.hasPrefix(">") {
      lines.removeLast()
      if !last.hasPrefix("> - ") || voice != .choice { lines.append(">") }
    }
    lines += ["> \(text)", ""]
  }

  private static func quoted(_ text: String, _ voice: Note.Voice) -> String {
    let words = text.drop { $0 == " " }
    switch voice {
    case .title, .task: return "**\(escaped(String(words)))**"
    case .line: return code(String(words))
    case .choice: return "- \(escaped(String(words.drop { $0 == "·" || $0 == " " })))"
    case .act: return "*\(escaped(String(words)))*"
    case .success, .wrong, .remark, .aside: return escaped(String(words))
    }
  }

  private func words(of note: Note) -> String {
    var parts: [String] = []
    if let code = note.code, !note.isRemark { parts.append("**\(code)**") }
    if let gist = note.gist { parts.append("*\(Self.escaped(say(gist)))*") }
    if note.about == .mistake {
      parts.append("**\(say(note.isRemark ? .note : .mistake))**")
      if let column = note.column, !note.isRemark { parts.append(say(.column(column))) }
    }
    parts.append(Self.escaped(say(note.about == .mistake ? note.cited : note.text)))
    if let suggestion = note.suggestion, !note.isRemark {
      parts.append(say(.right) + Self.code(suggestion))
    }
    return parts.joined(separator: " ")
  }

  // MARK: Markdown

  private mutating func endBlock() {
    guard !block.isEmpty else { return }
    fence(block, as: "text")
    block = []
  }

  /// Longer than any run of backticks within, which could end it (CommonMark §4.5).
  private mutating func fence(_ content: [String], as kind: String) {
    let longest = content.map(Self.longestRun).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    lines += ["\(fence)\(kind)"] + content + [fence, ""]
  }

  private static func longestRun(in text: String) -> Int {
    var (longest, run) = (0, 0)
    for octet in text.utf8 {
      run = octet == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  private static func code(_ text: String) -> String {
    let text = SafeText.of(text)
    let ticks = String(repeating: "`", count: longestRun(in: text) + 1)
    return "\(ticks) \(text) \(ticks)"
  }

  /// Every sign that Markdown knows, wherever it stands (CommonMark §2.4).
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.split(whereSeparator: \.isNewline).map({ SafeText.of(String($0)) })
      .joined(separator: " ").unicodeScalars
    {
      if "\\`*_{}[]<>#+!|~&$=".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}

extension Event {
  /// Of a connection that was opened or tried.
  fileprivate var host: String? {
    switch act {
    case .opened(let opening): opening.attempt.host
    case .failed(let attempt, _): attempt.host
    default: nil
    }
  }
}

extension Phrase {
  fileprivate static let title = Phrase(en: "Recorded session", zh: "会话记录")
  fileprivate static let date = Phrase(en: "Date:", zh: "日期：")
  fileprivate static let host = Phrase(en: "Host:", zh: "主机：")
  fileprivate static let lesson = Phrase(en: "Lesson:", zh: "课：")
  fileprivate static let student = Phrase(en: "Student:", zh: "学生：")
  fileprivate static let file = Phrase(en: "File:", zh: "文件：")
  fileprivate static let recorder = Phrase(en: "Recorded by:", zh: "记录方：")
  fileprivate static let byClient = Phrase(en: "the client", zh: "客户端")
  fileprivate static let byServer = Phrase(en: "the server", zh: "服务器")
  fileprivate static let diagram = Phrase(en: "Sequence diagram", zh: "时序图")
  fileprivate static let comma = Phrase(en: ", ", zh: "、")
}

// MARK: Words of every handout

extension Phrase {
  static let mistake = Phrase(en: "mistake", zh: "错误")
  static func column(_ column: Int) -> Phrase {
    Phrase(en: "column \(column):", zh: "第 \(column) 列：")
  }
  static func author(_ author: Author?) -> Phrase {
    switch author {
    case .resume:
      Phrase(
        en: "byhand types again what was done before, so that the lesson can go on:",
        zh: "为了接着上课，byhand 把以前输入过的内容重新输入一遍：")
    case .console: Phrase(en: "byhand types these lines for the student:", zh: "以下由 byhand 代为输入：")
    case nil: Phrase(en: "From here on the student types:", zh: "从这里起由学生输入：")
    }
  }
  static func octets(_ count: Int) -> Phrase {
    Phrase(en: "[\(count) octets]", zh: "[\(count) 个字节]")
  }
  static func conversation(_ number: Int) -> Phrase {
    Phrase(en: "Conversation \(number)", zh: "对话 \(number)")
  }
  static func continued(_ number: Int) -> Phrase {
    Phrase(en: "Conversation \(number), continued", zh: "对话 \(number)（续）")
  }
}
