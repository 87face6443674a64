import Language
import Markup
import Messages
import Protocols

/// The pages of the web mailbox, in one language. What a message holds is escaped, or written anew:
/// none of it can run.
struct WebPage: Sendable {
  let language: Language
  /// Without it, lists and errors are plain text, and short: they are read as they come.
  let isHTML: Bool
  /// On which fields of the request the language depends (RFC 9110 §12.5.5).
  let languageFields: [String]

  init(_ request: WebRequest) {
    language = request.language
    isHTML = request.wantsHTML
    languageFields = request.choosesLanguage ? ["Accept-Language"] : []
  }

  /// For a request that could not be read.
  init(_ language: WebLanguage) {
    self.language = language.chosen(by: nil)
    isHTML = false
    languageFields = []
  }

  /// Counts up when the pages change, so that browsers do not keep one of an older edition (RFC
  /// 9110 §8.8.3).
  static let edition = 3
  /// Seconds after which a list looks for new messages.
  private static let refreshTime = 3
  /// Of a list or an error.
  private var vary: (String, String) {
    ("Vary", (["Accept"] + languageFields).joined(separator: ", "))
  }

  /// Part of the tags of objects that differ by language.
  var variant: String { "\(tongue)-\(Self.edition)" }
  private var tongue: String { language == .chinese ? "zh-Hans" : "en" }

  func say(_ en: String, _ zh: String) -> String { language == .chinese ? zh : en }
  func octets(_ count: Int) -> String { say(" (\(count) octets)", "（\(count) 字节）") }
  func subject(of summary: MessageSummary) -> String {
    summary.subject.isEmpty ? say("(no subject)", "（无主题）") : summary.subject
  }

  /// The reason first.
  func refusal(_ refusal: WebRefusal) -> WebResponse {
    let reason = refusal.reason[language]
    let links = refusal.links.map { (address: $0.address, label: $0.label[language]) }
    let fields = refusal.fields + [vary]
    guard isHTML else {
      return .text(refusal.status, [reason] + links.map { "\($0.address)  \($0.label)" }, fields)
    }
    let items = links.map { link -> HTML in
      "<li><a href=\"\(link.address)\">\(link.label)</a></li>"
    }
    let list: HTML = items.isEmpty ? "" : "<ul>\(items)</ul>"
    return .page(
      refusal.status,
      frame(
        "\(refusal.status)", "<h1>\(reason)</h1>\(list)<p><small>\(refusal.status)</small></p>"),
      fields)
  }

  func users(_ users: [String], of domain: String) -> WebResponse {
    let title = say("Mailboxes of this mail server", "本邮件服务器的邮箱")
    guard isHTML else {
      let rows = users.map { "\(Self.url("/\($0)/"))  \($0)@\(domain)" }
      return .text(200, [say("\(domain): ", "\(domain)：") + title] + rows, [vary])
    }
    let rows = users.map { user -> HTML in
      "<li><a href=\"\(Self.url("/\(user)/"))\">\(user)@\(domain)</a></li>"
    }
    return .page(
      200, frame(domain, "<h1>\(domain)</h1><p>\(title)</p><ul>\(rows)</ul>"), [vary])
  }

  /// `older`: messages that have no row, if above 0.
  func list(
    _ messages: [(StoredMessage, MessageSummary)], older: Int, of address: String, at path: String
  ) -> WebResponse {
    let latest = Array(messages.reversed())
    return isHTML
      ? .page(
        200, listPage(latest, older: older, of: address, at: path), [vary],
        policy: WebResponse.scriptPolicy)
      : .text(200, listText(latest, older: older, of: address, at: path), [vary])
  }

  private func listText(
    _ messages: [(StoredMessage, MessageSummary)], older: Int, of address: String, at path: String
  ) -> [String] {
    let path = Self.url(path)
    let rows = messages.map { message, summary in
      [
        "\(path)/\(message.number).eml", MailDate.short(summary.date), summary.from,
        subject(of: summary), "\(message.octets) \(say("octets", "字节"))",
      ].filter { !$0.isEmpty }.joined(separator: "  ")
    }
    let rest =
      older > 0
      ? [say("Older messages: \(older), ", "更早的邮件还有 \(older) 封：") + "\(path)/1.eml …"] : []
    guard !rows.isEmpty else { return [say("\(address): ", "\(address)：") + noMessages] }
    let title = say("\(address): the latest first", "\(address)：最新的在前")
    return [title] + rows + rest
  }

  private var noMessages: String { say("no messages yet", "还没有邮件") }

