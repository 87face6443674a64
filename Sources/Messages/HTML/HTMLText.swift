/// The words of an HTML page, for a screen that shows no pages. Nothing is run, nothing is fetched; tags go, line breaks
/// stay. It makes no claim to read HTML as a browser does.
enum HTMLText {
  static func plain(_ html: String) -> String {
    var reader = HTMLReader(html)
    return reader.read()
  }
}

private struct HTMLReader {
  private let octets: [UInt8]
  private var index = 0
  private var result: [UInt8] = []

  init(_ html: String) { octets = Array(html.utf8) }

  mutating func read() -> String {
    while index < octets.count {
      switch octets[index] {
      case UInt8(ascii: "<"): tag()
      case UInt8(ascii: "&"): entity()
      case let octet where octet.isSpacing:
        space()
        index += 1
      default:
        result.append(octets[index])
        index += 1
      }
    }
    while result.last?.isSpacing == true { result.removeLast() }
    let text = String(decoding: result, as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(into: [Substring]()) { lines, line in
        // One empty line parts paragraphs; more say nothing.
        if !line.isEmpty || lines.last.map({ !$0.isEmpty }) ?? false { lines.append(line) }
      }.joined(separator: "\n")
  }

  private mutating func space() {
    if let last = result.last, !last.isSpacing { result.append(ASCII.space) }
  }

  private mutating func newLine() {
    while result.last == ASCII.space { result.removeLast() }
    if !result.isEmpty { result.append(ASCII.lineFeed) }
  }

  /// What ends a line in a browser, ends one here.
  private static let blocks: Set<String> = [
    "br", "p", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6",
    "blockquote", "pre", "hr", "dl", "dt", "dd", "section", "article", "header", "footer",
    "title",
  ]
  /// What holds no words of the page.
  private static let silent: Set<String> = ["script", "style", "template", "noscript"]

  private mutating func tag() {
    let rest = octets[index...]
    if rest.starts(with: "<!--".utf8) {
      index = end(of: Array("-->".utf8), from: index + 4)
      return
    }
    guard let first = rest.dropFirst().first, isTagStart(first) else {
      result.append(octets[index])
      index += 1
      return
    }
    let isEnd = first == UInt8(ascii: "/")
    let nameStart = index + (isEnd ? 2 : 1)
    let name = String(
      decoding: octets[min(nameStart, octets.count)...].prefix { $0.isLetterOrDigit },
      as: UTF8.self
    ).lowercasedASCII
    skipTag()
    if Self.silent.contains(name), !isEnd {
      index = end(of: Array("</\(name)".utf8), from: index)
      skipTag()
    }
    if Self.blocks.contains(name) { newLine() }
    if name == "p", isEnd { newLine() }
    if name == "li", !isEnd { result += Array("- ".utf8) }
    if name == "td" || name == "th" { space() }
  }

  private func isTagStart(_ octet: UInt8) -> Bool {
    (octet.isLetterOrDigit && octet > UInt8(ascii: "9")) || "/!?".utf8.contains(octet)
  }

  /// Behind the `>` that ends the tag; one in quotation marks does not.
  private mutating func skipTag() {
    var quote: UInt8?
    while index < octets.count {
      let octet = octets[index]
      index += 1
      if let open = quote {
        if octet == open { quote = nil }
      } else if octet == ASCII.quote || octet == UInt8(ascii: "'") {
        quote = octet
      } else if octet == UInt8(ascii: ">") {
        return
      }
    }
  }

  /// Where `mark` ends, for a comment, or begins, for an end tag; the end of the text where it is missing.
  private func end(of mark: [UInt8], from start: Int) -> Int {
    var place = min(start, octets.count)
    let isTag = mark.first == UInt8(ascii: "<")
    while place + mark.count <= octets.count {
      if zip(octets[place...], mark).allSatisfy({ $0.lowercased == $1 }) {
        return isTag ? place : place + mark.count
      }
      place += 1
    }
    return octets.count
  }

  private mutating func entity() {
    guard let (meant, length) = CharacterReference.first(in: octets[index...]) else {
      result.append(octets[index])
      index += 1
      return
    }
    if meant == "\u{A0}" || meant == " " { space() } else { result += Array(meant.utf8) }
    index += length
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercased)
  }
}
