/// Decodes bytes from the keyboard to Unicode scalars, with LF for each line end.
///
/// It decodes UTF-8 itself (RFC 3629 §4), because a sequence can be split between two reads.
/// Invalid bytes are dropped.
struct KeyDecoder {
  private var queue: [Unicode.Scalar] = []
  private var head = 0
  private var value: UInt32 = 0
  private var missing = 0
  private var lowest: UInt32 = 0
  private var lastWasReturn = false

  var hasKey: Bool { head < queue.count }

  mutating func take(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { take(byte) }
  }

  mutating func next() -> Unicode.Scalar? {
    guard hasKey else { return nil }
    defer { head += 1 }
    return queue[head]
  }

  /// Discards what was typed ahead, as the terminal itself does at Ctrl-C.
  ///
  /// - Returns: How many whole lines of it there were.
  mutating func clear() -> Int {
    defer { self = KeyDecoder() }
    return queue[head...].count { $0 == "\n" }
  }

  /// Keys that have not been taken.
  var count: Int { queue.count - head }

  private mutating func take(_ byte: UInt8) {
    if missing > 0 {
      if byte & 0xC0 == 0x80 { return proceed(with: byte) }
      missing = 0
    }
    switch byte {
    case 0x00...0x7F: put(Unicode.Scalar(byte))
    case 0xC2...0xDF: begin(byte & 0x1F, missing: 1, lowest: 0x80)
    case 0xE0...0xEF: begin(byte & 0x0F, missing: 2, lowest: 0x800)
    case 0xF0...0xF4: begin(byte & 0x07, missing: 3, lowest: 0x10000)
    default: break
    }
  }

  private mutating func begin(_ bits: UInt8, missing: Int, lowest: UInt32) {
    value = UInt32(bits)
    self.missing = missing
    self.lowest = lowest
  }

  private mutating func proceed(with byte: UInt8) {
    value = value << 6 | UInt32(byte & 0x3F)
    missing -= 1
    guard missing == 0, value >= lowest, let scalar = Unicode.Scalar(value) else { return }
    put(scalar)
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    // Pasted text can contain CR LF, which is one line end. The Enter key itself sends CR.
    let completesReturn = lastWasReturn && scalar == "\n"
    lastWasReturn = scalar == "\r"
    guard !completesReturn else { return }
    if !hasKey {
      queue.removeAll(keepingCapacity: true)
      head = 0
    }
    queue.append(scalar == "\r" ? "\n" : scalar)
  }
}
