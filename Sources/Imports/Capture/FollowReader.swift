import CYAML
import Language
import Messages
import Protocols

/// Wireshark's "Follow TCP Stream", saved as YAML, and `tshark -z follow,tcp,yaml,N`: the ends, then
/// packets with their sender, time and octets. Older ones have `peer0_1: !!binary |` alone.
struct FollowReader: FormatReader {
  static func firstOwnLine(of head: Head) -> Int? {
    let lines = head.lines.filter { !$0.hasPrefix("#") && !$0.isEmpty }
    guard let first = lines.first else { return nil }
    let isOld = first.string.wholeMatch(of: /peer[01]_\d+: !!binary \|/) != nil
    let isNew =
      first.elementsEqual("peers:".utf8)
      && lines.prefix(20).contains { $0.elementsEqual("packets:".utf8) }
    return isOld || isNew ? 0 : nil
  }

  static func read(
    _ source: Source, with settings: Import, into reading: inout ImportReading
  ) throws(ImportFailure) {
    let streams = try FollowedStreams(yaml: source.octets)
    try streams.say(&reading)
  }
}

/// TCP streams, each with its two ends and what they sent.
struct FollowedStreams {
  struct Packet {
    let stream: Int
    var peer = 0
    /// Since 1970, in microseconds: packets of several streams are put in order by it.
    var time: Int?
    var octets: [UInt8] = []
    let line: Int
  }

  struct Stream {
    var ends: [(host: String, port: Int?)] = []
    /// Which of the two is the client.
    var client = 0
    var first: [[UInt8]] = [[], []]
  }

  private(set) var streams: [Stream] = []
  private(set) var packets: [Packet] = []
  /// Lines whose octets are not whole.
  private var damaged: [Int] = []

  init(yaml octets: [UInt8]) throws(ImportFailure) {
    try YAMLScalars.read(octets) { path, text, line in take(path, text, line) }
    for packet in packets where streams[packet.stream].first[packet.peer].isEmpty {
      streams[packet.stream].first[packet.peer] = Array(packet.octets.prefix(100))
    }
    for index in streams.indices where streams[index].isReversed { streams[index].client = 1 }
  }

  private mutating func take(_ path: [String], _ text: YAMLScalars.Text, _ line: Int) {
    switch path.joined(separator: ".") {
    // A new stream begins.
    case "peers.peer" where text.string == "0" || streams.isEmpty:
      streams.append(Stream(ends: [(text.string, nil)]))
    case "peers.peer": streams[streams.count - 1].ends.append((text.string, nil))
    case "peers.host": streams.indices.last.map { streams[$0].setHost(text.string) }
    case "peers.port": streams.indices.last.map { streams[$0].setPort(Int(text.string)) }
    case "packets.packet": begin(line)
    case "packets.peer": change { $0.peer = text.string == "1" ? 1 : 0 }
    case "packets.timestamp": change { $0.time = Self.microseconds(text.string) }
    case "packets.data":
      if text.base64 == nil { damaged.append(line) }
      change { $0.octets = text.base64 ?? [] }
    default:
      guard path.count == 1, let match = path[0].wholeMatch(of: /peer([01])_\d+/) else { return }
      begin(line)
      if text.base64 == nil { damaged.append(line) }
      change {
        $0.peer = match.1 == "1" ? 1 : 0
        $0.octets = text.base64 ?? []
      }
    }
  }

  private mutating func begin(_ line: Int) {
    if streams.isEmpty { streams.append(Stream()) }
    packets.append(Packet(stream: streams.count - 1, line: line))
  }

  private mutating func change(_ change: (inout Packet) -> Void) {
    if !packets.isEmpty { change(&packets[packets.count - 1]) }
  }

  /// `1796080735.963412285`; not beyond the year 9999.
  private static func microseconds(_ text: String) -> Int? {
    let parts = text.split(separator: ".")
    guard let seconds = parts.first.flatMap({ Int($0) }), (0...253_402_300_799).contains(seconds)
    else { return nil }
    let digits = parts.count > 1 ? parts[1].prefix(6) : ""
    let rest = Int(digits + String(repeating: "0", count: 6 - digits.count)) ?? 0
    return seconds * 1_000_000 + max(0, rest)
  }