  private func listPage(
    _ messages: [(StoredMessage, MessageSummary)], older: Int, of address: String, at path: String
  ) -> HTML {
    let path = Self.url(path)
    let rows = messages.map { message, summary -> HTML in
      """
      <li><a href="\(path)/\(message.number)"><b>\(subject(of: summary))</b> \
      <span>\(summary.from)</span> <small>\(MailDate.short(summary.date)) · \(message.octets) \
      \(say("octets", "字节"))</small></a></li>
      """
    }
    let rest: HTML =
      older > 0
      ? """
      <p>\(say("Older messages: \(older), ", "更早的邮件还有 \(older) 封："))\
      <a href="\(path)/1">\(path)/1</a> … <a href="\(path)/\(older)">\(path)/\(older)</a></p>
      """ : ""
    let list: HTML =
      rows.isEmpty ? "<p>\(noMessages)</p>" : "<ul class=\"list\">\(rows)</ul>"
    let note = say(
      "This page looks for new messages every \(Self.refreshTime) seconds.",
      "本页每 \(Self.refreshTime) 秒自动查看一次新邮件。")
    return frame(
      address,
      """
      <p><a href="/">\(say("← all mailboxes", "← 所有邮箱"))</a></p><h1>\(address)</h1>\
      <div aria-live="polite">\(list)\(rest)</div><p><small>\(note)</small></p>
      """, refreshes: true)
  }

  /// `refreshes`: by a script, which leaves what has not changed alone; without scripts, as in text
  /// browsers, the whole page is loaded anew.
  func frame(_ title: String, _ body: HTML, refreshes: Bool = false) -> HTML {
    let refresh: HTML =
      refreshes
      ? """
      <script src="\(Self.scriptPath)" defer></script>
      <noscript><meta http-equiv="refresh" content="\(Self.refreshTime)"></noscript>

      """ : ""
    return """
      <!doctype html>
      <html lang="\(tongue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)</title>
      \(refresh)<link rel="stylesheet" href="/style.css">
      </head>
      <body><main>
      \(body)
      </main></body>
      </html>

      """
  }

  static let scriptPath = "/mailbox.js"

  /// Replaces a list by what the server says now, if that is different.
  static let script = """
    const list = page => page.querySelector("[aria-live]");
    async function look() {
      try {
        const answer = await fetch(location.pathname, {headers: {Accept: "text/html"}});
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (answer.ok && list(page).innerHTML !== list(document).innerHTML)
          list(document).replaceChildren(...list(page).childNodes);
      } catch {}
      setTimeout(look, \(refreshTime * 1_000));
    }
    setTimeout(look, \(refreshTime * 1_000));

    """

  /// An object of its own, as a page's images are. A page stays short: students read it by hand
  /// too.
  static let style = """
    :root{color-scheme:light dark;--line:#8884}\
    body{font:1rem/1.5 system-ui,"Noto Sans CJK SC",sans-serif;margin:0}\
    main{max-width:46rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}\
    h1{font-size:1.4rem}dl{display:grid;grid-template-columns:minmax(6rem,auto) 1fr;gap:.2rem 1rem;\
    border-block:1px solid var(--line);padding:.6rem 0;font-size:.9rem}dt{opacity:.7}dd{margin:0}\
    section{margin-block:1.2rem;padding-inline-start:.9rem;border-inline-start:4px solid var(--line)}\
    section.sender{border-color:#28c}h2{font-size:1rem;margin:0}h2 small{font-weight:normal}\
    pre{white-space:pre-wrap;font:inherit;font-family:ui-monospace,monospace}\
    img{max-width:100%;height:auto}\
    hr{border:0;border-top:1px solid var(--line)}.letter{overflow-x:auto}.letter table{border-collapse:collapse}\
    .letter :is(td,th){padding:.15rem .4rem;vertical-align:top;text-align:start}\
    .letter blockquote{margin:.6rem 0;padding-inline-start:.8rem;border-inline-start:3px solid var(--line)}\
    .remark{padding:.4rem .8rem;border-inline-start:3px solid #c80;background:#c801;font-size:.9rem}\
    ul.list{list-style:none;padding:0}ul.list li{border-top:1px solid var(--line)}\
    ul.list a{display:grid;padding:.6rem 0;text-decoration:none;color:inherit}small{opacity:.7}\
    @media(max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
    """

  /// A path that this server made; octets that are not plain are percent-encoded.
  static func url(_ path: String) -> String {
    HexEscape.percentEncoded(path.utf8) { octet in
      octet.isLetterOrDigit || "/-._~".utf8.contains(octet)
    }
  }
}
