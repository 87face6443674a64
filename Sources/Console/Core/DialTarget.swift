import Protocols
import Transcripts

/// Where to connect, parsed from the words after `telnet` or `connect`.
package struct DialTarget: Equatable, Sendable {
  private(set) var host: String
  private(set) var port: Int?
  private(set) var isReal = false
  private(set) var dialect: Dialect?
  /// `nil`: as the port has it.
  package var tls: SecurityWish.Mode?
  /// A certificate that is not believed does not end the connection.
  package var isInsecure = false
  /// The host as it was typed, with a port that stands where the command takes none.
  private(set) var spelling: String

  /// `HOST`, `HOST PORT`, `HOST:PORT`, `[2001:db8::1]:25`.
  ///
  /// - Parameter takesPortAfterColon: `HOST:PORT` is right; else it is a mistake that is understood.
  package init?(_ words: [String], takesPortAfterColon: Bool = true) {
    var plain: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--real": isReal = true
      case "--dialect":
        guard let name = rest.popFirst(), let named = Dialect(rawValue: name.lowercased()) else {
          return nil
        }
        dialect = named
      case "--tls":
        guard let name = rest.popFirst(), let mode = SecurityWish.Mode(rawValue: name.lowercased())
        else { return nil }
        tls = mode
      case "--insecure": isInsecure = true
      default: plain.append(word)
      }
    }
    guard let first = plain.first, plain.count <= 2 else { return nil }
    guard let named = Self.split(first), !named.host.isEmpty, !named.host.hasPrefix("-") else {
      return nil
    }
    host = named.host
    let isRight = takesPortAfterColon && !first.contains(Self.wideColon)
    spelling = isRight ? named.host : first
    guard let text = plain.count == 2 ? plain[1] : named.port else { return }
    guard let number = Int(text), (1...65_535).contains(number) else { return nil }
    port = number
  }

  private static let wideColon: Character = "："

  /// `nil` if the brackets contain no address, or something other than a port follows them.
  private static func split(_ word: String) -> (host: String, port: String?)? {
    if word.hasPrefix("[") {
      guard let end = word.firstIndex(of: "]") else { return nil }
      let host = String(word[word.index(after: word.startIndex)..<end])
      let rest = word[word.index(after: end)...]
      if rest.isEmpty { return (host, nil) }
      return rest.first == ":" ? (host, String(rest.dropFirst())) : nil
    }
    let parts = word.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == wideColon }
    // More than one colon means an IPv6 address without brackets.
    return parts.count == 2 ? (String(parts[0]), String(parts[1])) : (word, nil)
  }
}
