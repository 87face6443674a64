/// Writes one JSON object on one line. Keys keep the order in which they are added, so that equal
/// values give equal bytes.
package struct JSONObject: Sendable {
  private var members = ""

  package init() {}

  private mutating func begin(_ key: String) {
    if !members.isEmpty { members += "," }
    members += Self.quoted(key)
    members += ":"
  }

  package mutating func add(_ key: String, _ value: String?) {
    guard let value else { return }
    begin(key)
    members += Self.quoted(value)
  }

  /// For a form in which every key is always there.
  package mutating func addNull(_ key: String) {
    begin(key)
    members += "null"
  }

  package mutating func add(_ key: String, _ value: Int?) {
    guard let value else { return }
    begin(key)
    members += String(value)
  }

  /// A whole number has no fraction: `1`, `0.5`. JSON has no infinity: that member is left out.
  package mutating func add(_ key: String, _ value: Double?) {
    guard let value, value.isFinite else { return }
    begin(key)
    members += Self.number(value)
  }

  package mutating func add(_ key: String, _ value: Bool?) {
    guard let value else { return }
    begin(key)
    members += value ? "true" : "false"
  }

  package mutating func add(_ key: String, _ value: JSONObject) {
    begin(key)
    members += value.text
  }

  package mutating func add(_ key: String, _ values: [JSONObject]) {
    begin(key)
    members += "[\(values.map(\.text).joined(separator: ","))]"
  }

  package mutating func add(_ key: String, _ values: [String]) {
    begin(key)
    members += "[\(values.map(Self.quoted).joined(separator: ","))]"
  }

  package mutating func add(_ key: String, _ values: [Int]) {
    begin(key)
    members += "[\(values.map(String.init).joined(separator: ","))]"
  }

  package var text: String { "{\(members)}" }

  /// The shortest decimal that is this finite number (RFC 8259 §6).
  package static func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }

  // RFC 8259 §7. DEL, C1, and what hides or reorders text are escaped too: people read such files
  // in terminals.
  package static func quoted(_ text: String) -> String {
    // Nearly all lines of a session are plain, and a message has very many.
    let isPlain = text.utf8.allSatisfy {
      (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain { return "\"\(text)\"" }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.mustBeEscaped: result += scalar.jsonEscape
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Adds those escapes to JSON text that something else wrote. Outside strings, JSON has none of
  /// these characters.
  static func harmless(_ json: String) -> String {
    var result = ""
    for scalar in json.unicodeScalars {
      if scalar.value >= 0x7F, scalar.mustBeEscaped {
        result += scalar.jsonEscape
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Unicode.Scalar {
  fileprivate var mustBeEscaped: Bool {
    if (0x20...0x7E).contains(value) { return false }
    switch value {
    case 0x00...0x1F, 0x7F...0x9F: return true
    // Variation selectors choose how an emoji looks.
    case 0xFE00...0xFE0F: return false
    default: return hides(after: nil)
    }
  }

  fileprivate var jsonEscape: String {
    // Beyond U+FFFF as a surrogate pair (RFC 8259 §7).
    String(self).utf16.reduce(into: "") { escape, unit in
      let digits = String(unit, radix: 16)
      escape += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}
