import Protocols

/// Joins paragraphs that were broken into lines for transport (`format=flowed`, RFC 3676).
package enum FlowedText {
  /// The text of a part, joined where its type says that it is flowed.
  package static func unflowed(_ text: String, of part: MIMEPart) -> String {
    guard part.contentType.value["format"]?.lowercasedASCII == "flowed" else { return text }
    return joined(text, deletesSpaces: part.contentType.value["delsp"]?.lowercasedASCII == "yes")
  }

  /// - Parameter deletesSpaces: `delsp=yes`: the space at a soft line's end was put there, too
  ///   (§4.2).
  static func joined(_ text: String, deletesSpaces: Bool) -> String {
    var result = "".unicodeScalars
    /// The quote depth of the paragraph that is still open.
    var open: Int?
    // By scalars: CR LF is one `Character`.
    for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = line.last == "\r" ? line.dropLast() : line
      let depth = line.prefix { $0 == ">" }.count
      line = line.dropFirst(depth)
      // §4.4: a space at the beginning was added by stuffing.
      if line.first == " " { line = line.dropFirst() }
      // §4.3: the line before a signature is fixed, and not part of a paragraph.
      let isSignature = line.elementsEqual("-- ".unicodeScalars)
      if let before = open, before == depth, !isSignature {
        result += line
      } else {
        if open != nil { result.append("\n") }
        result += repeatElement(">", count: depth)
        if depth > 0 { result.append(" ") }
        result += line
      }
      if line.last == " ", !isSignature {
        if deletesSpaces { result.removeLast() }
        open = depth
      } else {
        result.append("\n")
        open = nil
      }
    }
    if open == nil, result.last == "\n" { result.removeLast() }
    return String(result)
  }
}
