import Language
import Protocols

/// What a terminal adds to a session that is copied or recorded from it: a second CR, characters
/// that were typed and erased, blanks up to the window's edge.
struct Screen {
  private static let columns = 40...400

  /// The window's width, where lines are filled up to it.
  private let width: Int?
  private(set) var hasChanged = false

  init(_ source: Source) {
    var lengths: [Int: Int] = [:]
    var lines = 0
    for line in source.lines.prefix(400) where !line.octets.isEmpty {
      lines += 1
      if line.octets.last == .space {
        lengths[Self.withoutReturns(line.octets).count, default: 0] += 1
      }
    }
    let most = lengths.max { ($0.value, $0.key) < ($1.value, $1.key) }
    width = most.flatMap {
      Self.columns.contains($0.key) && $0.value > 2 && 2 * $0.value > lines ? $0.key : nil
    }
  }

  /// What was meant.
  mutating func line(_ line: SourceLine) -> SourceLine {
    var octets = Self.withoutReturns(line.octets)
    if octets.contains(Self.backspace) || octets.contains(Self.delete) {
      octets = Self.typed(octets)
    }
    if let width, octets.count == width {
      while octets.last == .space { octets.removeLast() }
    }
    if octets.count == line.octets.count { return line }
    hasChanged = true
    return SourceLine(number: line.number, octets: octets)
  }

  private static let backspace: UInt8 = 0x08
  private static let delete: UInt8 = 0x7F

  private static func withoutReturns(_ octets: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var octets = octets
    while octets.last == .carriageReturn { octets.removeLast() }
    return octets
  }

  /// `HELP`, backspace, blank, backspace, `O`: a terminal erases by writing a blank.
  private static func typed(_ octets: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var typed: [UInt8] = []
    var rest = octets
    while let octet = rest.popFirst() {
      guard octet == backspace || octet == delete else {
        typed.append(octet)
        continue
      }
      if !typed.isEmpty { typed.removeLast() }
      if rest.starts(with: [.space, backspace]) { rest = rest.dropFirst(2) }
    }
    return typed[...]
  }
}

extension Phrase {
  static let screen = Phrase(
    en: """
      copied from a terminal: what it added was taken out (a second CR, erased characters, blanks \
      up to the window's edge)
      """,
    zh: "这是从终端复制的：已去掉终端添加的内容（多余的 CR、已删除的字符、补到窗口边缘的空格）")
}
