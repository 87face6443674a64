/// Text whose paragraphs were broken for the way, to be joined again (`format=flowed`, RFC 3676).
enum FlowedText {
  /// - Parameter deletesSpaces: `delsp=yes`: the space at a soft line's end was put there, too (§4.2).
  static func joined(_ text: String, deletesSpaces: Bool) -> String {
    var result = ""
    /// The quote depth of the paragraph that is still open.
    var open: Int?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = line.last == "\r" ? line.dropLast() : line
      let depth = line.prefix { $0 == ">" }.count
      line = line.dropFirst(depth)
      // §4.4: a space at the beginning was stuffed.
      if line.first == " " { line = line.dropFirst() }
      // §4.3: the line before a signature ends nothing and is no part of a paragraph.
      let isSignature = line == "-- "
      if let before = open, before == depth, !isSignature {
        result += line
      } else {
        if open != nil { result += "\n" }
        result += String(repeating: ">", count: depth) + (depth > 0 ? " " : "") + line
      }
      if line.last == " ", !isSignature {
        if deletesSpaces { result.removeLast() }
        open = depth
      } else {
        result += "\n"
        open = nil
      }
    }
    if open == nil, result.last == "\n" { result.removeLast() }
    return result
  }
}
