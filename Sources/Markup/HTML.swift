/// Markup that escapes what is put into it: in `"<p>\(subject)</p>"` a `String` is escaped, and
/// another `HTML` stands as it is.
///
/// Only what was compiled into this program is taken for markup. No initializer makes markup of a
/// `String`, so a stranger's text never becomes a tag. In an attribute, put the value in quotation
/// marks: `"<a href=\"\(address)\">"`. The escaped text cannot end them. What an address may lead
/// to is for the caller to decide.
package struct HTML: Hashable, Sendable {
  /// The markup itself, ready to be sent.
  package private(set) var text: String

  /// No markup at all.
  package init() { text = "" }

  /// A script or a style sheet that was compiled into this program, as trusted as a literal of it.
  package init(embedded text: UnsafePointer<UInt8>, count: Int) {
    self.text = String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
  }

  package var isEmpty: Bool { text.isEmpty }

  package static func + (left: HTML, right: HTML) -> HTML {
    var sum = left
    sum += right
    return sum
  }

  package static func += (left: inout HTML, right: HTML) { left.text += right.text }
}

extension HTML: ExpressibleByStringInterpolation {
  /// A literal's own type, so that nothing but a literal is taken for markup.
  package init(stringLiteral literal: StaticString) { text = "\(literal)" }

  package init(stringInterpolation interpolation: StringInterpolation) {
    text = interpolation.markup
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var markup = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    package mutating func appendLiteral(_ literal: StaticString) { markup += "\(literal)" }

    /// Text, as it may stand between tags and inside quotation marks.
    package mutating func appendInterpolation(_ text: some StringProtocol) {
      HTML.escape(text, to: &markup)
    }

    package mutating func appendInterpolation(_ number: Int) { markup += "\(number)" }

    package mutating func appendInterpolation(_ html: HTML) { markup += html.text }

    /// One after the other.
    package mutating func appendInterpolation(_ list: some Sequence<HTML>) {
      for html in list { markup += html.text }
    }
  }

  private static func escape(_ text: some StringProtocol, to markup: inout String) {
    // Most texts hold nothing to escape.
    guard text.utf8.contains(where: { reference($0) != nil }) else {
      markup += text
      return
    }
    var rest = text[...]
    while let special = rest.utf8.firstIndex(where: { reference($0) != nil }) {
      markup += rest[..<special]
      markup += reference(rest.utf8[special]) ?? ""
      rest = rest[rest.utf8.index(after: special)...]
    }
    markup += rest
  }

  private static func reference(_ octet: UInt8) -> String? {
    switch octet {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
