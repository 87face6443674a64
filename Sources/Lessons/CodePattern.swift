import Protocols

/// `250`, or `2xx`.
package enum CodePattern: Hashable, Sendable, CustomStringConvertible {
  case code(Int)
  case severity(Int)

  package init?(_ text: String) {
    let octets = Array(text.utf8)
    guard octets.count == 3, (0x31...0x35).contains(octets[0]) else { return nil }
    if octets[1...].elementsEqual("xx".utf8) {
      self = .severity(Int(octets[0] - 0x30))
    } else {
      guard octets.allSatisfy(\.isDigit), let code = Int(text) else { return nil }
      self = .code(code)
    }
  }

  package var description: String {
    switch self {
    case .code(let code): "\(code)"
    case .severity(let first): "\(first)xx"
    }
  }

  func takes(_ code: Int) -> Bool {
    switch self {
    case .code(let wanted): code == wanted
    case .severity(let first): code / 100 == first
    }
  }

  /// It asks for a reply that is not a refusal.
  var isSuccess: Bool {
    switch self {
    case .code(let code): code < 400
    case .severity(let first): first < 4
    }
  }
}

extension [CodePattern] {
  func take(_ code: Int) -> Bool { contains { $0.takes(code) } }

  /// Whether they take every code that the other takes.
  func cover(_ other: CodePattern) -> Bool {
    if case .code(let code) = other { take(code) } else { contains(other) }
  }
}
