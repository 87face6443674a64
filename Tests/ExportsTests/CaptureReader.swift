import Protocols

/// Reads a pcapng file of raw IPv4 packets, apart from the code that writes it, and puts TCP
/// streams together again.
struct CaptureReader {
  struct Stream: Equatable {
    var client: [UInt8] = []
    var server: [UInt8] = []
    var addresses: [[UInt8]] = []
    /// Sides that sent FIN.
    var finished: Set<Side> = []
    var isReset = false

    subscript(side: Side) -> [UInt8] {
      get { side == .client ? client : server }
      set { if side == .client { client = newValue } else { server = newValue } }
    }
  }

  /// In the order of their SYNs.
  private(set) var streams: [Stream] = []
  private(set) var times: [UInt64] = []
  private(set) var comments: [String] = []
  private(set) var names: [String] = []
  /// By the client's end.
  private var places: [[UInt8]: Int] = [:]
  private var expected: [[UInt8]: UInt32] = [:]

  /// `nil` where a length, a checksum or a sequence number is wrong.
  init?(_ file: [UInt8]) {
    var rest = file[...]
    while !rest.isEmpty {
      guard rest.count >= 12 else { return nil }
      let length = Int(Self.little(rest.dropFirst(4).prefix(4)))
      guard length % 4 == 0, length >= 12, length <= rest.count else { return nil }
      let block = rest.prefix(length)
      guard Self.little(block.suffix(4)) == length else { return nil }
      let body = Array(block.dropFirst(8).dropLast(4))
      switch Self.little(block.prefix(4)) {
      case 0x0A0D_0D0A: readOptions(body.dropFirst(16))
      case 1: guard Array(body.prefix(4)) == [101, 0, 0, 0] else { return nil }
      case 4: names.append(String(decoding: body.dropFirst(8).prefix { $0 != 0 }, as: UTF8.self))
      case 6: guard readPacket(body) else { return nil }
      default: return nil
      }
      rest = rest.dropFirst(length)
    }
  }

  private static func little(_ octets: some Sequence<UInt8>) -> Int {
    Array(octets).reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private static func big(_ octets: some Sequence<UInt8>) -> Int {
    octets.reduce(0) { $0 << 8 | Int($1) }
  }

  private mutating func readOptions(_ octets: ArraySlice<UInt8>) {
    var rest = octets
    while rest.count >= 4 {
      let (code, length) = (Self.little(rest.prefix(2)), Self.little(rest.dropFirst(2).prefix(2)))
      if code == 1 {
        comments.append(String(decoding: rest.dropFirst(4).prefix(length), as: UTF8.self))
      }
      rest = rest.dropFirst(4 + (length + 3) / 4 * 4)
    }
  }

  private mutating func readPacket(_ body: [UInt8]) -> Bool {
    let length = Self.little(body[12..<16])
    guard Self.little(body[16..<20]) == length, body.count >= 20 + length else { return false }
    let high = UInt64(Self.little(body[4..<8]))
    times.append(high << 32 | UInt64(Self.little(body[8..<12])))
    readOptions(body[(20 + (length + 3) / 4 * 4)...])
    return readIP(Array(body[20..<20 + length]))
  }

  /// The sum over a header with its checksum is all ones (RFC 1071).
  private static func isWhole(_ octets: [UInt8]) -> Bool {
    var sum = 0
    for (index, octet) in octets.enumerated() {
      sum += index % 2 == 0 ? Int(octet) << 8 : Int(octet)
    }
    while sum > 0xFFFF { sum = (sum & 0xFFFF) + (sum >> 16) }
    return sum == 0xFFFF
  }

  private mutating func readIP(_ packet: [UInt8]) -> Bool {
    guard packet.count >= 40, packet[0] == 0x45, packet[9] == 6,
      Self.big(packet[2..<4]) == packet.count, Self.isWhole(Array(packet[..<20]))
    else { return false }
    let segment = Array(packet[20...])
    let length = [UInt8(segment.count >> 8), UInt8(segment.count & 0xFF)]
    guard Self.isWhole(Array(packet[12..<20]) + [0, 6] + length + segment) else { return false }
    let source = Array(packet[12..<16] + segment[0..<2])
    let target = Array(packet[16..<20] + segment[2..<4])
    return readTCP(segment, from: source, to: target)
  }

  private mutating func readTCP(_ segment: [UInt8], from source: [UInt8], to target: [UInt8])
    -> Bool
  {
    let flags = segment[13]
    let number = UInt32(Self.big(segment[4..<8]))
    if flags & 0x12 == 0x02 {
      places[source + target] = streams.count
      streams.append(Stream(addresses: [source, target]))
      expected[source + target] = number
    }
    if flags & 0x12 == 0x12 { expected[source + target] = number }
    guard expected[source + target] == number else { return false }
    let isClient = places[source + target] != nil
    let side: Side = isClient ? .client : .server
    guard let place = places[isClient ? source + target : target + source] else { return false }
    if flags & 0x10 != 0 {
      guard expected[target + source] == UInt32(Self.big(segment[8..<12])) else { return false }
    }
    let data = segment[20...]
    streams[place][side] += data
    let isCounted: UInt32 = flags & 0x03 == 0 ? 0 : 1
    expected[source + target] = number &+ UInt32(data.count) &+ isCounted
    if flags & 0x01 != 0 { streams[place].finished.insert(side) }
    if flags & 0x04 != 0 { streams[place].isReset = true }
    return true
  }
}
