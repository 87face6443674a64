import Protocols

/// A value with parameters, as Content-Type and Content-Disposition have them:
/// `text/plain; charset=utf-8` (RFC 2045 §5.1, RFC 2183 §2).
package struct ParameterizedValue: Hashable, Sendable {
  /// What stands before the first semicolon, in lower case, without comments.
  package let value: String
  /// In their order, names in lower case. Of two with one name the first counts.
  package let parameters: [MIMEParameter]

  /// Enough for any honest field; those beyond are passed over.
  static let parameterLimit = 100

  package init(_ field: HeaderField) { self.init(field.unfolded) }

  package init(_ octets: [UInt8]) {
    var scanner = ParameterScanner(octets: octets[...])
    value = scanner.text(until: [UInt8.semicolon]).lowercasedASCII
    var found: [MIMEParameter] = []
    while found.count < Self.parameterLimit, let parameter = scanner.parameter() {
      found.append(parameter)
    }
    parameters = found
  }

  package subscript(name: String) -> String? {
    parameters.first { $0.name == name }?.value
  }

  /// A parameter that may be written in RFC 2231's ways: `name*=UTF-8''%E4%BD%A0`, and in pieces,
  /// `name*0*=…; name*1=…`.
  package func extended(_ name: String, charsets: Charsets = .builtIn) -> String? {
    if let whole = self[name + "*"] {
      return Self.decoded([(whole, true)], charsets: charsets)
    }
    var pieces: [(text: String, isEncoded: Bool)] = []
    while pieces.count < Self.parameterLimit {
      let section = "\(name)*\(pieces.count)"
      if let plain = self[section] {
        pieces.append((plain, false))
      } else if let encoded = self[section + "*"] {
        pieces.append((encoded, true))
      } else {
        break
      }
    }
    return pieces.isEmpty ? self[name] : Self.decoded(pieces, charsets: charsets)
  }

  // extended-initial-value = [charset] "'" [language] "'" extended-other-values (RFC 2231 §7)
  private static func decoded(
    _ pieces: [(text: String, isEncoded: Bool)], charsets: Charsets
  ) -> String {
    var charset = "utf-8"
    var result: [UInt8] = []
    for (number, piece) in pieces.enumerated() {
      var text = Array(piece.text.utf8)[...]
      guard piece.isEncoded else {
        result += text
        continue
      }
      let marks = text.indices.filter { text[$0] == UInt8(ascii: "'") }
      if number == 0, marks.count >= 2 {
        let name = String(decoding: text[..<marks[0]], as: UTF8.self)
        if !name.isEmpty { charset = name }
        text = text[(marks[1] + 1)...]
      }
      HexEscape.append(text, mark: .percent, to: &result)
    }
    return charsets.decoded(result, as: charset) ?? String(decoding: result, as: UTF8.self)
  }
}

package struct MIMEParameter: Hashable, Sendable {
  package let name: String
  package let value: String
}

private struct ParameterScanner {
  var octets: ArraySlice<UInt8>

  // parameter = attribute "=" value ; value = token / quoted-string
  /// `nil` at the end. What is not a parameter is passed over, up to the next semicolon.
  mutating func parameter() -> MIMEParameter? {
    while !octets.isEmpty {
      let name = text(until: [UInt8.semicolon, UInt8.equals], consuming: false).lowercasedASCII
      let separator = octets.popFirst()
      guard separator == .equals else { continue }
      let value = text(until: [UInt8.semicolon])
      if !name.isEmpty { return MIMEParameter(name: name, value: value) }
    }
    return nil
  }

  /// Text up to one of the separators, with quotes taken off, comments left out, ends trimmed.
  mutating func text(until separators: [UInt8], consuming: Bool = true) -> String {
    var result: [UInt8] = []
    /// Up to here the text was quoted, and is not trimmed.
    var kept = 0
    while let octet = octets.first, !separators.contains(octet) {
      octets.removeFirst()
      switch octet {
      case .quote:
        result += quoted()
        kept = result.count
      case UInt8(ascii: "("):
        skipComment()
      default:
        if !octet.isSpacing || !result.isEmpty { result.append(octet) }
      }
    }
    if consuming { octets = octets.dropFirst() }
    while result.count > kept, let last = result.last, last.isSpacing { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
  }

  /// quoted-string (RFC 5322 §3.2.4); one that is not closed ends with the field.
  private mutating func quoted() -> [UInt8] {
    var result: [UInt8] = []
    while let octet = octets.popFirst() {
      if octet == .quote { break }
      if octet == .backslash, let escaped = octets.popFirst() {
        result.append(escaped)
      } else {
        result.append(octet)
      }
    }
    return result
  }

  /// Comments nest (RFC 5322 §3.2.2); counted, not recursed into, so that depth costs nothing.
  private mutating func skipComment() {
    var depth = 1
    while depth > 0, let octet = octets.popFirst() {
      switch octet {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case .backslash: _ = octets.popFirst()
      default: break
      }
    }
  }
}
