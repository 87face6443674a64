internal import Language

/// The possible texts at the cursor. They replace the last `replacing` characters before it.
package struct Completion: Equatable, Sendable {
  package let replacing: Int
  package let candidates: [String]

  package init(replacing: Int, candidates: [String]) {
    self.replacing = replacing
    self.candidates = candidates
  }

  package static let none = Completion(replacing: 0, candidates: [])

  enum Outcome: Equatable {
    case nothing
    case insert(String)
    case list([String])
  }

  /// A single candidate is inserted. Of several, their common prefix is inserted, if it is longer
  /// than `typed` (the characters it would replace). Otherwise the candidates are listed.
  func outcome(for typed: String) -> Outcome {
    guard let first = candidates.first else { return .nothing }
    guard candidates.count > 1 else { return first == typed ? .nothing : .insert(first) }
    let shared = candidates.dropFirst().reduce(first) { Self.commonPrefix($0, $1) }
    return shared.count > typed.count ? .insert(shared) : .list(candidates)
  }

  static func commonPrefix(_ one: String, _ other: String) -> String {
    String(zip(one, other).prefix { $0 == $1 }.map(\.0))
  }

  /// The candidates in columns, from top to bottom. Each row ends with LF.
  static func columns(_ candidates: [String], in width: Int) -> String {
    let gap = 2
    let cell = (candidates.map(DisplayWidth.of).max() ?? 0) + gap
    let across = max(1, (width + gap - 1) / cell)
    let rows = (candidates.count + across - 1) / across
    return (0..<rows).map { row in
      let places = stride(from: row, to: candidates.count, by: rows)
      let line = places.map { place in
        let candidate = candidates[place]
        let isLast = place + rows >= candidates.count
        return isLast ? candidate : candidate.padded(to: cell)
      }
      return line.joined() + "\n"
    }.joined()
  }
}
