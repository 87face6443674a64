/// The blocks of a pcapng file (draft-ietf-opsawg-pcapng), little-endian: one section, one
/// interface of raw IP packets.
struct CaptureFile {
  private(set) var octets: [UInt8] = []

  private enum Kind: UInt32 {
    case section = 0x0A0D_0D0A
    case interface = 1
    case names = 4
    case packet = 6
  }

  fileprivate enum OptionCode: UInt16 {
    case end = 0
    case comment = 1
    case software = 4
    case resolution = 9
  }

  init(software: String, comment: String) {
    var section: [UInt8] = []
    section.append(UInt32(0x1A2B_3C4D))
    section.append(UInt16(1))
    section.append(UInt16(0))
    // Its length is not said.
    section += [UInt8](repeating: 0xFF, count: 8)
    section.append(.comment, Array(comment.utf8))
    section.append(.software, Array(software.utf8))
    section.append(.end, [])
    append(.section, section)
    var interface: [UInt8] = []
    // LINKTYPE_RAW.
    interface.append(UInt16(101))
    interface.append(UInt16(0))
    // Packets are never cut.
    interface.append(UInt32(0))
    // Microseconds.
    interface.append(.resolution, [6])
    interface.append(.end, [])
    append(.interface, interface)
  }

  /// An address and its name.
  mutating func append(name: String, of address: UInt32) {
    var block: [UInt8] = []
    // nrb_record_ipv4
    block.append(option: 1, address.bigEndianOctets + Array(name.utf8) + [0])
    // nrb_record_end
    block.append(UInt32(0))
    append(.names, block)
  }

  /// - Parameter time: microseconds since 1970.
  mutating func append(packet: [UInt8], at time: UInt64, comments: [String]) {
    var block: [UInt8] = []
    block.reserveCapacity(packet.count + 64)
    block.append(UInt32(0))
    block.append(UInt32(truncatingIfNeeded: time >> 32))
    block.append(UInt32(truncatingIfNeeded: time))
    block.append(UInt32(packet.count))
    block.append(UInt32(packet.count))
    block += packet
    block.pad()
    for comment in comments { block.append(.comment, Array(comment.utf8)) }
    if !comments.isEmpty { block.append(.end, []) }
    append(.packet, block)
  }

  private mutating func append(_ kind: Kind, _ body: [UInt8]) {
    let length = UInt32(body.count + 12)
    octets.append(kind.rawValue)
    octets.append(length)
    octets += body
    octets.append(length)
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ number: UInt32) {
    for shift in stride(from: 0, to: 32, by: 8) {
      append(UInt8(truncatingIfNeeded: number >> UInt32(shift)))
    }
  }

  fileprivate mutating func append(_ number: UInt16) {
    append(UInt8(truncatingIfNeeded: number))
    append(UInt8(truncatingIfNeeded: number >> 8))
  }

  fileprivate mutating func append(_ code: CaptureFile.OptionCode, _ value: [UInt8]) {
    append(option: code.rawValue, value)
  }

  fileprivate mutating func append(option code: UInt16, _ value: [UInt8]) {
    let value = value.prefix(65_000)
    append(code)
    append(UInt16(value.count))
    self += value
    pad()
  }

  /// To a multiple of four octets.
  fileprivate mutating func pad() { while count % 4 != 0 { append(UInt8(0)) } }
}

extension UInt32 {
  var bigEndianOctets: [UInt8] {
    [UInt8(self >> 24), UInt8(self >> 16 & 0xFF), UInt8(self >> 8 & 0xFF), UInt8(self & 0xFF)]
  }
}

extension UInt16 {
  var bigEndianOctets: [UInt8] { [UInt8(self >> 8), UInt8(self & 0xFF)] }
}
