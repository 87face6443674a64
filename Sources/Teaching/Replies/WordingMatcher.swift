import Language
import Protocols

/// Finds the rows of a table that a text matches, in time linear in the text's length: it
/// never goes back in the text.
///
/// The automaton names each piece at its end. A row waits for one of its pieces at a time: the
/// earliest end of each is the best, since all that follows only has to stand behind it.
package struct WordingMatcher: Sendable {
  package let rows: [WordingRow]
  private let weights: [Int]
  private let automaton: WordingAutomaton
  private let lengths: [Int]
  /// Which rows have a piece, and as which of theirs.
  private let uses: [[Use]]

  private struct Use {
    let row: Int
    let index: Int
    let isLast: Bool
    let beginsWord: Bool
    let endsWord: Bool
  }

  /// What was found in a text.
  package struct Search: Sendable {
    /// Indices of the rows whose wording stands there, as they were completed.
    package fileprivate(set) var rows: [Int] = []
    /// The work that it took: nodes and rows that were looked at.
    package fileprivate(set) var steps = 0
  }

  package init(_ table: WordingTable) {
    rows = table.rows
    weights = rows.map(\.weight)
    let pieces = Set(rows.flatMap { $0.pieces.map(\.octets) })
      .sorted { $0.lexicographicallyPrecedes($1) }
    automaton = WordingAutomaton(pieces)
    lengths = pieces.map(\.count)
    let numbers = Dictionary(uniqueKeysWithValues: zip(pieces, pieces.indices))
    var uses = [[Use]](repeating: [], count: pieces.count)
    for (row, wording) in rows.enumerated() {
      for (index, piece) in wording.pieces.enumerated() {
        uses[numbers[piece.octets] ?? 0].append(
          Use(
            row: row, index: index, isLast: index == wording.pieces.count - 1,
            beginsWord: piece.beginsWord, endsWord: piece.endsWord))
      }
    }
    self.uses = uses
  }

  /// Compiled at the first reply that needs it: a console against the practice world never does.
  package static let embedded: WordingMatcher = {
    do throws(WordingTable.Fault) {
      return WordingMatcher(try WordingTable(WordingTable.embedded))
    } catch {
      preconditionFailure("wordings.txt: \(error.phrase.english)")
    }
  }()

  /// - Parameter text: folded, as `ReplyText` does it.
  package func search(_ text: [UInt8]) -> Search {
    var search = Search()
    // How many pieces of a row have been found, and where the last one ended.
    var progress = [(found: Int, end: Int)](repeating: (0, 0), count: rows.count)
    var node: Int32 = 0
    for end in text.indices {
      let (next, steps) = automaton.step(from: node, text[end])
      node = next
      search.steps += steps
      automaton.forEachPiece(at: node) { piece in
        let begin = end + 1 - lengths[piece]
        let beginsWord = begin == 0 || !text[begin - 1].isLetterOrDigit
        let endsWord = end + 1 == text.count || !text[end + 1].isLetterOrDigit
        search.steps += 1
        for use in uses[piece] {
          search.steps += 1
          guard beginsWord || !use.beginsWord, endsWord || !use.endsWord else { continue }
          guard progress[use.row].found == use.index, begin >= progress[use.row].end else {
            continue
          }
          progress[use.row] = (use.index + 1, end + 1)
          if use.isLast { search.rows.append(use.row) }
        }
      }
    }
    return search
  }

  /// The row that says most about a reply.
  package func decidingRow(for reply: ReplyText) -> WordingRow? {
    var best: Int?
    func consider(_ text: [UInt8]) {
      for row in search(text).rows {
        if let best, (weights[row], best) <= (weights[best], row) { continue }
        let codes = rows[row].codes
        if codes.isEmpty || codes.contains(where: { $0.matches(reply.code, reply.enhanced) }) {
          best = row
        }
      }
    }
    consider(reply.text)
    if let elided = reply.elided { consider(elided) }
    return best.map { rows[$0] }
  }
}
