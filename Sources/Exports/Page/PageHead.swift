package import Markup
import Presentation
import Protocols
import TLS

/// The head of a page that needs nothing else: one style sheet and one script, which alone may be
/// used, and nobody is asked for anything.
package struct PageHead: Sendable {
  private let title: String
  private let software: String
  private let style: HTML
  private let script: HTML

  /// - Parameters:
  ///   - software: The program that writes the page.
  ///   - script: What stands in the page's only `<script>`.
  package init(title: String, software: String, style: HTML, script: HTML) {
    (self.title, self.software, self.style, self.script) = (title, software, style, script)
  }

  package var html: HTML {
    // An empty picture as icon: without it a browser asks a server for one.
    """
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src '\(Self.source(style))'; script-src '\(Self.source(script))'; \
    img-src data:; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta name="generator" content="\(software)">
    <link rel="icon" href="data:,">
    <title>\(SafeText.of(title))</title>
    <style>\(style)</style>

    """
  }

  /// How a policy names what may be used (CSP Level 3 §2.3.1).
  private static func source(_ content: HTML) -> String {
    "sha256-" + Base64.encoded(SHA256.digest(of: content.text.utf8))
  }
}
