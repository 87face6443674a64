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
        outline: cursor.outline, total: cursor.events.count, place: cursor.place,
        hidesRest: quiz != nil, quietFrom: quietFrom, width: max(1, size.columns - 1))
      rows += line.rows(options)
    }
    return Frame(rows + [status], columns: size.columns)
  }

  private var hasTimeLine: Bool { size.rows >= 8 }

  /// Rows between the header and the time line.
  var bodyRows: Int { max(0, size.rows - (size.rows >= 4 ? 2 : 1) - (hasTimeLine ? 2 : 0)) }

  // MARK: The first row

  /// Replay, host, lesson, date and names at the left, phase and score at the right: as much as
  /// there is room for. The host and the phase are worth the most.
  private var header: String {
    mutating get {
      let setting = isReading ? .init() : cursor.setting
      let language = options.language
      let host = setting.host.map { SafeText.of($0) }
      let lesson = setting.lesson.map { Phrase.lesson(SafeText.of($0))[language] }
      let parts =
        [Phrase.replay[language]] + [host, lesson, source.date].compactMap { $0 }
        + source.names.map { SafeText.of($0) }
      let few = host == nil ? 1 : 2
      let lefts = (few...max(few, parts.count)).reversed().map { parts.prefix($0) }
        .map { $0.joined(separator: " · ") }
      let score = quiz.map { Phrase.score($0.hits, $0.guesses)[language] }
      let phases = setting.phase.map { phase in
        [phase.heading[language], "\(phase.rawValue)/3 · \(phase.title[language])"]
      }
      let rights = (phases ?? [""]).map { phase in
        [phase, score ?? ""].filter { !$0.isEmpty }.joined(separator: "  ")
      }
      let forms =
        rights.flatMap { right in lefts.map { ($0, right) } }
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
        return filled(Array(rows[start...].prefix(height)), to: height, atTop: true)
      }
      let panel = panel(atMost: max(1, height - 1))
      let room = height - panel.count
      let moved = overlay?.moved ?? lookBack
      let rows = content(room + moved)
      let end = max(min(rows.count, room), rows.count - moved)
      return filled(Array(rows[..<end].suffix(max(0, room))), to: room) + panel
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

  /// What is wrong with a line would tell the reply that is asked for.
  private var quietFrom: Int { question == nil ? .max : cursor.unanswered }

  private func panel(atMost limit: Int) -> [String] {
    guard let quiz, limit > 0 else { return [] }
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
    let height = bodyRows
    if overlay?.kind == .keys { return max(0, ReplayKeys.rows(options).count - height) }
    let room = height - panel(atMost: max(1, height - 1)).count
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
    let text = view.ladder(Ladder(events[start...]))
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
  }

  // MARK: The last row

  /// Place, speed and keys: the longest form that fits.
  private var status: String {
    mutating get {
      // Some terminals draw ▶ ‖ ← → in two cells (UAX #11: ambiguous).
      let room = size.columns - 5
      let language = options.language
      if let goal {
        let asked = Phrase.goTo[language] + SafeText.of(goal) + "_"
        let more = (message ?? .placeForms)[language]
        return [asked + "   " + more, asked].first { DisplayWidth.of($0) < room } ?? asked
      }
      let place = "\(isPlaying ? "▶" : "‖") \(cursor.place)/\(cursor.events.count)"
      let head = place + "  \(speedText)"
      let tails: [String]
      if let message {
        tails = [message[language]]
      } else if let moving {
        tails = moving.map { $0[language] }
      } else if question != nil {
        let typed = quiz?.typed ?? ""
        tails =
          typed.isEmpty
          ? [Phrase.answers, .answersInShort, .answersShortest].map { $0[language] }
          : [Phrase.typed(typed)[language]]
      } else {
        let cut = isPlaying && gap > Self.longestPause ? [Phrase.shortened(gap)] : []
        tails =
          cut.map { $0[language] + "  " + Phrase.keysInShort[language] } + cut.map { $0[language] }
          + [Phrase.keys, .keysForMost, .keysInShort, .keysShortest].map { $0[language] }
      }
      let forms = tails.map { head + "  " + $0 } + tails.map { place + "  " + $0 }
      if let text = forms.first(where: { DisplayWidth.of($0) < room }) {
        return isNews ? text : options.paint(text, .faint)
      }
      // A message is worth more than the place.
      return isNews ? tails[tails.count - 1] : options.paint(place, .faint)
    }
  }

  /// What there is to do where the newest rows are not on the screen, or others are.
  private var moving: [Phrase]? {
    switch overlay?.kind {
    case .keys?: return [.keysOfList, .keysOfListInShort]
    case .ladder? where question == nil: return [.keysOfLadder, .keysOfLadderInShort]
    case .ladder?: return nil
    case nil: return lookBack > 0 ? [.lookingBack(lookBack), .lookingBackInShort] : nil
    }
  }

  private var isNews: Bool { message != nil || question != nil }

  private var speedText: String {
    speed >= 1 && speed < 1_000_000 && speed == speed.rounded()
      ? "\(Int(speed))×" : "\(speed)×"
  }
}

