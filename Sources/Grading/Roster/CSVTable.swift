package import Language
import Messages

/// A CSV file as it stands (RFC 4180, and what spreadsheets make of it): its cells, and where each
/// of them is, so that one can be replaced and all other octets stay.
///
/// Every mark of CSV is ASCII below 0x40, which is never a part of a longer character in UTF-8, GBK
/// or GB 18030. So the octets are cut first, and each cell is decoded alone.
package struct CSVTable: Sendable {
  /// Octets of the largest file.
  package static let limit = 32 << 20
  package static let cellLimit = 1_000_000

  package enum Encoding: Hashable, Sendable {
    case utf8
    /// It contains GBK and GB 2312, as Chinese versions of Excel save them.
    case gb18030
  }

  package struct Cell: Hashable, Sendable {
    /// Without quotes; a doubled quote is one.
    package let text: String
    /// In the file's octets, with quotes.
    package let range: Range<Int>
    package let isQuoted: Bool
  }

  package let name: String
  package let octets: [UInt8]
  package let encoding: Encoding
  package let delimiter: UInt8
  /// Empty lines and a line `sep=;` are left out. Rows may differ in length.
  package let rows: [[Cell]]

  package init(_ octets: [UInt8], name: String) throws(CSVFault) {
    let fault = { CSVFault(file: name, line: 1, column: 1, problem: $0) }
    guard octets.count <= Self.limit else { throw fault(.tooLarge) }
    if octets.starts(with: [0x50, 0x4B, 0x03, 0x04]) { throw fault(.workbook) }
    if octets.starts(with: [0xFF, 0xFE]) || octets.starts(with: [0xFE, 0xFF])
      || octets.contains(0)
    {
      throw fault(.notText)
    }
    self.name = name
    self.octets = octets
    encoding = String(validating: octets, as: UTF8.self) == nil ? .gb18030 : .utf8
    var reader = CSVReader(octets, encoding)
    delimiter = reader.delimiter
    do throws(CSVReader.Malformed) {
      rows = try reader.rows()
    } catch {
      let place = Self.position(of: error.offset, in: octets, encoding)
      throw CSVFault(file: name, line: place.line, column: place.column, problem: error.problem)
    }
  }

  /// Of an octet, for a message.
  package func position(of offset: Int) -> (line: Int, column: Int) {
    Self.position(of: offset, in: octets, encoding)
  }

  package func fault(at cell: Cell?, _ problem: Phrase) -> CSVFault {
    let place = position(of: cell?.range.lowerBound ?? 0)
    return CSVFault(file: name, line: place.line, column: place.column, problem: problem)
  }

  private static func position(
    of offset: Int, in octets: [UInt8], _ encoding: Encoding
  ) -> (line: Int, column: Int) {
    var line = 1
    var start = octets.starts(with: CSVReader.byteOrderMark) ? CSVReader.byteOrderMark.count : 0
    for index in octets.indices.prefix(offset) {
      let isReturn = octets[index] == 0x0D && octets.dropFirst(index + 1).first != 0x0A
      guard octets[index] == 0x0A || isReturn else { continue }
      line += 1
      start = index + 1
    }
    let before = CSVReader.decoded(octets[start..<max(start, offset)], encoding)
    return (line, before.unicodeScalars.count + 1)
  }

  // MARK: Other texts in cells

  package struct Place: Hashable, Sendable {
    /// In `rows`, and in that row.
    package let row: Int
    package let column: Int

    package init(row: Int, column: Int) { (self.row, self.column) = (row, column) }
  }

  /// The file's octets with other texts in these cells. A cell keeps its quotes, and gets some where
  /// its new text needs them. A row that is too short is made longer.
  ///
  /// A text beyond ASCII can only be written to a file in UTF-8: elsewhere `?` stands for each
  /// character.
  package func replacing(_ texts: [Place: String]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(octets.count + texts.count * 8)
    var done = 0
    let places = texts.keys.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    var lengths: [Int: Int] = [:]
    for place in places {
      guard rows.indices.contains(place.row), let text = texts[place] else { continue }
      let row = rows[place.row]
      if row.indices.contains(place.column) {
        let cell = row[place.column]
        result += octets[done..<cell.range.lowerBound] + written(text, quoted: cell.isQuoted)
        done = cell.range.upperBound
      } else if let last = row.last {
        if done < last.range.upperBound {
          result += octets[done..<last.range.upperBound]
          done = last.range.upperBound
        }
        let missing = place.column - (lengths[place.row] ?? row.count) + 1
        result += Array(repeating: delimiter, count: missing) + written(text, quoted: false)
        lengths[place.row] = place.column + 1
      }
    }
    return result + octets[done...]
  }

  private func written(_ text: String, quoted isQuoted: Bool) -> [UInt8] {
    let octets =
      encoding == .utf8
      ? Array(text.utf8) : text.map { $0.asciiValue ?? UInt8(ascii: "?") }
    let needsQuotes = octets.contains {
      $0 == delimiter || $0 == CSVReader.quote || $0 == 0x0D || $0 == 0x0A
    }
    guard isQuoted || needsQuotes else { return octets }
    let inside = octets.flatMap { $0 == CSVReader.quote ? [$0, $0] : [$0] }
    return [CSVReader.quote] + inside + [CSVReader.quote]
  }
}

