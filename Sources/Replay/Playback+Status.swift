import Language
import Presentation
import Teaching
import Terminal

/// The last row of the screen.
extension Playback {
  /// Place, speed and keys: the longest form that fits.
  var status: String {
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
        return text
      }
      // A message is worth more than the place.
      return isNews ? tails[tails.count - 1] : place
    }
  }

  /// What there is to do where the newest rows are not on the screen, or others are.
  private var moving: [Phrase]? {
    switch overlay?.kind {
    case .keys?: [.keysOfList, .keysOfListInShort]
    // The keys of a question are needed more.
    case _ where question != nil: nil
    case .ladder?: [.keysOfLadder, .keysOfLadderInShort]
    case nil: lookBack > 0 ? [.lookingBack(lookBack), .lookingBackInShort] : nil
    }
  }

  private var isNews: Bool { message != nil || question != nil }

  private var speedText: String {
    speed >= 1 && speed < 1e15 && speed == speed.rounded()
      ? "\(Int(speed))×" : "\(speed)×"
  }
}

extension Phrase {
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
