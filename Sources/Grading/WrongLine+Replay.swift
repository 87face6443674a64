import Presentation

extension WrongLine {
  /// Shows the line where it stands, and names nobody: replay shows no name unless it is asked for
  /// one. Only a file that was graded by its own name is called by that.
  package var replayCommand: String {
    recording.replayCommand(
      at: event, of: file.map { "\(ShellWord.of($0.folder)) --file \($0.number)" })
  }
}

extension GradedRecording {
  /// To be pasted into a shell.
  package func replayCommand(at event: Int?, of file: String? = nil) -> String {
    let session = place.map { " --session \($0)" } ?? ""
    let start = event.map { " --goto event:\($0)" } ?? ""
    return "byhand replay \(file ?? ShellWord.of(path))\(session)\(start)"
  }
}

/// A file's name as one word of a shell's command line.
enum ShellWord {
  static func of(_ path: String) -> String {
    // Else it would be taken for an option.
    let path = path.hasPrefix("-") ? "./" + path : path
    guard SafeText(path.utf8).isExact else { return spelled(path) }
    let isPlain = !path.isEmpty && path.utf8.allSatisfy(plain.contains)
    return isPlain ? path : "'" + path.replacing("'", with: #"'\''"#) + "'"
  }

  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+,:@%".utf8)

  /// Octet by octet (`$'\x0A'`), where the name has characters that cannot be seen.
  private static func spelled(_ path: String) -> String {
    let octets = path.utf8.map { octet -> String in
      if plain.contains(octet) || octet == UInt8(ascii: " ") {
        return String(Unicode.Scalar(octet))
      }
      let digits = String(octet, radix: 16, uppercase: true)
      return "\\x" + (digits.count == 1 ? "0" : "") + digits
    }
    // Two digits are read at most, so a letter may follow.
    return "$'" + octets.joined() + "'"
  }
}