/// Cuts a file into cells.
private struct CSVReader {
  struct Malformed: Error {
    let offset: Int
    let problem: Phrase
  }

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  static let quote = UInt8(ascii: "\"")

  private let octets: [UInt8]
  private let encoding: CSVTable.Encoding
  let delimiter: UInt8
  private var position: Int
  private var count = 0

  init(_ octets: [UInt8], _ encoding: CSVTable.Encoding) {
    (self.octets, self.encoding) = (octets, encoding)
    position = octets.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
    let first = octets[position...].drop(while: Self.isLineEnd).prefix { !Self.isLineEnd($0) }
    if let named = Self.namedDelimiter(first) {
      delimiter = named
      position = first.endIndex
    } else {
      delimiter = Self.likelyDelimiter(octets[first.startIndex...])
    }
  }

  static func decoded(_ octets: ArraySlice<UInt8>, _ encoding: CSVTable.Encoding) -> String {
    if encoding == .gb18030, octets.contains(where: { $0 >= 0x80 }),
      let text = Charsets.system.decoded(Array(octets), as: "gb18030")
    {
      return text
    }
    return String(decoding: octets, as: UTF8.self)
  }

  // MARK: The delimiter

  /// Excel's own line: `sep=;`.
  private static func namedDelimiter(_ line: ArraySlice<UInt8>) -> UInt8? {
    let text = line.filter { $0 != quote }
    guard text.count == 5, String(decoding: text.prefix(4), as: UTF8.self).lowercased() == "sep="
    else { return nil }
    return text.last.flatMap { $0 < 0x40 && $0 != 0x20 ? $0 : nil }
  }

  /// The commonest, outside of quotes, in the first line that has any.
  private static func likelyDelimiter(_ octets: ArraySlice<UInt8>) -> UInt8 {
    let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for octet in octets {
      if octet == quote { isQuoted.toggle() }
      if isQuoted { continue }
      if isLineEnd(octet), !counts.isEmpty { break }
      if candidates.contains(octet) { counts[octet, default: 0] += 1 }
    }
    return candidates.reduce(candidates[0]) {
      counts[$1, default: 0] > counts[$0, default: 0] ? $1 : $0
    }
  }

  // MARK: Rows

  // file = record *(CRLF record) [CRLF]; CR and LF alone end a record as well.
  mutating func rows() throws(Malformed) -> [[CSVTable.Cell]] {
    var rows: [[CSVTable.Cell]] = []
    while true {
      while position < octets.count, Self.isLineEnd(octets[position]) { position += 1 }
      guard position < octets.count else { return rows }
      rows.append(try record())
    }
  }

