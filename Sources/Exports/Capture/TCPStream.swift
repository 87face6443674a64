import Protocols

/// One TCP connection over IPv4, as packets (RFC 791, RFC 9293). Only the data was recorded: the
/// rest is what a stack would have sent around it.
struct TCPStream {
  struct Endpoint: Hashable {
    let address: UInt32
    let port: UInt16
  }

  struct Flags: OptionSet {
    let rawValue: UInt8
    static let fin = Flags(rawValue: 1)
    static let syn = Flags(rawValue: 2)
    static let rst = Flags(rawValue: 4)
    static let psh = Flags(rawValue: 8)
    static let ack = Flags(rawValue: 16)
  }

  let client: Endpoint
  let server: Endpoint
  /// The next sequence number of each side.
  private var clientNumber: UInt32
  private var serverNumber: UInt32
  private var identification: UInt16 = 0
  /// Sides that have sent their FIN.
  private(set) var finished: Set<Side> = []
  private static let longestSegment = 1_460

  /// - Parameter number: tells streams apart that share their ports.
  init(from client: Endpoint, to server: Endpoint, number: Int) {
    self.client = client
    self.server = server
    clientNumber = UInt32(truncatingIfNeeded: number &* 10_000_019)
    serverNumber = clientNumber &+ 5_000_000
  }

  mutating func handshake() -> [[UInt8]] {
    let packets = [
      packet(from: .client, [.syn]), packet(from: .server, [.syn, .ack]),
      packet(from: .client, [.ack]),
    ]
    return packets
  }

  /// Segments with these octets, and the other side's acknowledgement.
  mutating func send(_ octets: [UInt8], from side: Side) -> [[UInt8]] {
    var packets: [[UInt8]] = []
    var rest = octets[...]
    while !rest.isEmpty {
      let segment = rest.prefix(Self.longestSegment)
      rest = rest.dropFirst(segment.count)
      packets.append(packet(from: side, rest.isEmpty ? [.psh, .ack] : [.ack], segment))
    }
    if !packets.isEmpty { packets.append(packet(from: side.other, [.ack])) }
    return packets
  }

  /// That side has nothing more to say.
  mutating func finish(_ side: Side) -> [[UInt8]] {
    guard finished.insert(side).inserted else { return [] }
    return [packet(from: side, [.fin, .ack]), packet(from: side.other, [.ack])]
  }

  mutating func reset(by side: Side) -> [[UInt8]] {
    finished = [.client, .server]
    return [packet(from: side, [.rst, .ack])]
  }

  // MARK: One packet

  private mutating func packet(
    from side: Side, _ flags: Flags, _ data: ArraySlice<UInt8> = []
  ) -> [UInt8] {
    let (source, target) = side == .client ? (client, server) : (server, client)
    let number = side == .client ? clientNumber : serverNumber
    // Before the other side's SYN there is nothing to acknowledge.
    let acknowledged =
      flags.contains(.ack) ? (side == .client ? serverNumber : clientNumber) : 0
    let length = UInt32(data.count) + (flags.isDisjoint(with: [.syn, .fin]) ? 0 : 1)
    if side == .client { clientNumber &+= length } else { serverNumber &+= length }

    var segment = source.port.bigEndianOctets + target.port.bigEndianOctets
    segment += number.bigEndianOctets + acknowledged.bigEndianOctets
    // Five words of header, the flags, a window, no checksum yet, no urgent data.
    segment += [5 << 4, flags.rawValue, 0xFF, 0xFF, 0, 0, 0, 0]
    segment += data
    let addresses = source.address.bigEndianOctets + target.address.bigEndianOctets
    let pseudoHeader = addresses + [0, 6] + UInt16(segment.count).bigEndianOctets
    segment.replaceSubrange(16..<18, with: Self.checksum(pseudoHeader, segment).bigEndianOctets)

    identification &+= 1
    // Version 4, five words; don't fragment; 64 hops; TCP.
    var header: [UInt8] = [0x45, 0] + UInt16(20 + segment.count).bigEndianOctets
    header += identification.bigEndianOctets + [0x40, 0, 64, 6, 0, 0] + addresses
    header.replaceSubrange(10..<12, with: Self.checksum(header).bigEndianOctets)
    return header + segment
  }

  /// RFC 1071: the ones' complement of the ones' complement sum of all words.
  private static func checksum(_ parts: [UInt8]...) -> UInt16 {
    var sum: UInt32 = 0
    for part in parts {
      for index in part.indices {
        sum &+= index % 2 == 0 ? UInt32(part[index]) << 8 : UInt32(part[index])
      }
    }
    while sum > 0xFFFF { sum = (sum & 0xFFFF) + (sum >> 16) }
    return ~UInt16(sum)
  }
}
