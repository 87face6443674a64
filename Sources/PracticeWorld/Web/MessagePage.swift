import Markup
import Messages

extension WebPage {
  /// Lines of plain text that a page shows.
  private static let lineLimit = 20_000

  /// One message by its authors, as `:mailbox` shows it: the envelope, what the servers wrote, what
  /// the sender wrote.
  ///
  /// - Parameter size: of the whole, where `octets` is only its beginning.
  func message(_ octets: [UInt8], size: Int, in mailbox: String, at path: String) -> HTML {
    let message = Message.parse(octets)
    let layers = MessageLayers(octets)
    let title = subject(of: MessageSummary(message, charsets: .system))
    let source = say("the message as it is stored", "邮件的原始内容")
    return frame(
      title,
      """
      <p><a href="./">← \(mailbox)</a></p><h1>\(title)</h1>\
      \(servers(Message.parse(layers.trace).header))\
      <section class="sender"><h2>\(say("What the sender wrote", "发件人写的")) \
      <small>\(say("after DATA: header and text", "DATA 之后：首部和正文"))</small></h2>\
      \(header(Message.parse(layers.header).header))\(content(of: message, at: path))</section>\
      <p><a href="\(Self.url(path)).eml">\(source)</a>\(self.octets(size))</p>
      """)
  }

  /// Two sections: of the envelope the last server keeps the sender and, of a single recipient, the
  /// recipient (RFC 5321 §4.4).
  private func servers(_ trace: Header) -> HTML {
    let envelope = [
      ("Return-Path", say("sender (MAIL FROM)", "发件人（MAIL FROM）")),
      ("Delivered-To", say("recipient (RCPT TO)", "收件人（RCPT TO）")),
    ].compactMap { name, label in trace.first(named: name).map { (label, $0) } }
    let names = ["return-path", "delivered-to"]
    let received = trace.filter { !names.contains($0.name.lowercased()) }
    return """
      <section><h2>\(say("Envelope", "信封")) <small>\
      \(say("from the commands of SMTP", "来自 SMTP 命令"))</small></h2>\
      \(rows(envelope))</section>\
      <section><h2>\(say("What the servers wrote", "服务器写的")) <small>\
      \(say("the latest server on top", "最后经过的服务器在最上面"))</small></h2>\
      \(rows(received.map { ($0.name, $0) }))</section>
      """
  }

  private func header(_ header: Header) -> HTML {
    header.isEmpty
      ? remark("There is no header: the text begins at once.", "没有首部：一开始就是正文。")
      : rows(header.map { ($0.name, $0) })
  }

  private func rows(_ fields: [(label: String, field: HeaderField)]) -> HTML {
    let rows = fields.map { label, field -> HTML in
      let value = HarmlessText.line(field.decoded(charsets: .system), limit: 2_000)
      return "<dt>\(label)</dt><dd>\(value)</dd>"
    }
    return rows.isEmpty ? "" : "<dl>\(rows)</dl>"
  }

  private func content(of message: Message, at path: String) -> HTML {
    let parts = MessageParts(message, preferring: .html)
    let pictures = Self.pictures(of: parts, at: path)
    var shown: Set<String> = []
    let texts = parts.texts.map { text(of: $0, pictures, shown: &shown) }
    let inPlace = Set(shown.compactMap { pictures[$0] })
    let files = parts.files(charsets: .system).map { file -> HTML in
      let address = Self.address(ofPart: file.number, at: path)
      return inPlace.contains(address)
        ? "" : self.file(file, parts.leaves[file.number - 1], at: address)
    }
    return "\(texts)\(files)"
  }

  private static func address(ofPart number: Int, at path: String) -> String {
    url("\(path)/parts/\(number)")
  }

  /// The addresses of the pictures that the message's HTML may name by their Content-ID.
  private static func pictures(of parts: MessageParts, at path: String) -> [String: String] {
    let named = parts.leaves.enumerated().compactMap { index, part in
      part.pictureType == nil
        ? nil : part.contentID.map { ($0, address(ofPart: index + 1, at: path)) }
    }
    return Dictionary(named) { first, _ in first }
  }

  private func text(
    of part: MIMEPart, _ pictures: [String: String], shown: inout Set<String>
  ) -> HTML {
    guard let text = part.text(charsets: .system) else {
      let name = HarmlessText.line(part.contentType.charset ?? "", limit: 40)
      return remark(
        "This text is in the charset \(name), which is not known here.",
        "这段正文使用字符集 \(name)，这里无法识别。")
    }
    guard part.contentType.subtype == "html" else { return plain(text, of: part) }
    let html = HarmlessHTML(text, pictures: pictures)
    shown.formUnion(html.pictures)
    return """
      \(remark(onRemote: html.remotePictures))<div class="letter">\(html.markup)</div>\
      \(html.isCut ? restIsLeftOut : HTML())
      """
  }

  private var restIsLeftOut: HTML {
    remark("The rest is left out: it is too long.", "内容过长，其余部分省略。")
  }

  private func plain(_ text: String, of part: MIMEPart) -> HTML {
    let lines = HarmlessText.lines(FlowedText.unflowed(text, of: part))
    guard lines.contains(where: { !$0.isEmpty }) else { return "" }
    let shown = lines.prefix(Self.lineLimit).joined(separator: "\n")
    return "<pre>\(shown)</pre>\(lines.count > Self.lineLimit ? restIsLeftOut : HTML())"
  }

  private func remark(onRemote count: Int) -> HTML {
    switch count {
    case 0: ""
    case 1:
      remark(
        "The message names a picture on another server. This page did not fetch it: that would "
          + "tell the server that you are reading.",
        "邮件引用了其他服务器上的 1 张图片。本页没有获取它：一旦获取，对方就知道你读了这封邮件。")
    default:
      remark(
        "The message names \(count) pictures on other servers. This page did not fetch them: that "
          + "would tell the servers that you are reading.",
        "邮件引用了其他服务器上的 \(count) 张图片。本页没有获取它们：一旦获取，对方就知道你读了这封邮件。")
    }
  }

  private func remark(_ en: String, _ zh: String) -> HTML {
    "<p class=\"remark\">\(say(en, zh))</p>"
  }

  /// Pictures are shown, each an object of its own. Other files are fetched only when the reader
  /// asks for them.
  private func file(_ file: ReadableText.File, _ part: MIMEPart, at address: String) -> HTML {
    let name = file.name ?? file.type
    guard part.pictureType == nil else {
      return "<p><img src=\"\(address)\" alt=\"\(name)\"></p>"
    }
    return "<p><a href=\"\(address)\">\(name)</a>\(octets(file.octets))</p>"
  }
}

extension MIMEPart {
  /// The type of a picture that browsers show and that cannot run anything; `nil` for all else, SVG
  /// included.
  var pictureType: String? {
    guard contentType.type == "image",
      ["png", "jpeg", "gif", "webp"].contains(contentType.subtype)
    else { return nil }
    return "image/\(contentType.subtype)"
  }
}