  // record = field *(COMMA field)
  private mutating func record() throws(Malformed) -> [CSVTable.Cell] {
    var cells = [try field()]
    while position < octets.count, octets[position] == delimiter {
      position += 1
      cells.append(try field())
    }
    return cells
  }

  private mutating func field() throws(Malformed) -> CSVTable.Cell {
    count += 1
    guard count <= CSVTable.cellLimit else {
      throw Malformed(offset: position, problem: .tooManyCells)
    }
    let start = position
    let isQuoted = position < octets.count && octets[position] == Self.quote
    let content = isQuoted ? try escaped() : plain()
    let text = Self.decoded(content, encoding)
    // Octets that are not GB 18030 either. The character itself is 84 31 A4 37 there.
    if encoding == .gb18030, text.unicodeScalars.contains("\u{FFFD}") {
      throw Malformed(offset: start, problem: .foreignText)
    }
    return CSVTable.Cell(text: text, range: start..<position, isQuoted: isQuoted)
  }

  // non-escaped = *TEXTDATA. A quote inside it is itself, as spreadsheets take it.
  private mutating func plain() -> ArraySlice<UInt8> {
    let start = position
    while position < octets.count, octets[position] != delimiter,
      !Self.isLineEnd(octets[position])
    {
      position += 1
    }
    return octets[start..<position]
  }

  // escaped = DQUOTE *(TEXTDATA / COMMA / CR / LF / 2DQUOTE) DQUOTE
  private mutating func escaped() throws(Malformed) -> ArraySlice<UInt8> {
    let start = position
    position += 1
    var content: [UInt8] = []
    while true {
      guard position < octets.count else {
        throw Malformed(offset: start, problem: .unclosedQuote)
      }
      let octet = octets[position]
      position += 1
      if octet == Self.quote {
        guard position < octets.count, octets[position] == Self.quote else { break }
        position += 1
      }
      content.append(octet)
    }
    // Spaces behind the quote do no harm.
    while position < octets.count, octets[position] == 0x20 { position += 1 }
    guard
      position == octets.count || octets[position] == delimiter
        || Self.isLineEnd(octets[position])
    else { throw Malformed(offset: position, problem: .textAfterQuote) }
    return content[...]
  }

  private static func isLineEnd(_ octet: UInt8) -> Bool { octet == 0x0A || octet == 0x0D }
}

extension Phrase {
  fileprivate static let tooLarge = Phrase(
    en: "The file is larger than 32 MB.", zh: "文件超过 32 MB。")
  fileprivate static let tooManyCells = Phrase(
    en: "The table has more than a million cells.", zh: "表格超过一百万个单元格。")
  fileprivate static let workbook = Phrase(
    en: "This is a workbook, not a CSV file. In Excel: Save As, CSV UTF-8.",
    zh: "这是工作簿，不是 CSV 文件。请在 Excel 里“另存为”，选“CSV UTF-8”。")
  fileprivate static let notText = Phrase(
    en: "The file is neither UTF-8 nor GBK. In Excel: Save As, CSV UTF-8.",
    zh: "文件既不是 UTF-8 也不是 GBK。请在 Excel 里“另存为”，选“CSV UTF-8”。")
  fileprivate static let foreignText = Phrase(
    en: "This cell is neither UTF-8 nor GBK. Save the file as CSV UTF-8.",
    zh: "这个单元格既不是 UTF-8 也不是 GBK。请把文件另存为 CSV UTF-8。")
  fileprivate static let unclosedQuote = Phrase(
    en: "This cell begins with a quote that is never closed.", zh: "这个单元格的引号一直没有结束。")
  fileprivate static let textAfterQuote = Phrase(
    en: "Text follows the closing quote. Inside quotes, a quote is written twice.",
    zh: "结束引号之后还有文字。引号里的引号要写两遍。")
}
