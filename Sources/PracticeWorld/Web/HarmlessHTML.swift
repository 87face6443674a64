package import Markup
import Messages

/// A stranger's HTML, written anew from what is harmless in it.
///
/// Nothing is ever a slice of what came in: tags are read, and those of a short list are written
/// again, with attributes of a short list; the words stay. So nothing can run, load, submit, frame
/// or restyle. Elements are closed in order, and depth and size are bounded.
package struct HarmlessHTML: Hashable, Sendable {
  /// May stand inside any block of a page.
  package let markup: HTML
  /// Content-IDs of the message's own pictures that it shows.
  package let pictures: Set<String>
  /// Pictures on other machines, which were not put in.
  package let remotePictures: Int
  /// Part of the page was left out.
  package let isCut: Bool

  /// - Parameters:
  ///   - pictures: by Content-ID, where on the page's own server the message's pictures are.
  ///   - limit: octets of markup, end tags not counted.
  package init(_ html: String, pictures: [String: String] = [:], limit: Int = 1 << 20) {
    var writer = HarmlessHTMLWriter(limit: limit, addresses: pictures)
    var tokens = HTMLTokenizer(html)
    while !writer.isFull, let token = tokens.next() { writer.take(token) }
    markup = writer.finished()
    self.pictures = writer.pictures
    remotePictures = writer.remotePictures
    isCut = writer.isFull
  }
}
