/// Splits a command that names files into words. A space inside a name is written as in a shell:
/// `my\ cat.png` or `"my cat.png"`.
enum FileWords {
  static func split(_ text: String) -> [String] {
    pieces(of: text).map(\.meant)
  }

  struct Piece: Equatable {
    let meant: String
    /// As typed, with quotation marks and backslashes.
    let typed: String
  }

  static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var (meant, typed) = ("".unicodeScalars, "".unicodeScalars)
    var quote: Unicode.Scalar?
    var isEscaped = false
    func finish() {
      if !typed.isEmpty { pieces.append(Piece(meant: String(meant), typed: String(typed))) }
      (meant, typed) = ("".unicodeScalars, "".unicodeScalars)
    }
    for scalar in text.unicodeScalars {
      if isEscaped {
        meant.append(scalar)
        isEscaped = false
      } else if scalar == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if scalar == open { quote = nil } else { meant.append(scalar) }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if scalar == " " || scalar == "\t" {
        finish()
        continue
      } else {
        meant.append(scalar)
      }
      typed.append(scalar)
    }
    finish()
    return pieces
  }

  /// The name as the student must type it.
  static func escaped(_ name: String) -> String {
    var result = "".unicodeScalars
    for scalar in name.unicodeScalars {
      if " \\\"'".unicodeScalars.contains(scalar) { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }
}
