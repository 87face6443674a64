import Language
import Markup
import Presentation
import Protocols

/// The time line, the buttons, the list of keys, and the words that the script shows. All of them
/// are hidden until the script runs.
struct PlayerControls {
  /// Of the whole session.
  let steps: Int

  var html: HTML {
    """
    <footer id="controls" hidden="">
    \(timeLine)<div id="buttons">
    \(PlayerKey.buttons.map(Self.button))</div>
    </footer>
    <p id="live" class="away" aria-live="polite"></p>
    \(keys)\(goTo)\(contents)<div id="words" hidden="">
    \(Self.words)</div>

    """
  }

  private var timeLine: HTML {
    """
    <div id="timeline">
    <div id="bands" aria-hidden="true"></div>
    <svg id="marks" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">\
    <path id="replies"></path><path id="errors"></path></svg>
    <label><span class="away">\(Phrase.place.html)</span>\
    <input id="place" type="range" min="0" max="\(steps)" value="0"></label>
    </div>
    <p id="status"><span><b id="at">0</b> / \(steps)</span> <span id="speed" hidden=""></span> \
    <span id="score" hidden=""></span><span id="news"></span></p>

    """
  }

  private static func button(_ key: PlayerKey) -> HTML {
    guard let action = key.action else { return HTML() }
    let isSwitch: HTML = key.isSwitch ? " aria-pressed=\"false\"" : ""
    return """
      <button type="button" data-do="\(action)" aria-keyshortcuts="\(key.shortcut)"\
      \(isSwitch)>\(key.label) <kbd aria-hidden="true">\(key.sign)</kbd></button>

      """
  }

  // MARK: Dialogs

  private var keys: HTML {
    dialog(
      "keys", .keys,
      """
      <div class="lists">
      <table><tbody>
      \(PlayerKey.all.map(Self.row))</tbody></table>
      <table><caption>\(Phrase.whileAsked.html)</caption><tbody>
      \(PlayerKey.answers.map(Self.row))</tbody></table>
      </div>

      """)
  }

  private static func row(_ key: PlayerKey) -> HTML {
    """
    <tr><th scope="row">\(key.signs.map { "<kbd>\($0)</kbd> " })</th><td>\(key.words.html)</td></tr>

    """
  }

  private var goTo: HTML {
    dialog(
      "goto", .goTo,
      """
      <p><label for="target">\(Phrase.targets.html)</label></p>
      <p><input id="target" type="text" autocomplete="off" spellcheck="false"> \
      <button type="button" data-do="gone">\(Phrase.go.html)</button></p>
      <p id="missing" role="alert"></p>

      """)
  }

  private var contents: HTML {
    dialog(
      "contents", .contents,
      """
      <table><thead><tr><th scope="col">\(Phrase.step.html)</th><th scope="col">\
      \(Phrase.what.html)</th></tr></thead>
      <tbody id="rows"></tbody></table>

      """)
  }

  private func dialog(_ name: HTML, _ title: Phrase, _ content: HTML) -> HTML {
    """
    <dialog id="\(name)" aria-labelledby="\(name)-title">
    <h2 id="\(name)-title" tabindex="-1" autofocus="">\(title.html)</h2>
    \(content)<p><button type="button" data-do="close">\(Phrase.close.html) <kbd aria-hidden="true">Esc</kbd></button></p>
    </dialog>

    """
  }

  // MARK: Words of the script

  private static var words: HTML {
    var html = HTML()
    for (name, phrase) in PlayerWords.all { html += "<p id=\"\(name)\">\(slots(in: phrase))</p>\n" }
    for stage in PlayerStage.all {
      html += "<p id=\"say-phase\(stage.name)\">\(stage.heading.html)</p>\n"
    }
    return html
  }

  /// The script fills each `%`.
  private static func slots(in phrase: Phrase) -> HTML {
    func filled(_ text: String) -> HTML {
      let parts = text.split(separator: "%", omittingEmptySubsequences: false)
      return parts.dropFirst().reduce("\(parts[0])") { $0 + "<b class=\"slot\"></b>\($1)" }
    }
    return """
      <span lang="en">\(filled(phrase.english))</span>\
      <span lang="zh-Hans">\(filled(phrase.chinese))</span>
      """
  }
}

extension Phrase {
  fileprivate static let place = Phrase(en: "Place in the session", zh: "会话中的位置")
  fileprivate static let keys = Phrase(en: "Keys", zh: "按键")
  fileprivate static let whileAsked = Phrase(en: "While a question waits", zh: "提问时")
  fileprivate static let goTo = Phrase(en: "Go to", zh: "跳转")
  fileprivate static let targets = Phrase(
    en: "354, phase:2, HTTP, line:40 (the 40th line of the wire), event:120, RCPT or error:",
    zh: "354、phase:2、HTTP、line:40（收发的第 40 行）、event:120、RCPT 或 error：")
  fileprivate static let go = Phrase(en: "go", zh: "跳转")
  fileprivate static let contents = Phrase(
    en: "Phases, replies and errors", zh: "阶段、响应和错误")
  fileprivate static let step = Phrase(en: "Step", zh: "步骤")
  fileprivate static let what = Phrase(en: "What happens", zh: "内容")
  fileprivate static let close = Phrase(en: "close", zh: "关闭窗口")
}
