/// Finds the secret of an AUTH line (RFC 4954 §4), however badly the line is written.
///
/// A slip of the keyboard must not put a password on record, so more is taken for a secret than a server would take.
enum AuthSecret {
  /// The octet at which the secret begins; `nil` where there is none.
  static func start(in line: [UInt8]) -> Int? {
    let words = line.split(whereSeparator: \.isGap)
    // A prompt may have been pasted along: `C: AUTH PLAIN …`.
    guard let verb = words.prefix(2).first(where: isAuth) else { return nil }
    let mechanism =
      verb.count == 4 ? words.first { $0.startIndex > verb.startIndex } : verb.dropFirst(4)
    guard let mechanism else { return nil }
    // sasl-mech = 1*20mech-char (RFC 4422 §3.1): what goes on beyond them is none of it.
    let name = mechanism.prefix(20).prefix {
      $0.isLetterOrDigit || $0 == .hyphen || $0 == .underscore
    }
    return line[name.endIndex...].firstIndex { !$0.isGap }
  }

  private static func isAuth(_ word: ArraySlice<UInt8>) -> Bool {
    word.prefix(4).lazy.map(\.lowercased).elementsEqual("auth".utf8)
  }
}

extension UInt8 {
  /// Tabs and full-width spaces are slips for a space.
  fileprivate var isGap: Bool { self <= .space || self >= 0x7F }
}
