internal import CLibEdit

/// Where libedit draws each character. libedit does not report its cursor, so this repeats its
/// rules for prompt and line.
struct Layout: Equatable {
  let columns: Int
  private(set) var row = 0
  private(set) var column = 0

  init(columns: Int) {
    self.columns = max(1, columns)
  }

  mutating func draw(_ scalars: some Sequence<Unicode.Scalar>) {
    for scalar in scalars { draw(scalar) }
  }

  mutating func draw(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\t": repeat { put(width: 1) } while column % 8 != 0
    case "\n": breakLine()
    default: for width in Self.widths(of: scalar) { put(width: width) }
    }
  }

  /// The position of a cursor on `scalar`, or at the end if that is `nil`.
  func cursor(before scalar: Unicode.Scalar?) -> Layout {
    guard let scalar, let width = Self.widths(of: scalar).first, width > 1,
      column + width > columns
    else { return self }
    var place = self
    place.breakLine()
    return place
  }

  /// A wide character that does not fit moves to the next row as a whole.
  private mutating func put(width: Int) {
    if column + width > columns { breakLine() }
    column += width
    if column >= columns { breakLine() }
  }

  private mutating func breakLine() {
    row += 1
    column = 0
  }

  /// The width of a printable character. For others, the widths of libedit's replacement `^X` or
  /// `\U+ABCD`, which may wrap anywhere.
  private static func widths(of scalar: Unicode.Scalar) -> [Int] {
    let value = scalar.value
    if text_is_control(value) { return [1, 1] }
    if text_is_printable(value) { return [max(0, Int(text_width(value)))] }
    return Array(repeating: 1, count: value > 0xFFFF ? 8 : 7)
  }
}
