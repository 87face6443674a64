package import Language
package import Lessons

/// What a recording can be exported as.
package enum ExportFormat: String, Hashable, Sendable, CaseIterable {
  case html, markdown, mermaid, svg, cast, pcapng, text

  /// It has no meaning for a terminal.
  package var isBinary: Bool { self == .pcapng }

  /// How many events it takes. A document that is read from beginning to end takes fewer.
  package var eventLimit: Int { [.html, .markdown].contains(self) ? 20_000 : 500_000 }
}

package struct ExportOptions: Hashable, Sendable {
  package var language: Language
  /// Student, ID and file name.
  package var showsNames: Bool
  /// The text of messages.
  package var hasText: Bool
  /// Those whose texts are known.
  package var lessons: Library
  /// The program that writes the file: `byhand 0.1.0`.
  package var software: String

  package init(
    language: Language, showsNames: Bool = false, hasText: Bool = true,
    lessons: Library = Library(), software: String = "byhand"
  ) {
    self.language = language
    self.showsNames = showsNames
    self.hasText = hasText
    self.lessons = lessons
    self.software = software
  }
}

extension Recording {
  /// The whole document.
  package func exported(as format: ExportFormat, _ options: ExportOptions) -> [UInt8] {
    switch format {
    case .html: PlayerExport(self, options).octets
    case .text: TextExport(self, options).octets
    case .pcapng: CaptureExport(self, options).octets
    case .mermaid: Array(MermaidExport(self, options).text.utf8)
    case .svg: Array(SVGExport(self, options).text.utf8)
    case .cast: CastExport(self, options).octets
    case .markdown: Array(MarkdownExport(self, options).text.utf8)
    }
  }
}
