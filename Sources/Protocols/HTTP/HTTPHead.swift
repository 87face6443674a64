/// The first line of a request: `GET /bob/1 HTTP/1.1` (RFC 9112 §3).
package struct HTTPRequestLine: Hashable, Sendable {
  package let method: String
  package let target: String
  /// As written: `HTTP/1.1`.
  package let version: String

  // request-line = method SP request-target SP HTTP-version
  package init?(_ line: [UInt8]) {
    let words = line.split(separator: .space, omittingEmptySubsequences: false)
    guard words.count == 3, words.allSatisfy({ !$0.isEmpty }),
      words[0].allSatisfy(\.isTokenCharacter), HTTPVersion.isValid(words[2]),
      words[1].allSatisfy({ !$0.isControl })
    else { return nil }
    method = String(decoding: words[0], as: UTF8.self)
    target = String(decoding: words[1], as: UTF8.self)
    version = String(decoding: words[2], as: UTF8.self)
  }
}

/// The first line of a response: `HTTP/1.1 200 OK` (RFC 9112 §4).
package struct HTTPStatusLine: Hashable, Sendable {
  package let version: String
  package let status: Int
  package let reason: String

  // status-line = HTTP-version SP status-code SP [ reason-phrase ]
  package init?(_ line: [UInt8]) {
    let words = line.split(separator: .space, maxSplits: 2, omittingEmptySubsequences: false)
    guard words.count >= 2, HTTPVersion.isValid(words[0]),
      words[1].count == 3, words[1].allSatisfy(\.isDigit),
      // RFC 9110 §15: a client takes a code of 600 or above for a 5xx; its header is read all the
      // same.
      let status = Int(String(decoding: words[1], as: UTF8.self)), status >= 100
    else { return nil }
    version = String(decoding: words[0], as: UTF8.self)
    self.status = status
    reason = words.count > 2 ? String(decoding: words[2], as: UTF8.self) : ""
  }
}

/// One field of a header: `Host: hamburger.edu` (RFC 9112 §5).
package struct HTTPField: Hashable, Sendable {
  package let name: String
  package let value: String

  // field-line = field-name ":" OWS field-value OWS
  package init?(_ line: [UInt8]) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0,
      line[..<colon].allSatisfy(\.isTokenCharacter)
    else { return nil }
    name = String(decoding: line[..<colon], as: UTF8.self)
    let isBlank = { (octet: UInt8) in octet == .space || octet == .tab }
    let value = line[(colon + 1)...].drop(while: isBlank)
    let end = value.lastIndex(where: { !isBlank($0) }).map { $0 + 1 } ?? value.startIndex
    self.value = String(decoding: value[..<end], as: UTF8.self)
  }

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  /// Names are case-insensitive, and ASCII (RFC 9110 §5.1).
  package func isNamed(_ name: String) -> Bool {
    self.name.utf8.count == name.utf8.count
      && self.name.utf8.elementsEqual(name.utf8) { $0.lowercased == $1.lowercased }
  }
}

extension [HTTPField] {
  /// The first field of that name.
  package subscript(_ name: String) -> String? { first { $0.isNamed(name) }?.value }
}

extension [HTTPField] {
  /// The options of `Connection`, in lower case (RFC 9110 §7.6.1).
  package var connectionOptions: Set<String> {
    Set(
      filter { $0.isNamed("connection") }
        .flatMap { $0.value.lowercased().split { ", \t".contains($0) } }.map(String.init))
  }
}

extension HTTPStatusLine {
  /// Whether the connection goes on after this response (RFC 9112 §9.3).
  func persists(with fields: [HTTPField], asked: [HTTPField]) -> Bool {
    let options = fields.connectionOptions
    if options.contains("close") || asked.connectionOptions.contains("close") { return false }
    return version != "HTTP/1.0" || options.contains("keep-alive")
  }
}

/// What a header says of its body's length (RFC 9110 §8.6).
package enum HTTPContentLength: Hashable, Sendable {
  case absent, count(Int)
  /// Not a number, or several that differ: the body's end is unknown (RFC 9112 §6.3).
  case broken
}

extension [HTTPField] {
  // Content-Length = 1*DIGIT; a list of equal numbers is one number.
  package var contentLength: HTTPContentLength {
    var all: HTTPContentLength = .absent
    for field in self where field.isNamed("content-length") {
      for value in field.value.utf8.split(separator: .comma, omittingEmptySubsequences: false) {
        let digits = value.drop(while: \.isBlank).prefix { !$0.isBlank }
        guard value[digits.endIndex...].allSatisfy(\.isBlank), digits.allSatisfy(\.isDigit),
          let count = Int(String(Substring(digits))), all == .absent || all == .count(count)
        else { return .broken }
        all = .count(count)
      }
    }
    return all
  }
}

enum HTTPVersion {
  // HTTP-version = %s"HTTP" "/" DIGIT "." DIGIT
  static func isValid(_ octets: some Collection<UInt8>) -> Bool {
    guard octets.count == 8, octets.starts(with: "HTTP/".utf8) else { return false }
    let number = Array(octets.dropFirst(5))
    return number[0].isDigit && number[1] == .dot && number[2].isDigit
  }
}

extension UInt8 {
  /// `tchar` of RFC 9110 §5.6.2.
  package var isTokenCharacter: Bool {
    isLetter || isDigit || "!#$%&'*+-.^_`|~".utf8.contains(self)
  }
}
