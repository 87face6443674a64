/// Whether a line may hold a secret, judged by itself: where it was typed, and whether it will be sent, does not matter.
///
/// What is kept of lines outside a recording (a history) asks this; a recording asks the dialogue, which knows more.
package enum TypedSecret {
  package static func mayStand(in line: [UInt8]) -> Bool {
    // `:AUTH PLAIN …` speaks to the console by mistake.
    let line = Array(line.drop { $0 == UInt8(ascii: ":") })
    return AuthSecret.start(in: line) != nil
      || HTTPDialogue.secretStart(in: line, from: .client) != nil
  }
}
