package import Language
package import Markup
import Presentation
import Protocols

extension Phrase {
  /// Both languages beside each other: the style sheet hides the one that is not chosen.
  package var html: HTML {
    let (english, chinese) = (Self.safe(self.english), Self.safe(self.chinese))
    guard english != chinese else { return "\(english)" }
    return """
      <span lang="en">\(english)</span><span lang="zh-Hans">\(chinese)</span>
      """
  }

  /// A text may have paragraphs.
  private static func safe(_ text: String) -> String {
    guard text.utf8.contains(.lineFeed) else { return SafeText.of(text) }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { SafeText.of(String($0)) }.joined(separator: "\n")
  }
}
