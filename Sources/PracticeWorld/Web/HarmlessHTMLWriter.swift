import Markup
import Messages
import Protocols

/// Writes harmless elements, closed in order.
struct HarmlessHTMLWriter {
  private(set) var pictures: Set<String> = []
  private(set) var remotePictures = 0
  private(set) var isFull = false

  private let limit: Int
  /// By Content-ID.
  private let addresses: [String: String]
  private var markup = HTML()
  /// Elements not yet closed, the outermost first.
  private var open: [String] = []
  /// Honest pages are not deeper; a browser stops at 512.
  private static let depthLimit = 64

  init(limit: Int, addresses: [String: String]) {
    self.limit = limit
    self.addresses = addresses
  }

  mutating func take(_ token: HTMLToken) {
    switch token {
    case .text(let text): write("\(Self.visible(text))")
    case .start(let name, let attributes): begin(name, attributes)
    case .end(let name): end(name)
    }
  }

  mutating func finished() -> HTML {
    close(to: 0)
    return markup
  }

  /// Whole or not at all: half a tag would be worse than none.
  private mutating func write(_ html: HTML) {
    guard !isFull, markup.text.utf8.count + html.text.utf8.count <= limit else {
      isFull = true
      return
    }
    markup += html
  }

  // MARK: Elements

  private mutating func begin(_ name: String, _ attributes: [String: String]) {
    // A browser opens a new element in both cases.
    guard let kind = HarmlessElements.all[name], stands(kind), open.count < Self.depthLimit else {
      return divide(at: name)
    }
    endImplied(by: name)
    if name == "img" { return image(attributes) }
    write("<\(name)\(Self.written(name, kind, attributes))>")
    if !kind.isVoid, !isFull { open.append(name) }
  }

  private mutating func end(_ name: String) {
    guard let kind = HarmlessElements.all[name], !kind.isVoid,
      let place = open.lastIndex(of: name), !isFenced(place, name)
    else { return divide(at: name) }
    close(to: place)
  }

  private mutating func close(to place: Int) {
    while open.count > place {
      let name = open.removeLast()
      markup += "</\(name)>"
    }
  }

  private func stands(_ kind: HarmlessElements.Kind) -> Bool {
    kind.within.isEmpty || open.contains { kind.within.contains($0) }
  }

  /// Inside a table, only the table's own end tag closes an element outside of it (WHATWG HTML
  /// §13.2.4.2).
  private func isFenced(_ place: Int, _ name: String) -> Bool {
    name != "table" && open[place...].dropFirst().contains("table")
  }

  /// `<li>` ends the item before it, `<p>` the paragraph (§13.2.6.4.7), unless another list or
  /// table has begun since.
  private mutating func endImplied(by name: String) {
    while let place = open.lastIndex(where: {
      HarmlessElements.all[$0]?.endedBy.contains(name) ?? false
    }) {
      let kind = HarmlessElements.all[open[place]] ?? .init()
      let fences = kind.within.union(["table", "blockquote"])
      guard !open[place...].dropFirst().contains(where: fences.contains) else { return }
      close(to: place)
    }
  }

  private mutating func divide(at name: String) {
    guard HarmlessElements.dividing.contains(name), let last = markup.text.utf8.last,
      last != .lineFeed
    else { return }
    write("\n")
  }

  // MARK: Attributes

  private static func written(
    _ name: String, _ kind: HarmlessElements.Kind, _ attributes: [String: String]
  ) -> HTML {
    var html = HTML()
    if name == "a", let link = attributes["href"].flatMap(HarmlessAddress.link) {
      html += " href=\"\(link)\" rel=\"noopener noreferrer nofollow\""
    }
    if let direction = attributes["dir"]?.lowercasedASCII,
      ["ltr", "rtl", "auto"].contains(direction)
    {
      html += " dir=\"\(direction)\""
    }
    for attribute in kind.numbers.sorted() {
      if let number = attributes[attribute].flatMap({ Int($0) }), (1...2_000).contains(number) {
        let most = attribute.hasSuffix("span") ? 100 : 2_000
        html += " \(attribute)=\"\(min(number, most))\""
      }
    }
    return html
  }

  private mutating func image(_ attributes: [String: String]) {
    let alternative = HarmlessText.line(attributes["alt"] ?? "", limit: 500)
    let source = attributes["src"] ?? attributes["srcset"] ?? ""
    if let id = HarmlessAddress.contentID(source), let address = addresses[id] {
      let kind = HarmlessElements.all["img"] ?? .init()
      let numbers = Self.written("img", kind, attributes)
      write("<img src=\"\(address)\" alt=\"\(alternative)\"\(numbers)>")
      if !isFull { pictures.insert(id) }
      return
    }
    if HarmlessAddress.isRemote(source) { remotePictures += 1 }
    if !alternative.isEmpty { write("<i>[\(alternative)]</i>") }
  }

  // MARK: Text

  /// Without controls, direction marks and invisible characters.
  private static func visible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars
    where HarmlessText.isHarmless(scalar) || "\t\n\r".unicodeScalars.contains(scalar) {
      result.append(scalar)
    }
    return String(result)
  }
}
