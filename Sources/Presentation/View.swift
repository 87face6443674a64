package import Language
package import Teaching
package import Transcripts

/// How much is explained.
package enum AnnotationLevel: String, Hashable, Sendable, CaseIterable {
  case full, brief
  /// Mistakes only.
  case off

  /// The note as this level shows it, or `nil`.
  package func shown(_ note: Note) -> Note? {
    switch (self, note.about) {
    case (.full, _), (_, .console): return note
    // No line of the wire shows that a connection failed or was closed.
    case (.off, .mistake), (_, .transport): return note.isRemark ? nil : note
    case (.off, _): return nil
    case (.brief, .mistake), (.brief, .phase): return note
    case (.brief, .capability), (.brief, .reply): return note.brief
    }
  }
}

/// What a view knows of its screen and its reader.
package struct ViewOptions: Hashable, Sendable {
  package var language: Language
  package var level = AnnotationLevel.full
  /// Show line ends and octet counts.
  package var showsWire = false
  /// In cells.
  package var width: Int
  package var hasColour: Bool

  package init(language: Language, width: Int = 80, hasColour: Bool = false) {
    self.language = language
    self.width = width
    self.hasColour = hasColour
  }
}

/// The forms of output a reader can choose between.
package enum OutputForm: Hashable, Sendable {
  case terminal, plain, json

  package func view(_ options: ViewOptions) -> any View {
    switch self {
    case .terminal: TerminalView(options)
    case .plain: PlainView(options)
    case .json: JSONView(options)
    }
  }
}

/// One form of output: events and notes in, text out, line ends LF. Pure: equal input gives equal
/// bytes.
package protocol View: Sendable {
  var options: ViewOptions { get set }
  /// `isEchoed`: the client's line stands on the screen already, behind the prompt. `speakers`:
  /// where a watched conversation is near. `exposure`: shown where line ends and counts are.
  func show(
    _ event: Event, _ notes: [Note], by speakers: Speakers?, _ exposure: Exposure?, isEchoed: Bool
  ) -> String
  /// What belongs behind an echoed line on the screen: the signs of its line end, if they are shown.
  func ending(ofEchoed event: Event) -> LineEnd?
  /// A note that belongs to no event.
  func say(_ note: Note) -> String
  func table(_ listing: Listing) -> String
  func map(_ map: CourseMap) -> String
  /// Several lines that belong together, such as the opening screen or a message.
  func block(_ lines: [String]) -> String
  func comparison(_ comparison: Comparison) -> String
  func ladder(_ ladder: Ladder) -> String
}

/// The signs of a line's end, coloured, and their width in cells.
package struct LineEnd: Hashable, Sendable {
  package let text: String
  package let width: Int
}

extension View {
  package func ending(ofEchoed event: Event) -> LineEnd? { nil }

  package func show(_ event: Event, _ notes: [Note], isEchoed: Bool) -> String {
    show(event, notes, by: nil, nil, isEchoed: isEchoed)
  }

  package func show(
    _ event: Event, _ notes: [Note], by speakers: Speakers?, isEchoed: Bool
  ) -> String {
    show(event, notes, by: speakers, nil, isEchoed: isEchoed)
  }

  package func ladder(_ ladder: Ladder) -> String {
    block(LadderView(ladder, options.language, width: options.width).lines)
  }

  /// Line ends stay: a lesson's text may have paragraphs.
  func words(_ phrase: Phrase) -> String {
    phrase[options.language].split(separator: "\n", omittingEmptySubsequences: false)
      .map { SafeText.of(String($0)) }.joined(separator: "\n")
  }

  func shown(_ notes: [Note]) -> [Note] { notes.compactMap { options.level.shown($0) } }
}

/// A table of phrases.
package struct Listing: Sendable {
  /// Rows that belong together, below their title.
  package struct Section: Sendable {
    let title: Phrase?
    let rows: [[Phrase]]

    package init(title: Phrase?, rows: [[Phrase]]) {
      self.title = title
      self.rows = rows
    }
  }

  let headings: [Phrase]
  let sections: [Section]
  /// The first column holds lines to type, which are not broken.
  let hasTypedLines: Bool
  /// A column of prose is not made narrower than this many cells.
  let narrowest: Int

  package init(
    headings: [Phrase], sections: [Section], hasTypedLines: Bool = false, narrowest: Int = 12
  ) {
    self.headings = headings
    self.sections = sections
    self.hasTypedLines = hasTypedLines
    self.narrowest = narrowest
  }

  package init(headings: [Phrase], rows: [[Phrase]], hasTypedLines: Bool = false) {
    self.init(
      headings: headings, sections: [Section(title: nil, rows: rows)],
      hasTypedLines: hasTypedLines)
  }

  package var rows: [[Phrase]] { sections.flatMap(\.rows) }
}