  // MARK: The recording

  /// In the order of their times.
  func say(_ reading: inout ImportReading) throws(ImportFailure) {
    for line in damaged { reading.remarks.lose(line: line, .damagedPacket) }
    let isTimed = packets.allSatisfy { $0.time != nil }
    let ordered =
      isTimed
      ? packets.indices.sorted { (packets[$0].time ?? 0, $0) < (packets[$1].time ?? 0, $1) }
      : Array(packets.indices)
    if isTimed, let first = ordered.first.flatMap({ packets[$0].time }) {
      reading.session.started = MailDate.iso8601(milliseconds: first / 1_000)
    }
    // Conversations are numbered in the order in which they begin.
    var numbers: [Int: Int] = [:]
    var seen: Set<Int> = []
    for index in ordered.lazy.map({ packets[$0].stream }) where seen.insert(index).inserted {
      if let why = streams[index].unreadable {
        reading.remarks.add(why)
      } else {
        numbers[index] = reading.session.begin(streams[index].peer)
      }
    }
    for packet in ordered.lazy.map({ packets[$0] }) {
      guard let number = numbers[packet.stream] else { continue }
      reading.session.turn(to: number)
      if isTimed, let time = packet.time { reading.session.tell(clock: time / 1_000) }
      let isClient = packet.peer == streams[packet.stream].client
      reading.session.say(packet.octets, from: isClient ? .client : .server)
      try reading.session.checkRoom(at: packet.line)
    }
  }
}

extension FollowedStreams.Stream {
  fileprivate mutating func setHost(_ host: String) {
    if !ends.isEmpty { ends[ends.count - 1].host = host }
  }

  fileprivate mutating func setPort(_ port: Int?) {
    if !ends.isEmpty { ends[ends.count - 1].port = port }
  }

  /// The capture began in the middle: the second end is the client.
  fileprivate var isReversed: Bool {
    func isServer(_ octets: [UInt8]) -> Bool {
      octets.starts(with: "220".utf8) || octets.starts(with: "HTTP/1.".utf8)
    }
    return isServer(first[0]) && !isServer(first[1])
  }

  /// `nil`: it speaks what can be read.
  fileprivate var unreadable: Phrase? {
    let ends = "\(address(0) ?? "?") → \(address(1) ?? "?")"
    for octets in first where octets.starts(with: [0x16, 0x03]) { return .encrypted(ends) }
    let server = first[1 - client]
    let isMail = server.prefix(3).allSatisfy(\.isDigit) && server.count >= 4
    let request = String(decoding: first[client].prefix { $0 != .space }, as: UTF8.self)
    let isWeb =
      server.starts(with: "HTTP/".utf8) || SessionBuilder.httpMethods.contains(request)
    let isCommand = Verb(first[client].prefix { !$0.isBlank && !$0.isControl }) != nil
    return isMail || isWeb || isCommand || first.allSatisfy(\.isEmpty) ? nil : .otherProtocol(ends)
  }

  fileprivate var peer: Peer {
    let server = 1 - client
    guard ends.count == 2 else { return Peer() }
    return Peer(
      host: ends[server].host, port: ends[server].port, address: address(server),
      local: address(client))
  }

  private func address(_ index: Int) -> String? {
    guard ends.indices.contains(index), let port = ends[index].port else { return nil }
    let host = ends[index].host
    return Peer.address(host, port)
  }
}

extension Phrase {
  fileprivate static let damagedPacket = Phrase(
    en: "this packet's octets are damaged or cut off; left out", zh: "这个数据包的内容已损坏或不完整；没有写入记录")
  fileprivate static func encrypted(_ ends: String) -> Phrase {
    Phrase(
      en: "\(ends): encrypted with TLS; a capture cannot show what was said",
      zh: "\(ends)：已用 TLS 加密，抓包看不到内容")
  }
  fileprivate static func otherProtocol(_ ends: String) -> Phrase {
    Phrase(
      en: "\(ends): neither SMTP nor HTTP; passed over", zh: "\(ends)：既不是 SMTP 也不是 HTTP；已跳过")
  }
}
