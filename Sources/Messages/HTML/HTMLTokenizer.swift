import Protocols

/// Cuts HTML into tokens as a browser does (WHATWG HTML §13.2.5), so that no trick of spelling
/// hides a tag: what a browser takes for a tag is a tag here. Comments, declarations and CDATA give
/// no token, nor does what a browser neither shows nor reads as tags (`<script>`, `<style>`, …).
/// Any text has an end, and is read in linear time.
package struct HTMLTokenizer {
  private let octets: [UInt8]
  private var index = 0

  /// Attributes of one tag beyond these are passed over, and longer values are cut.
  private static let attributeLimit = 64
  private static let valueLimit = 4_096

  package init(_ html: String) { octets = Array(html.utf8) }

  /// `nil` at the end.
  package mutating func next() -> HTMLToken? {
    while index < octets.count {
      guard octets[index] == UInt8(ascii: "<"), let mark = octet(after: 1), Self.opens(mark) else {
        return text()
      }
      if let token = markup(mark) { return token }
    }
    return nil
  }

  private func octet(after distance: Int) -> UInt8? {
    index + distance < octets.count ? octets[index + distance] : nil
  }

  /// Whether `<` before it begins markup; `<3` and `< b` are text.
  private static func opens(_ octet: UInt8) -> Bool {
    octet.isLetter || octet == UInt8(ascii: "/") || octet == UInt8(ascii: "!")
      || octet == .question
  }

  private mutating func text() -> HTMLToken {
    let start = index
    repeat {
      index += 1
    } while index < octets.count
      && !(octets[index] == UInt8(ascii: "<") && octet(after: 1).map(Self.opens) ?? false)
    return .text(CharacterReference.resolved(octets[start..<index]))
  }

  private mutating func markup(_ mark: UInt8) -> HTMLToken? {
    if mark.isLetter {
      index += 1
      return startTag()
    }
    if mark == UInt8(ascii: "/"), octet(after: 2)?.isLetter == true {
      index += 2
      let name = tagName()
      return attributes() == nil ? nil : .end(name)
    }
    if octets[index...].starts(with: "<!--".utf8) { comment() } else { skip(past: ">") }
    return nil
  }

  // §13.2.5.43: `<!-->` and `<!--->` are whole comments, and `--!>` ends one as `-->` does.
  private mutating func comment() {
    index += 4
    for short in [">", "->"] where octets[index...].starts(with: short.utf8) {
      index += short.utf8.count
      return
    }
    while index < octets.count {
      if octets[index] == .hyphen, octet(after: 1) == .hyphen {
        if octet(after: 2) == UInt8(ascii: ">") {
          index += 3
          return
        }
        if octet(after: 2) == UInt8(ascii: "!"), octet(after: 3) == UInt8(ascii: ">") {
          index += 4
          return
        }
      }
      index += 1
    }
  }

  private mutating func skip(past mark: Character) {
    while index < octets.count {
      index += 1
      if octets[index - 1] == mark.asciiValue { return }
    }
  }

  // MARK: Tags

  /// Elements whose content browsers do not read as markup, up to their end tag (§13.2.5.2…5).
  private static let raw: Set<String> = [
    "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript",
    "plaintext",
  ]

  private mutating func startTag() -> HTMLToken? {
    let name = tagName()
    guard let attributes = attributes() else { return nil }
    guard Self.raw.contains(name) else { return .start(name, attributes: attributes) }
    skipContent(of: name)
    return nil
  }

  private mutating func skipContent(of name: String) {
    // §13.2.5.5: nothing ends it.
    if name == "plaintext" {
      index = octets.count
      return
    }
    let name = Array(name.utf8)
    while index < octets.count {
      let isEnd =
        octets[index] == UInt8(ascii: "<") && octet(after: 1) == UInt8(ascii: "/")
        && octets[index...].dropFirst(2).prefix(name.count).elementsEqual(name) {
          $0.lowercased == $1
        }
        && octet(after: 2 + name.count).map { $0.endsTagName } ?? true
      if isEnd {
        index = min(octets.count, index + 2 + name.count)
        _ = attributes()
        return
      }
      index += 1
    }
  }

  private mutating func tagName() -> String {
    let start = index
    while index < octets.count, !octets[index].endsTagName { index += 1 }
    return String(decoding: octets[start..<index].map(\.lowercased), as: UTF8.self)
  }

  /// Reads past `>`. `nil`: the text ended inside the tag, which does not count then (§13.2.5.32).
  private mutating func attributes() -> [String: String]? {
    var attributes: [String: String] = [:]
    while index < octets.count {
      let octet = octets[index]
      if octet == UInt8(ascii: ">") {
        index += 1
        return attributes
      }
      if octet.isHTMLSpace || octet == UInt8(ascii: "/") {
        index += 1
        continue
      }
      let (name, value) = attribute()
      // §13.2.5.33: of two attributes with the same name the first counts.
      if attributes.count < Self.attributeLimit, attributes[name] == nil {
        attributes[name] = value
      }
    }
    return nil
  }

  private mutating func attribute() -> (name: String, value: String) {
    let start = index
    // A leading `=` is part of the name.
    index += 1
    while index < octets.count, octets[index] != .equals, !octets[index].endsTagName {
      index += 1
    }
    let name = String(decoding: octets[start..<index].map(\.lowercased), as: UTF8.self)
    let afterName = index
    skipSpaces()
    guard index < octets.count, octets[index] == .equals else {
      index = afterName
      return (name, "")
    }
    index += 1
    skipSpaces()
    return (name, CharacterReference.resolved(value().prefix(Self.valueLimit)))
  }

  private mutating func skipSpaces() {
    while index < octets.count, octets[index].isHTMLSpace { index += 1 }
  }

  private mutating func value() -> ArraySlice<UInt8> {
    guard index < octets.count else { return [] }
    let quote = octets[index]
    guard quote == .quote || quote == UInt8(ascii: "'") else {
      let start = index
      while index < octets.count, !octets[index].isHTMLSpace, octets[index] != UInt8(ascii: ">") {
        index += 1
      }
      return octets[start..<index]
    }
    index += 1
    let start = index
    while index < octets.count, octets[index] != quote { index += 1 }
    defer { index = min(octets.count, index + 1) }
    return octets[start..<index]
  }
}

extension UInt8 {
  fileprivate var isHTMLSpace: Bool { isSpacing || self == 12 }

  fileprivate var endsTagName: Bool {
    isHTMLSpace || self == UInt8(ascii: "/") || self == UInt8(ascii: ">")
  }
}