extension Event {
  fileprivate var opens: Bool {
    if case .opened(let opening) = act { !opening.isWatched } else { false }
  }
}

extension Phrase {
  fileprivate static let replay = Phrase(en: "Replay", zh: "回放")
  fileprivate static func lesson(_ id: String) -> Phrase {
    Phrase(en: "lesson \(id)", zh: "课 \(id)")
  }
  fileprivate static func score(_ hits: Int, _ guesses: Int) -> Phrase {
    guesses == 0
      ? Phrase(en: "predict", zh: "预测")
      : Phrase(en: "predict \(hits)/\(guesses)", zh: "预测 \(hits)/\(guesses)")
  }
  fileprivate static func reading(_ percent: Int) -> Phrase {
    Phrase(en: "Reading up to here: \(percent) %", zh: "正在读到此处：\(percent)%")
  }
  fileprivate static let goTo = Phrase(en: "Go to: ", zh: "跳到：")
  fileprivate static func typed(_ text: String) -> Phrase {
    Phrase(
      en: "\(text)_   Enter: take it   four counts or one code",
      zh: "\(text)_   回车：确定   四个人数或一个状态码")
  }
  fileprivate static func shortened(_ milliseconds: Int) -> Phrase {
    let seconds = grouped(milliseconds / 1_000)
    return Phrase(en: "pause of \(seconds) s shortened", zh: "停顿 \(seconds) 秒，已缩短")
  }
  fileprivate static let answers = Phrase(
    en: "a–d: guess  counts (12 3 0 5) or a code, Enter  v: second vote  Enter/→: answer",
    zh: "a–d：猜  四个人数（12 3 0 5）或状态码加回车  v：再表决  回车或 →：答案")
  fileprivate static let answersInShort = Phrase(
    en: "a–d, counts or code  v: vote again  Enter: answer", zh: "a–d、人数或状态码  v：再表决  回车：答案")
  fileprivate static let answersShortest = Phrase(en: "a–d  Enter", zh: "a–d  回车")
  fileprivate static let keysOfList = Phrase(
    en: "↑↓ PgUp PgDn: the rest of the list  any other key: back",
    zh: "↑↓ PgUp PgDn：列表的其余部分  其他键：返回")
  fileprivate static let keysOfListInShort = Phrase(en: "↑↓  ?: back", zh: "↑↓  ?：返回")
  fileprivate static let keysOfLadder = Phrase(
    en: "←→: step  PgUp PgDn ↑↓: look through  L: back", zh: "←→：单步  PgUp PgDn ↑↓：翻看  L：返回")
  fileprivate static let keysOfLadderInShort = Phrase(en: "↑↓  L: back", zh: "↑↓  L：返回")
  fileprivate static func lookingBack(_ rows: Int) -> Phrase {
    Phrase(
      en: "looking back \(rows) row\(rows == 1 ? "" : "s")  PgDn: on  →: next event",
      zh: "往回翻了 \(rows) 行  PgDn：往后  →：下一个事件")
  }
  fileprivate static let lookingBackInShort = Phrase(en: "PgDn: on", zh: "PgDn：往后")
  fileprivate static let keys = Phrase(
    en: "space: play/pause  ←→: step  n: reply  e: error  ?: all keys  q: leave",
    zh: "空格：播放/暂停  ←→：单步  n：响应  e：错误  ?：全部按键  q：离开")
  fileprivate static let keysForMost = Phrase(
    en: "space: play  ←→: step  n: reply  e: error  ?: keys  q: leave",
    zh: "空格：播放  ←→：单步  n：响应  e：错误  ?：按键  q：离开")
  fileprivate static let keysInShort = Phrase(
    en: "space ←→  ?: all keys  q: leave", zh: "空格 ←→  ?：全部按键  q：离开")
  fileprivate static let keysShortest = Phrase(en: "space ←→ ? q", zh: "空格 ←→ ? q")
}
