package import Language

/// What is wrong in a CSV file, and where.
package struct CSVFault: Error, Hashable, Sendable {
  package let file: String
  /// Both from 1; a column counts Unicode scalars of the line.
  package let line: Int
  package let column: Int
  package let problem: Phrase

  package init(file: String, line: Int, column: Int, problem: Phrase) {
    (self.file, self.line, self.column, self.problem) = (file, line, column, problem)
  }

  /// One line, as compilers write it.
  package func text(_ language: Language) -> String {
    "\(file):\(line):\(column): \(problem[language])"
  }
}
