/// A stranger's HTML, made anew from what is harmless in it.
///
/// Nothing is ever a slice of what came: tags are read, and those of a short list are written again, with attributes of a
/// short list, escaped; words stay. So nothing can run, load, submit, frame or restyle. Its elements are closed in order,
/// and it is bounded in depth and size.
package struct HarmlessHTML: Hashable, Sendable {
  /// Fit to stand inside any block of a page.
  package let markup: String
  /// Content-IDs of the message's own pictures that it shows.
  package let pictures: Set<String>
  /// Pictures on other machines, which were not put in.
  package let remotePictures: Int
  /// There was more than is kept.
  package let isCut: Bool

  /// - Parameters:
  ///   - pictures: by Content-ID, where on the page's own server the message's pictures are.
  ///   - limit: octets of markup, end tags not counted.
  package init(_ html: String, pictures: [String: String] = [:], limit: Int = 1 << 20) {
    var writer = HTMLWriter(limit: limit, addresses: pictures)
    var tokens = HTMLTokenizer(html)
    while !writer.isFull, let token = tokens.next() { writer.take(token) }
    markup = writer.finished()
    self.pictures = writer.pictures
    remotePictures = writer.remotePictures
    isCut = writer.isFull
  }

  /// Text as it may stand between tags and inside quotation marks.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
