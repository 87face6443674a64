package import Protocols

/// A file of scenarios: one behaviour a line; `#` begins a comment.
package struct ScenarioFile: Hashable, Sendable {
  package struct Fault: Hashable, Sendable {
    /// Both from 1; the column in characters.
    package let line: Int
    package let column: Int
    package let error: Behaviour.WordingError
  }

  package private(set) var behaviours: [Behaviour] = []
  /// Lines that are not understood; the others are still read.
  package private(set) var faults: [Fault] = []

  package init(_ text: String) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
      guard !words.isEmpty else { continue }
      do throws(Behaviour.WordingError) {
        behaviours.append(try Behaviour(words.map(String.init)))
      } catch {
        let place =
          words.indices.contains(error.word) ? words[error.word].startIndex : line.endIndex
        faults.append(
          Fault(
            line: index + 1, column: line.distance(from: line.startIndex, to: place) + 1,
            error: error))
      }
    }
  }
}
