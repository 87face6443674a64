/// What is wrong with a typed request line, where, and how it would have been right (RFC 9112 §3).
package struct HTTPRequestFault: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A command of SMTP.
    case mailCommand
    /// `Host: hamburger.edu`, with no request before it.
    case fieldFirst
    case fullWidth
    case lineEndTyped
    case leadingSpace, extraSpace, spaceInTarget
    case misspeltMethod, methodCase, missingTarget
    case missingVersion, misspeltVersion
    /// HTTP/2 and later do not consist of lines of text (RFC 9113 §4.1).
    case otherVersion
    case relativeTarget, targetBeyondASCII
    /// A slip of the keyboard or terminal that any line can have.
    case slip(Trap)
    case other
  }

  package let kind: Kind
  /// In octets from the line's start.
  package let offset: Int
  package let right: String

  /// RFC 9110 §9, and PATCH (RFC 5789).
  package static let methods = [
    "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PATCH",
  ]

  /// `nil` for a line that is right. `example`: the target to suggest where none was typed.
  package static func first(in line: [UInt8], example: String) -> HTTPRequestFault? {
    let reading = Reading(line, example: example)
    guard let (kind, offset) = reading.fault else { return nil }
    return HTTPRequestFault(kind: kind, offset: offset, right: reading.right)
  }

  /// A word of the line, and where it stands.
  private struct Word {
    let text: String
    let offset: Int
    var end: Int { offset + text.utf8.count }

    init(_ octets: [UInt8], at offset: Int) {
      text = String(decoding: octets, as: UTF8.self)
      self.offset = offset
    }
  }

  private struct Reading {
    private let line: [UInt8]
    private let example: String
    private let words: [Word]
    private let cleaned: CleanedLine?
    private let method: String
    private let version: Word?

    init(_ line: [UInt8], example: String) {
      self.line = line
      self.example = example
      cleaned = CleanedLine(line)
      var words: [Word] = []
      var text: [UInt8] = []
      var start = 0
      for glyph in cleaned?.text ?? [] {
        guard glyph.scalar != " " else {
          if !text.isEmpty { words.append(Word(text, at: start)) }
          text = []
          continue
        }
        if text.isEmpty { start = glyph.offset }
        text += Array(String(glyph.scalar).utf8)
      }
      if !text.isEmpty { words.append(Word(text, at: start)) }
      self.words = words
      method = words.first.map { HTTPRequestFault.method(meantBy: $0.text) ?? "GET" } ?? "GET"
      version = words.dropFirst().last { Self.isVersionLike($0.text) }
    }

    /// Whether a word was meant to be `HTTP/1.1` or another version.
    private static func isVersionLike(_ word: String) -> Bool {
      let word = word.uppercased()
      if word == "1.1" || word == "1.0" { return true }
      if word.hasPrefix("/") || word.contains("://") { return false }
      return word.hasPrefix("HTTP") || (word.utf8.count > 4 && word.distance(to: "HTTP/1.1") <= 3)
    }

    private var targets: [Word] { Array(words.dropFirst().prefix { $0.offset != version?.offset }) }

    private var target: String {
      let text = targets.map(\.text).joined(separator: "%20")
      guard !text.isEmpty, !text.utf8.contains(where: \.isControl) else { return example }
      let encoded = HTTPRequestFault.percentEncoded(text)
      if isWhole(encoded) { return encoded }
      return "/" + encoded
    }

    // request-target = origin-form / absolute-form / authority-form / asterisk-form (RFC 9112 §3.2)
    private func isWhole(_ target: String) -> Bool {
      target.hasPrefix("/") || target.lowercased().hasPrefix("http://")
        || target.lowercased().hasPrefix("https://") || (target == "*" && method == "OPTIONS")
        || method == "CONNECT"
    }

    /// HTTP/1.0 is kept: it may be meant.
    var right: String {
      let known = words.first.map { HTTPRequestFault.method(meantBy: $0.text) != nil } ?? false
      // Of a line that is not a request at all, only a path is worth keeping.
      let path = known ? target : words.first { $0.text.hasPrefix("/") }?.text ?? example
      let asked = path.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? path : example
      return "\(method) \(asked) \(version?.text == "HTTP/1.0" ? "HTTP/1.0" : "HTTP/1.1")"
    }

    var fault: (Kind, Int)? {
      guard let cleaned, let first = words.first else { return (.other, 0) }
      if Verb(first.text.utf8) != nil { return (.mailCommand, first.offset) }
      if let slip = slip(cleaned) { return slip }
      if first.text.contains(":"), !first.text.contains("://"), HTTPField(line) != nil {
        return (.fieldFirst, 0)
      }
      return methodFault(first) ?? targetFault(first) ?? versionFault ?? spaceFault
        ?? (HTTPRequestLine(line) == nil ? (.other, 0) : nil)
    }

    private func slip(_ cleaned: CleanedLine) -> (Kind, Int)? {
      for (trap, offset) in cleaned.traps.sorted(by: { $0.offset < $1.offset }) {
        switch trap {
        case .fullWidth: return (.fullWidth, offset)
        case .literalBackslashRN: return (.lineEndTyped, offset)
        case .leadingSpace: return (.leadingSpace, offset)
        case .otherBrackets: continue
        default: return (.slip(trap), offset)
        }
      }
      return nil
    }

    private func methodFault(_ first: Word) -> (Kind, Int)? {
      if HTTPRequestFault.methods.contains(first.text) { return nil }
      // Another method may be meant.
      guard let meant = HTTPRequestFault.method(meantBy: first.text) else {
        return HTTPRequestLine(line) == nil ? (.other, first.offset) : nil
      }
      return (first.text.uppercased() == meant ? .methodCase : .misspeltMethod, first.offset)
    }

    private func targetFault(_ first: Word) -> (Kind, Int)? {
      guard let target = targets.first else {
        return (.missingTarget, version?.offset ?? line.count)
      }
      if let octet = target.text.utf8.firstIndex(where: { $0 > 0x7F }) {
        let before = target.text.utf8.distance(from: target.text.utf8.startIndex, to: octet)
        return (.targetBeyondASCII, target.offset + before)
      }
      return isWhole(target.text) ? nil : (.relativeTarget, target.offset)
    }

    private var versionFault: (Kind, Int)? {
      guard let version else {
        // Three words and no version: the third was meant to be one.
        return targets.count == 2
          ? (.misspeltVersion, targets[1].offset) : (.missingVersion, words.last?.end ?? line.count)
      }
      switch version.text {
      case "HTTP/1.1", "HTTP/1.0": return nil
      case "HTTP/2", "HTTP/2.0", "HTTP/3", "HTTP/3.0": return (.otherVersion, version.offset)
      default: return (.misspeltVersion, version.offset)
      }
    }

    private var spaceFault: (Kind, Int)? {
      if let version, let last = words.last, last.offset > version.offset {
        return (.other, version.end)
      }
      if targets.count > 1 { return (.spaceInTarget, targets[0].end) }
      for (left, right) in zip(words, words.dropFirst()) where right.offset > left.end + 1 {
        return (.extraSpace, left.end + 1)
      }
      guard let last = words.last, last.end < line.count else { return nil }
      return (.extraSpace, last.end)
    }
  }

  /// The method that was meant by `get` or `GTE`; `nil` where no method is near.
  private static func method(meantBy word: String) -> String? {
    let word = word.uppercased()
    if methods.contains(word) { return word }
    guard word.utf8.count > 2 else { return nil }
    return methods.first { word.distance(to: $0) == 1 }
  }

  // pct-encoded = "%" HEXDIG HEXDIG (RFC 3986 §2.1)
  private static func percentEncoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { encoded, octet in
      if octet < 0x80 { return encoded.unicodeScalars.append(Unicode.Scalar(octet)) }
      encoded += "%" + String(octet, radix: 16, uppercase: true)
    }
  }
}
