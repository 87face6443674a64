import Language
import Lessons
import Markup
import PageFiles
import Presentation
import Protocols
import Transcripts

/// The session as one page that plays it in a browser, and prints as a handout. It needs nothing
/// else: no server, no font, no library.
///
/// Everything that can be shown is in it, finished: the notes in both languages and each amount,
/// both forms of the wire. The script shows and hides, and knows no protocol. Without the script
/// the page can be read from beginning to end.
struct PlayerExport {
  private let recording: Recording
  private let options: ExportOptions

  init(_ recording: Recording, _ options: ExportOptions) {
    self.recording = recording
    self.options = options
  }

  var octets: [UInt8] { Array(page.text.utf8) }

  private var page: HTML {
    let steps = PlayerSteps(recording, options)
    let script = Self.embedded(byhand_player_script())
    let head = PageHead(
      title: recording.title(options)[options.language], software: options.software,
      style: Self.embedded(byhand_player_style()), script: script)
    return """
      <!doctype html>
      <html lang="\(options.language == .chinese ? "zh-Hans" : "en")" translate="no" data-level="full">
      <head>
      \(head.html)</head>
      <body>
      \(header)<main id="session" data-part="\(PlayerSteps.partSize)">
      <p id="start" hidden="">\(Phrase.start.html)</p>
      \(steps.html)</main>
      \(PlayerLadder(recording, options, steps).html)\(PlayerQuestions(steps).html)\
      \(PlayerControls(steps: steps.count).html)<script>\(script)</script>
      </body>
      </html>

      """
  }

  private static func embedded(_ file: byhand_text) -> HTML {
    HTML(embedded: file.text, count: file.length)
  }

  // MARK: Header

  private var header: HTML {
    let phases = PlayerStage.all.map { stage -> HTML in
      "<span data-phase=\"\(stage.name)\" hidden=\"\">\(stage.heading.html)</span>"
    }
    return """
      <header>
      <h1 id="title">\(recording.title(options).html)</h1>
      <p id="facts">\(facts.map { "<span>\($0)</span> " })</p>
      <p id="phase">\(phases)</p>
      </header>

      """
  }

  private var facts: [HTML] {
    var facts: [HTML] = []
    let hosts = recording.hosts.prefix(20).joined(separator: ", ")
    if !hosts.isEmpty { facts.append("\(Phrase.verbatim(hosts).html)") }
    for id in recording.lessons.prefix(20) {
      let title = options.lessons[id]?.title ?? .verbatim(id)
      facts.append("\(Phrase.lesson.html)\(title.html)")
    }
    if recording.header.side == .server { facts.append(Phrase.byServer.html) }
    return facts
  }
}

extension Recording {
  /// Of the connections that were opened or tried, each once.
  fileprivate var hosts: [String] {
    events.compactMap { event in
      switch event.act {
      case .opened(let opening): opening.attempt.host
      case .failed(let attempt, _): attempt.host
      default: nil
      }
    }.uniqued()
  }
}

extension Phrase {
  fileprivate static let lesson = Phrase(en: "Lesson: ", zh: "课：")
  fileprivate static let byServer = Phrase(en: "recorded by the server", zh: "由服务器记录")
  fileprivate static let start = Phrase(
    en: "Space plays the session, → shows one step more, ? lists all keys.",
    zh: "空格键播放，→ 前进一步，? 列出所有按键。")
}
