/// How a line ended on the wire. Only `crlf` ends a line of SMTP (RFC 5321 §2.3.8).
package enum Ending: String, Hashable, Sendable, CaseIterable {
  case crlf, lf, cr
  /// The line was cut: by the framer's limit, or by the end of the connection.
  case none

  package var octets: [UInt8] {
    switch self {
    case .crlf: [.carriageReturn, .lineFeed]
    case .lf: [.lineFeed]
    case .cr: [.carriageReturn]
    case .none: []
    }
  }

  /// In octets.
  package var count: Int {
    switch self {
    case .crlf: 2
    case .lf, .cr: 1
    case .none: 0
    }
  }
}

/// One line as it crossed the wire, without its ending.
///
/// Octets, never a `String`: equality, lengths and line ends are decided by octets.
package struct Line: Hashable, Sendable {
  package var octets: [UInt8]
  package var ending: Ending

  package init(octets: [UInt8], ending: Ending = .crlf) {
    self.octets = octets
    self.ending = ending
  }

  package init(_ text: String, ending: Ending = .crlf) {
    self.init(octets: Array(text.utf8), ending: ending)
  }

  /// What crosses the wire, the ending included.
  package var wire: [UInt8] { octets + ending.octets }

  /// The line as text; `nil` where it is not UTF-8.
  package var text: String? { String(validating: octets, as: UTF8.self) }

  /// The line as text, with U+FFFD for what is not UTF-8. For matching and for messages, never for
  /// the wire.
  package var lossyText: String { String(decoding: octets, as: UTF8.self) }

  /// The column, counted from 1 in Unicode scalars, of the octet at `offset` (counted from 0).
  ///
  /// A caret stands under a character, while the parser counts octets.
  package func column(ofOctet offset: Int) -> Int {
    String(decoding: octets.prefix(offset), as: UTF8.self).unicodeScalars.count + 1
  }
}
