/// Whether a line may hold a secret, judged by itself: where it was typed does not matter, nor
/// whether it will be sent.
///
/// A history asks this before it keeps a line. A recording asks the dialogue, which knows more.
package enum TypedSecret {
  package static func mayStand(in line: [UInt8]) -> Bool {
    // `:AUTH PLAIN …` was meant for the server, not for the console.
    let line = Array(line.drop { $0 == UInt8(ascii: ":") })
    return AuthSecret.start(in: line) != nil
      || HTTPDialogue.secretStart(in: line, from: .client) != nil
  }
}
