import Messages

extension WebPage {
  /// Lines of plain text that a page shows.
  private static let lineLimit = 20_000

  /// One message: its header, its text, and its files, each an object of its own.
  func message(_ message: Message, octets: Int, at path: String) -> String {
    let fields = message.header.fields.map { field in
      "<dt>\(Self.text(field.name))</dt><dd>"
        + Self.text(HarmlessText.line(field.decoded(charsets: .system), limit: 2_000)) + "</dd>"
    }
    let parts = MessageParts(message, preferring: .html)
    let pictures = Self.pictures(of: parts, at: path)
    var shown: Set<String> = []
    let texts = parts.texts.map { text(of: $0, pictures, shown: &shown) }
    let inPlace = Set(shown.compactMap { pictures[$0] })
    let files = parts.files(charsets: .system).map { file in
      let address = Self.address(ofPart: file.number, at: path)
      return inPlace.contains(address)
        ? "" : self.file(file, parts.leaves[file.number - 1], at: address)
    }
    let summary = MessageSummary(message, charsets: .system)
    let title = summary.subject.isEmpty ? say("A message", "一封邮件") : summary.subject
    return frame(
      title,
      "<p><a href=\"./\">←</a></p><h1>\(Self.text(title))</h1><dl>\(fields.joined())</dl>"
        + "\(texts.joined())\(files.joined())<p><a href=\"\(Self.url(path)).eml\">"
        + "\(say("the message as it is stored", "邮件的原始内容"))</a>\(self.octets(octets))</p>")
  }

  private static func address(ofPart number: Int, at path: String) -> String {
    url("\(path)/parts/\(number)")
  }

  /// Where the pictures are that the message's HTML may name by their Content-ID.
  private static func pictures(of parts: MessageParts, at path: String) -> [String: String] {
    let named = parts.leaves.enumerated().compactMap { index, part in
      part.pictureType == nil
        ? nil : part.contentID.map { ($0, address(ofPart: index + 1, at: path)) }
    }
    return Dictionary(named) { first, _ in first }
  }

  private func text(
    of part: MIMEPart, _ pictures: [String: String], shown: inout Set<String>
  ) -> String {
    guard let text = part.text(charsets: .system) else {
      let name = Self.text(HarmlessText.line(part.contentType.charset ?? "", limit: 40))
      return remark(
        "This text is in the charset \(name), which is not known here.",
        "这段正文使用字符集 \(name)，这里无法识别。")
    }
    guard part.contentType.subtype == "html" else { return plain(text, of: part) }
    let html = HarmlessHTML(text, pictures: pictures)
    shown.formUnion(html.pictures)
    return remark(onRemote: html.remotePictures) + "<div class=\"letter\">\(html.markup)</div>"
      + (html.isCut ? remark("The rest is left out: it is too long.", "内容过长，其余部分省略。") : "")
  }

  private func plain(_ text: String, of part: MIMEPart) -> String {
    let lines = HarmlessText.lines(FlowedText.unflowed(text, of: part))
    guard lines.contains(where: { !$0.isEmpty }) else { return "" }
    return "<pre>\(Self.text(lines.prefix(Self.lineLimit).joined(separator: "\n")))</pre>"
      + (lines.count > Self.lineLimit
        ? remark("The rest is left out: it is too long.", "内容过长，其余部分省略。") : "")
  }

  private func remark(onRemote count: Int) -> String {
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

  private func remark(_ en: String, _ zh: String) -> String {
    "<p class=\"remark\">\(say(en, zh))</p>"
  }

  /// Pictures are shown, each an object of its own; everything else is fetched only when it is asked for.
  private func file(_ file: ReadableText.File, _ part: MIMEPart, at address: String) -> String {
    let name = Self.text(file.name ?? file.type)
    guard part.pictureType == nil else {
      return "<p><img src=\"\(address)\" alt=\"\(name)\"></p>"
    }
    return "<p><a href=\"\(address)\">\(name)</a>\(octets(file.octets))</p>"
  }
}

extension MIMEPart {
  /// The type of a picture that browsers show and that can run nothing; `nil` for everything else, SVG too.
  var pictureType: String? {
    guard contentType.type == "image",
      ["png", "jpeg", "gif", "webp"].contains(contentType.subtype)
    else { return nil }
    return "image/\(contentType.subtype)"
  }
}
