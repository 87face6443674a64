/// Whether a line may hold a secret, judged by itself: where it was typed does not matter, nor
/// whether it will be sent.
///
/// A history asks this before it keeps a line. A recording asks the dialogue, which knows more.
package enum TypedSecret {
  package static func mayStand(in line: [UInt8]) -> Bool {
    // `:AUTH PLAIN …` was meant for the server, not for the console.
    let line = Array(line.drop { $0 == UInt8(ascii: ":") })
    return start(in: line) != nil || HTTPDialogue.secretStart(in: line, from: .client) != nil
  }

  /// The octet at which the secret of a login begins; `nil` where there is none.
  package static func start(in line: [UInt8]) -> Int? { AuthSecret.start(in: line) }

  /// Whether the line was meant to begin a login: a password stands in it, or follows.
  package static func beginsLogin(_ line: [UInt8]) -> Bool { AuthSecret.isMeant(by: line) }
}
