import Teaching

/// Looks a YAML text over before a parser builds anything from it: an alias bomb of 360 octets costs seconds, deep nesting the
/// stack. It may refuse a little more than it must, never less: a node that begins with `&` or `*` is refused.
struct YAMLGuard {
  struct Finding: Error { let line: Int, column: Int, problem: Phrase }

  private static let depthLimit = 20
  private static let indentLimit = 60

  /// Within a scalar that a quotation mark closes.
  private var quote: Character?
  private var depth = 0
  /// A block scalar (`|`, `>`) goes on while lines are indented deeper than this.
  private var blockIndent: Int?

  static func check(_ text: String) throws(Finding) {
    var guardian = YAMLGuard()
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      try guardian.check(Array(line), number: index + 1)
    }
  }

  private mutating func check(_ line: [Character], number: Int) throws(Finding) {
    let indent = line.prefix { $0 == " " }.count
    if let blockIndent, quote == nil {
      if indent == line.count || indent > blockIndent { return }
      self.blockIndent = nil
    }
    if indent > Self.indentLimit { throw Finding(line: number, column: indent, problem: .tooDeep) }
    try scan(line, number: number, indent: indent)
  }

  private mutating func scan(
    _ line: [Character], number: Int, indent: Int
  ) throws(Finding) {
    var isNodeStart = quote == nil
    var dashes = 0
    var index = indent
    while index < line.count {
      let character = line[index]
      let next = index + 1 < line.count ? line[index + 1] : " "
      if let quote {
        if character == "\\", quote == "\"" {
          index += 1
        } else if character == quote {
          self.quote = nil
        }
        isNodeStart = false
      } else if character == "#", index == indent || line[index - 1].isWhitespace {
        return
      } else if character.isWhitespace {
        // A space changes nothing.
      } else if isNodeStart, character == "&" || character == "*" {
        throw Finding(line: number, column: index + 1, problem: .alias)
      } else if isNodeStart, character == "\"" || character == "'" {
        quote = character
      } else if isNodeStart, character == "|" || character == ">" {
        blockIndent = indent
        return
      } else if "[{".contains(character), isNodeStart || depth > 0 {
        depth += 1
        isNodeStart = true
      } else if "]},".contains(character), depth > 0 {
        if character != "," { depth -= 1 }
        isNodeStart = character == ","
      } else if character == ":" || character == "?" || character == "-",
        next.isWhitespace || depth > 0
      {
        // `- ` and `: ` begin a node; a tag (`!`) does not end one.
        if character == "-" { dashes += 1 }
        isNodeStart = next.isWhitespace || character != "-"
      } else if character == "!", isNodeStart {
        while index + 1 < line.count, !line[index + 1].isWhitespace { index += 1 }
      } else {
        isNodeStart = false
      }
      if depth + dashes > Self.depthLimit {
        throw Finding(line: number, column: index + 1, problem: .tooDeep)
      }
      index += 1
    }
  }
}
