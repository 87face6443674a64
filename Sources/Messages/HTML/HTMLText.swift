import Protocols

/// The words of an HTML page, for a screen that cannot show pages. Nothing is run or fetched; tags
/// are dropped, line breaks stay.
enum HTMLText {
  static func plain(_ html: String) -> String {
    var tokens = HTMLTokenizer(html)
    var writer = PlainWriter()
    while let token = tokens.next() { writer.take(token) }
    return writer.finished()
  }
}

private struct PlainWriter {
  private var result: [UInt8] = []
  /// `<template>` elements not yet closed: their content is not part of the page.
  private var templates = 0

  /// Elements that end a line in a browser.
  private static let blocks: Set<String> = [
    "br", "p", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6",
    "blockquote", "pre", "hr", "dl", "dt", "dd", "section", "article", "header", "footer",
  ]

  mutating func take(_ token: HTMLToken) {
    switch token {
    case .start("template", _): templates += 1
    case .end("template"): templates = max(0, templates - 1)
    case _ where templates > 0: break
    case .text(let text): write(text)
    case .start(let name, _):
      divide(at: name)
      if name == "li" { result += Array("- ".utf8) }
    case .end(let name):
      divide(at: name)
      if name == "p" { newLine() }
    }
  }

  func finished() -> String {
    let end = result.lastIndex { !$0.isSpacing }.map { $0 + 1 } ?? 0
    return String(decoding: result[..<end], as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(into: [Substring]()) { lines, line in
        // One empty line separates paragraphs; more are dropped.
        if !line.isEmpty || lines.last.map({ !$0.isEmpty }) ?? false { lines.append(line) }
      }.joined(separator: "\n")
  }

  private mutating func write(_ text: String) {
    for scalar in text.unicodeScalars {
      // No-break spaces separate columns: on a narrow screen one is as good as many.
      if scalar == "\u{A0}" || scalar.isASCII && UInt8(truncatingIfNeeded: scalar.value).isSpacing {
        space()
      } else {
        result.append(contentsOf: String(scalar).utf8)
      }
    }
  }

  private mutating func divide(at name: String) {
    if Self.blocks.contains(name) { newLine() }
    if name == "td" || name == "th" { space() }
  }

  private mutating func space() {
    if let last = result.last, !last.isSpacing { result.append(.space) }
  }

  private mutating func newLine() {
    while result.last == .space { result.removeLast() }
    if !result.isEmpty { result.append(.lineFeed) }
  }
}
