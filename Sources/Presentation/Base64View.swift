package import Language
import Protocols
import Teaching
import Transcripts

/// How a file became base64, and how many octets that cost.
package struct Base64View: Hashable, Sendable {
  package let file: String
  package let type: String
  /// The file's first octets, at most three.
  package let first: [UInt8]
  package let before: Int
  /// Line ends included.
  package let after: Int
  package let lines: Int
  package var showsBits = true

  package init(file: String, type: String, first: [UInt8], before: Int, after: Int, lines: Int) {
    self.file = file
    self.type = type
    self.first = Array(first.prefix(3))
    self.before = before
    self.after = after
    self.lines = lines
  }

  package func lines(_ language: Language, width: Int) -> [String] {
    func wrapped(_ text: String) -> [String] {
      Wrapping.lines(SafeText.of(text), width: max(8, width - 4)).map { "   " + $0 }
    }
    let head = wrapped("\(file)  \(type)  " + Phrase.octets(before)[language])
    guard before > 0 else { return head + wrapped(Phrase.nothing[language]) }
    let bits = showsBits ? wrapped(Phrase.rule[language]) + table(language, width: width) : []
    return head + bits + wrapped(cost[language])
  }

  // MARK: Bits

  /// Three octets above, four characters below, and between them the same 24 bits.
  private func table(_ language: Language, width: Int) -> [String] {
    let bits = first.flatMap { octet in (0..<8).reversed().map { octet >> UInt8($0) & 1 } }
    let groups = stride(from: 0, to: bits.count, by: 6).map { start in
      (0..<6).map { start + $0 < bits.count ? bits[start + $0] : 0 }
    }
    let numbers = groups.map { $0.reduce(0) { $0 << 1 | Int($1) } }
    let characters = Base64.encoded(first).map(String.init)
    let rows: [(cells: [String], cell: Int, label: Phrase)] = [
      (first.map { Self.hexadecimal($0) }, 9, .octetsRow),
      (first.map { Self.binary($0, 8) }, 9, .bitsRow),
      (numbers.map { Self.binary(UInt8($0), 6) }, 7, .sixesRow),
      (numbers.map { String($0) }, 7, .numbersRow),
      (characters, 7, .charactersRow),
    ]
    // On a very narrow screen only the first and the last row are shown.
    guard width >= 36 else {
      return Wrapping.lines(
        first.map(Self.hexadecimal).joined(separator: " ") + " → " + characters.joined(),
        width: max(8, width - 4)
      ).map { "   " + $0 }
    }
    return rows.map { row in
      let cells = row.cells.map { $0.padded(to: row.cell) }.joined()
      let label = width >= 64 ? row.label[language] : ""
      return ("     " + cells.padded(to: 31) + label).withoutTrailingSpaces
    }
  }

  private static func hexadecimal(_ octet: UInt8) -> String {
    (octet < 16 ? "0" : "") + String(octet, radix: 16, uppercase: true)
  }

  private static func binary(_ number: UInt8, _ width: Int) -> String {
    let digits = String(number, radix: 2)
    return String(repeating: "0", count: width - digits.count) + digits
  }

  // MARK: Cost

  private var cost: Phrase {
    let tenths = ((after - before) * 1_000 + before / 2) / before
    let percent = "\(tenths / 10).\(tenths % 10)"
    return Phrase(
      en:
        "\(grouped(before)) octets became \(grouped(after)): \(percent) % more, in \(grouped(lines)) line\(lines == 1 ? "" : "s") of at most 76 characters, each with CR LF.",
      zh:
        "\(grouped(before)) 字节变成 \(grouped(after)) 字节：多了 \(percent)%，共 \(grouped(lines)) 行，每行最多 76 个字符加 CR LF。"
    )
  }
}

extension Phrase {
  fileprivate static func octets(_ count: Int) -> Phrase {
    Phrase(
      en: "\(grouped(count)) octet\(count == 1 ? "" : "s")", zh: "\(grouped(count)) 字节")
  }
  fileprivate static let nothing = Phrase(
    en: "An empty file: there is nothing to encode.", zh: "空文件：没有可编码的内容。")
  fileprivate static let rule = Phrase(
    en:
      "SMTP carries 7-bit text, so base64 makes four ASCII characters of every three octets (RFC 2045 §6.8). The first ones:",
    zh: "SMTP 只传 7 位文本，所以 base64 把每三个字节变成四个 ASCII 字符（RFC 2045 §6.8）。开头是这样的：")
  fileprivate static let octetsRow = Phrase(en: "octets of the file", zh: "文件的字节")
  fileprivate static let bitsRow = Phrase(en: "8 bits each", zh: "每个 8 位")
  fileprivate static let sixesRow = Phrase(en: "the same bits, cut in sixes", zh: "同样的位，每 6 位一组")
  fileprivate static let numbersRow = Phrase(en: "numbers from 0 to 63", zh: "0 到 63 的数")
  fileprivate static let charactersRow = Phrase(en: "characters that are sent", zh: "发送的字符")
}
