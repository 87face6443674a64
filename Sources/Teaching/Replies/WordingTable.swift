package import Language
import Protocols
import ReplyFiles

/// What servers in the world say: a row for each wording.
///
/// `wordings.txt` has five fields a row, separated by `|`: diagnosis, codes, wording, provider,
/// source. A line that begins with `#` is a comment.
package struct WordingTable: Hashable, Sendable {
  package let rows: [WordingRow]

  /// - Throws: the first fault, with its line and column.
  package init(_ octets: some Collection<UInt8>) throws(Fault) {
    var rows: [WordingRow] = []
    var number = 0
    for line in octets.split(separator: .lineFeed, omittingEmptySubsequences: false) {
      number += 1
      guard let text = String(validating: line, as: UTF8.self) else {
        throw Fault(line: number, column: 1, problem: .notUTF8)
      }
      guard !text.hasPrefix("#"), text.contains(where: { !$0.isWhitespace }) else { continue }
      rows.append(try WordingRow(text, line: number))
    }
    self.rows = rows
  }

  /// The table in this program; a test holds that it can be read.
  package static let embedded: [UInt8] = Array(
    UnsafeBufferPointer(start: byhand_wordings(), count: byhand_wordings_length()))

  package struct Fault: Error, Hashable, Sendable {
    /// From 1.
    package let line: Int
    /// From 1, in Unicode scalars.
    package let column: Int
    package let problem: Problem
  }

  package enum Problem: Hashable, Sendable {
    case notUTF8
    case fields(Int)
    case diagnosis(String)
    case code(String)
    /// A wording without any letter.
    case wording(String)
    /// Not one lower-case word.
    case provider(String)
    case source
  }
}

extension WordingRow {
  fileprivate init(_ text: String, line: Int) throws(WordingTable.Fault) {
    let cells = Cell.all(in: text)
    func fault(_ cell: Cell, _ problem: WordingTable.Problem) -> WordingTable.Fault {
      WordingTable.Fault(line: line, column: cell.column, problem: problem)
    }
    guard cells.count == 5 else {
      throw fault(cells[min(cells.count, 6) - 1], .fields(cells.count))
    }
    guard let diagnosis = Diagnosis(rawValue: cells[0].text), ![.ok, .unknown].contains(diagnosis)
    else { throw fault(cells[0], .diagnosis(cells[0].text)) }
    var codes: [CodePattern] = []
    for cell in cells[1].text == "-" ? [] : cells[1].words {
      guard let code = CodePattern(cell.text) else { throw fault(cell, .code(cell.text)) }
      codes.append(code)
    }
    let pieces = Self.pieces(of: cells[2].text)
    guard pieces.contains(where: { $0.octets.contains { $0.isLetterOrDigit || $0 >= 0x80 } }),
      cells[1].text == "-" || !codes.isEmpty
    else { throw fault(cells[2], .wording(cells[2].text)) }
    let provider = cells[3].text
    guard !provider.isEmpty, provider.utf8.allSatisfy({ $0.isDigit || (0x61...0x7A).contains($0) })
    else { throw fault(cells[3], .provider(provider)) }
    guard !cells[4].text.isEmpty else { throw fault(cells[4], .source) }
    self.init(
      diagnosis: diagnosis, codes: codes, pieces: pieces,
      provider: provider == "any" ? nil : provider, source: cells[4].text, line: line)
  }

  /// `spam*` is not bound to a word's end, as a star is glued to it; `spam *` is.
  private static func pieces(of wording: String) -> [Piece] {
    let parts = ReplyText.folded(wording).split(
      separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
    return parts.enumerated().compactMap { index, part in
      let octets = Array(part.trimmingSpaces)
      guard let first = octets.first, let last = octets.last else { return nil }
      let isGluedBefore = index > 0 && part.first != .space
      let isGluedBehind = index < parts.count - 1 && part.last != .space
      return Piece(
        octets: octets, beginsWord: first.isLetterOrDigit && !isGluedBefore,
        endsWord: last.isLetterOrDigit && !isGluedBehind)
    }
  }
}

/// A field of a row, without the blanks around it.
private struct Cell {
  let text: String
  let column: Int

  static func all(in line: String) -> [Cell] { cells(of: line, at: 1, separator: "|") }
  var words: [Cell] {
    Self.cells(of: text, at: column, separator: " ").filter { !$0.text.isEmpty }
  }

  private static func cells(
    of text: String, at column: Int, separator: Unicode.Scalar
  ) -> [Cell] {
    var column = column
    return text.unicodeScalars.split(separator: separator, omittingEmptySubsequences: false).map {
      part in
      defer { column += part.count + 1 }
      let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
      let end = part.lastIndex { !isBlank($0) }.map(part.index(after:)) ?? part.startIndex
      let trimmed = part[..<end].drop(while: isBlank)
      let indent = part.distance(from: part.startIndex, to: trimmed.startIndex)
      return Cell(text: String(trimmed), column: column + (trimmed.isEmpty ? 0 : indent))
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate var trimmingSpaces: ArraySlice<UInt8> {
    let end = lastIndex { $0 != .space }.map { $0 + 1 } ?? startIndex
    return self[..<end].drop { $0 == .space }
  }
}

extension WordingTable.Fault {
  package var phrase: Phrase {
    Phrase(en: "line \(line), column \(column): ", zh: "第 \(line) 行第 \(column) 列：")
      + problem.phrase
  }
}

extension WordingTable.Problem {
  fileprivate var phrase: Phrase {
    switch self {
    case .notUTF8: Phrase(en: "this line is not UTF-8", zh: "这一行不是 UTF-8")
    case .fields(let count):
      Phrase(
        en: "a row has five fields (diagnosis | codes | wording | provider | source), not \(count)",
        zh: "每行有五个字段（diagnosis | codes | wording | provider | source），这里有 \(count) 个")
    case .diagnosis(let word):
      Phrase(
        en: "'\(word)' is not a diagnosis that a wording can have", zh: "“\(word)”不是措辞可用的诊断")
    case .code(let word):
      Phrase(
        en: "'\(word)' is not a code: 550, 5xx, 5.7.1, x.7.1 or -",
        zh: "“\(word)”不是状态码：可以写 550、5xx、5.7.1、x.7.1 或 -")
    case .wording(let text):
      Phrase(en: "'\(text)' is not a wording", zh: "“\(text)”不能作为措辞")
    case .provider(let word):
      Phrase(
        en: "'\(word)' is not a provider: one word in lower case, or any",
        zh: "“\(word)”不是服务商：写一个小写单词，或 any")
    case .source: Phrase(en: "the source is missing", zh: "缺少出处")
    }
  }
}
