package import Language
package import Teaching

/// `byhand explain`: the answer to one topic.
package struct ExplanationView: Sendable {
  private let view: any View

  package init(language: Language, isJSON: Bool, width: Int = 80) {
    let options = ViewOptions(language: language, width: width)
    view = isJSON ? JSONView(options) : TerminalView(options)
  }

  package func show(_ notes: [Note]) -> String { notes.map(view.say).joined() }
}
