import Language
import Presentation
import Protocols
import Teaching
import Terminal
import Transcripts

/// What stands on the screen.
extension Playback {
  package mutating func frame() -> Frame {
    var rows = size.rows >= 4 ? [header] : []
    rows += body
    if hasTimeLine {
      let line = TimeLine(
        outline: cursor.outline, stretches: cursor.stretches, redone: cursor.redone,
        total: cursor.events.count,
        place: cursor.place, hidesRest: quiz != nil, quietFrom: quietFrom,
        width: max(1, size.columns - 1))
      rows += line.rows(options)
    }
    return Frame(rows + [status], columns: size.columns)
  }

  private var hasTimeLine: Bool { size.rows >= 8 }

  /// Rows between the header and the time line.
  var bodyRows: Int { max(0, size.rows - (size.rows >= 4 ? 2 : 1) - (hasTimeLine ? 2 : 0)) }

  // MARK: The first row

  /// Replay, host, names, lesson and date at the left, phase and score at the right: as much as
  /// there is room for. The host, the phase, and the names that were asked for are worth the most.
  private var header: String {
    mutating get {
      let state = isReading ? .init() : cursor.state
      let language = options.language
      let host = state.host.map { SafeText.of($0) }
      let lesson = state.lesson.map { SafeText.of($0[language]) }
      let isIncomplete = source.isIncomplete ? Phrase.incomplete[language] : nil
      let worthMost =
        [Phrase.replay[language]] + [host, isIncomplete].compactMap { $0 }
        + source.names.map { SafeText.of($0) }
      let parts = worthMost + [lesson, source.date].compactMap { $0 }
      let named =
        source.names.isEmpty ? [] : [[host].compactMap { $0 } + source.names, source.names]
      let lefts = { (few: Int) in
        (few...max(few, parts.count)).reversed().map { parts.prefix($0) }
          .map { $0.joined(separator: " · ") }
      }
      let score = quiz.map { Phrase.score($0.hits, $0.guesses)[language] }
      let phases = state.phase.map { phase in
        [phase.heading[language], "\(phase.rawValue)/3 · \(phase.title[language])"]
      }
      let rights = (state.isHTTP ? ["HTTP"] : phases ?? [""]).map { phase in
        [phase, score ?? ""].filter { !$0.isEmpty }.joined(separator: "  ")
      }
      let forms =
        rights.flatMap { right in lefts(worthMost.count).map { ($0, right) } }
        + named.map { ($0.map { SafeText.of($0) }.joined(separator: " · "), rights.last ?? "") }
        + rights.flatMap { right in lefts(host == nil ? 1 : 2).map { ($0, right) } }
        + [(host ?? "", rights.last ?? ""), ("", rights.last ?? "")]
      let room = size.columns - 1 - 2
      for (left, right) in forms {
        let gap = room - DisplayWidth.of(left) - DisplayWidth.of(right)
        guard gap >= (left.isEmpty || right.isEmpty ? 0 : 2) else { continue }
        return bar(" " + left + String(repeating: " ", count: gap) + right + " ")
      }
      return bar(forms.last?.1 ?? "")
    }
  }

  private func bar(_ text: String) -> String {
    options.paint(Wrapping.cut(text, to: max(1, size.columns - 1)), .bar)
  }

  // MARK: The body

  private var body: [String] {
    mutating get {
      let height = bodyRows
      if isReading {
        let done = 100 * (cursor.place - cursor.unread) / max(1, cursor.place)
        return filled(["   " + Phrase.reading(done)[options.language]], to: height)
      }
      if overlay?.kind == .keys {
        let rows = ReplayKeys.rows(options)
        let start = min(overlay?.moved ?? 0, max(0, rows.count - height))
        var page = Array(rows[start...].prefix(height))
        let rest = rows.count - start - height
        // One more, because the sign takes a row itself.
        if rest > 0, height > 1 {
          page[height - 1] = options.paint("  " + Phrase.more(rest + 1)[options.language], .title)
        }
        return filled(page, to: height, atTop: true)
      }
      let panel = panel
      let room = height - panel.count
      let moved = overlay?.moved ?? lookBack
      let rows = content(room + moved)
      let end = max(min(rows.count, room), rows.count - moved)
      return filled(Array(rows[..<end].suffix(max(0, room))), to: room)
        + panel.map { String(repeating: " ", count: ReplayCursor.gutter) + $0 }
    }
  }

  /// The newest rows stand at the bottom.
  private func filled(_ rows: [String], to height: Int, atTop: Bool = false) -> [String] {
    let empty = Array(repeating: "", count: max(0, height - rows.count))
    return atTop ? rows + empty : empty + rows
  }

  /// The conversation or the diagram: its last rows, at least so many of them, or all.
  private mutating func content(_ count: Int) -> [String] {
    overlay?.kind == .ladder
      ? ladder : cursor.rows(count, in: view, quietFrom: quietFrom)
  }

  /// A question or its result. A row is left for the line that it is about, where there are several.
  private var panel: [String] {
    let limit = bodyRows > 1 ? bodyRows - 1 : bodyRows
    guard let quiz, limit > 0, !isReading else { return [] }
    if let question = quiz.question(at: cursor.place) {
      return QuizPanel(
        prediction: question, answer: quiz.answer(to: question), options: options
      ).question(atMost: limit)
    }
    guard let shown = quiz.shown else { return [] }
    return QuizPanel(prediction: shown, answer: quiz.answer(to: shown), options: options)
      .result(atMost: limit)
  }

  /// How far the view can be moved.
  mutating func mostMoved(by rows: Int) -> Int {
    if overlay?.kind == .keys { return max(0, ReplayKeys.rows(options).count - bodyRows) }
    let room = bodyRows - panel.count
    let moved = overlay?.moved ?? lookBack
    return max(0, content(room + moved + max(0, rows)).count - room)
  }

  // MARK: The diagram

  /// Events that a diagram is made of: more would take long at each step, and be too many to read.
  private static let ladderEvents = 2_000

  /// Until here. It begins at the opening of a connection.
  private var ladder: [String] {
    let events = cursor.events[..<cursor.place]
    var start = max(0, cursor.place - Self.ladderEvents)
    if start > 0, let opening = events[start...].firstIndex(where: { $0.opens }) {
      start = opening
    } else if start > 0 {
      start = events[..<start].lastIndex { $0.opens } ?? start
    }
    let quietFrom = quietFrom
    let told = events[start...].enumerated().lazy.filter { index, event in
      if case .world = event.act { start + index < quietFrom } else { true }
    }.map(\.element)
    var ladder = Ladder(told)
    ladder.recorder = source.recorder
    let text = view.ladder(ladder)
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
  }
}

extension Event {
  fileprivate var opens: Bool {
    if case .opened(let opening) = act { !opening.isWatched } else { false }
  }
}

extension Phrase {
  fileprivate static let replay = Phrase(en: "Replay", zh: "回放")
  fileprivate static let incomplete = Phrase(en: "incomplete", zh: "记录不完整")
  fileprivate static func more(_ rows: Int) -> Phrase {
    Phrase(en: "↓ \(rows) more rows", zh: "↓ 下面还有 \(rows) 行")
  }
  fileprivate static func score(_ hits: Int, _ guesses: Int) -> Phrase {
    guesses == 0
      ? Phrase(en: "predict", zh: "预测")
      : Phrase(en: "predict \(hits)/\(guesses)", zh: "预测 \(hits)/\(guesses)")
  }
  fileprivate static func reading(_ percent: Int) -> Phrase {
    Phrase(en: "Reading up to here: \(percent) %", zh: "正在读取，已完成 \(percent)%")
  }
}
