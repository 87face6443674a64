/// The prompts beside the line being typed. Both are plain text on one line.
package struct Prompt: Equatable, Sendable {
  package let left: String
  /// At the right margin. Hidden if it does not fit.
  package let right: String
  /// SGR parameters (ECMA-48 §8.3.117), for example "1;32". Empty for no colour.
  package let colour: String
  package let rightColour: String
  /// What is typed here is not shown. The right prompt is not, either.
  package let isSecret: Bool

  package init(
    left: String, right: String = "", colour: String = "", rightColour: String = "",
    isSecret: Bool = false
  ) {
    self.left = left
    self.right = right
    self.colour = colour
    self.rightColour = rightColour
    self.isSecret = isSecret
  }

  /// The left prompt as a terminal shows it.
  var painted: String { colour.isEmpty ? left : "\u{1B}[\(colour)m\(left)\u{1B}[0m" }

  /// The left prompt for libedit, with its escape sequences marked. libedit would lose an escape
  /// sequence at the very end, so the last character, usually a space, is not coloured.
  var marked: [UInt32] {
    guard !colour.isEmpty, let last = left.unicodeScalars.last, left.unicodeScalars.count > 1 else {
      return Self.ended(left)
    }
    let coloured = left.unicodeScalars.dropLast()
    return Self.ended(
      Self.escape(colour) + String(String.UnicodeScalarView(coloured)) + Self.escape("0")
        + String(last))
  }

  /// The right prompt for libedit. A space is added after the end of the colour.
  var markedRight: [UInt32] {
    guard !rightColour.isEmpty, !right.isEmpty else { return Self.ended(right) }
    return Self.ended(Self.escape(rightColour) + right + Self.escape("0") + " ")
  }

  private static func escape(_ parameters: String) -> String {
    "\u{1}\u{1B}[\(parameters)m\u{1}"
  }

  private static func ended(_ text: String) -> [UInt32] {
    text.unicodeScalars.map(\.value) + [0]
  }
}
