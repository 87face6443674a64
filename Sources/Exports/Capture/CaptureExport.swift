import Language
import Presentation
import Protocols
import Teaching
import Transcripts

/// The recording as a packet capture for Wireshark: what is recorded in it and what is made up
/// stands in this room's README.
struct CaptureExport {
  private let recording: Recording
  private let options: ExportOptions
  private var file: CaptureFile
  private var streams: [Int: TCPStream] = [:]
  private var streamCount = 0
  private var addresses: [String: UInt32] = [:]
  /// Microseconds since 1970, of the last packet.
  private var time: UInt64 = 0
  /// What is to be said with each conversation's next packet: of a TLS handshake none is recorded.
  private var waiting: [Int: [String]] = [:]
  /// Where each conversation was heard last: until then a side that closed may still listen.
  private var lastHeard: [Int: Int] = [:]

  private static let learner: UInt32 = 0xC000_0201
  private static let hosts: UInt32 = 0xC612_0000
  /// Of a secret, no more is made up: a forged recording may claim any count.
  private static let longestSecret = 65_536

  init(_ recording: Recording, _ options: ExportOptions) {
    self.recording = recording
    self.options = options
    file = CaptureFile(
      software: options.software, comment: Phrase.capture[options.language])
    for event in recording.events {
      if case .heard = event.act { lastHeard[event.conversation] = event.number }
    }
  }

  var octets: [UInt8] {
    var copy = self
    copy.write()
    return copy.file.octets
  }

  private mutating func write() {
    recording.read(options) { step, session in
      switch step {
      case .event(let event, let facts, _): write(event, facts)
      case .omitted(let omission):
        set(omission.milliseconds)
        send(
          Self.stars(omission.octets), from: omission.side, in: omission.conversation,
          [omission.phrase[options.language]])
      }
    }
    // A side that closed alone, and nothing came after it.
    for number in streams.keys.sorted() where streams[number]?.finished.isEmpty == false {
      finish([.client, .server], number, [])
    }
  }

  private mutating func set(_ milliseconds: Int) {
    time = max(time, UInt64(max(0, recording.started) + milliseconds) * 1_000)
  }

  private mutating func append(_ packets: [[UInt8]], _ comments: [String]) {
    for (index, packet) in packets.enumerated() {
      file.append(packet: packet, at: time, comments: index == 0 ? comments : [])
      time += 1
    }
  }

  // MARK: Events

  private mutating func write(_ event: Event, _ facts: [Fact]) {
    let comments = facts.compactMap(\.phase).map { Phrase.begins($0)[options.language] }
    let number = event.conversation
    set(event.milliseconds)
    switch event.act {
    case .opened(let opening): open(opening, number, comments)
    case .heard(let side, let piece): hear(piece, from: side, number, comments)
    case .secured(let outcome):
      waiting[number, default: []].append(Phrase.capturedTLS(outcome)[options.language])
    case .closed(let side, .lost):
      guard let packets = streams[number]?.reset(by: side) else { break }
      append(packets, said(in: number) + comments)
      streams[number] = nil
    case .closed(let side, .finished):
      let isLast = lastHeard[number, default: 0] < event.number
      finish(isLast ? [side, side.other] : [side], number, comments)
    case .failed, .learner, .world, .unknown: break
    }
  }

  private mutating func open(_ opening: Opening, _ number: Int, _ comments: [String]) {
    if streams[number] != nil { finish([.client, .server], number, []) }
    let client = opening.client.map { address(of: $0) } ?? Self.learner
    let server = address(of: opening.attempt.host)
    let port = opening.attempt.shownPort
    streamCount += 1
    // The ports that clients take by themselves (RFC 6335 §6).
    let ownPort = UInt16(49_152 + streamCount % 16_384)
    var stream = TCPStream(
      from: .init(address: client, port: ownPort), to: .init(address: server, port: port),
      number: streamCount)
    append(
      stream.handshake(), [Phrase.opened(opening, port)[options.language]] + comments)
    streams[number] = stream
  }

  private mutating func said(in number: Int) -> [String] {
    waiting.removeValue(forKey: number) ?? []
  }

  private mutating func hear(
    _ piece: Piece, from side: Side, _ number: Int, _ comments: [String]
  ) {
    switch piece {
    case .line(let line): send(line.wire, from: side, in: number, comments)
    case .octets(let octets): send(octets, from: side, in: number, comments)
    case .withheld(let kept, let count):
      send(
        kept + Self.stars(min(count, Self.longestSecret)), from: side, in: number,
        comments + [Phrase.hidden(count)[options.language]])
    }
  }

  /// As many octets, which end a line.
  private static func stars(_ count: Int) -> [UInt8] {
    let end = count >= 2 ? Ending.crlf.octets : []
    return [UInt8](repeating: UInt8(ascii: "*"), count: count - end.count) + end
  }

  private mutating func send(
    _ octets: [UInt8], from side: Side, in number: Int, _ comments: [String]
  ) {
    guard streams[number]?.finished.contains(side) == false,
      let packets = streams[number]?.send(octets, from: side)
    else { return }
    append(packets, said(in: number) + comments)
  }

  private mutating func finish(_ sides: [Side], _ number: Int, _ comments: [String]) {
    var comments = said(in: number) + comments
    for side in sides {
      guard let packets = streams[number]?.finish(side), !packets.isEmpty else { continue }
      append(packets, comments)
      comments = []
    }
    if streams[number]?.finished.count == 2 { streams[number] = nil }
  }

  /// The same for a host in all its conversations.
  private mutating func address(of host: String) -> UInt32 {
    if let address = addresses[host] { return address }
    // The network for benchmarks, which no real host has (RFC 2544 §C.2.2).
    let address = Self.hosts + UInt32(addresses.count % 0x1_FFFE) + 1
    addresses[host] = address
    let isName = host.utf8.allSatisfy { $0.isLetterOrDigit || $0 == .dot || $0 == .hyphen }
    if isName, (1...253).contains(host.utf8.count) { file.append(name: host, of: address) }
    return address
  }
}

extension Attempt {
  /// The server's port in the capture: one by which the protocol is recognised.
  fileprivate var shownPort: UInt16 {
    switch (dialect, port) {
    case (.smtp, 25), (.smtp, 587), (.http, 80), (.http, 8080): UInt16(port)
    case (.smtp, _): 25
    case (.http, _): 80
    }
  }
}

extension Phrase {
  fileprivate static let capture = Phrase(
    en: """
      A session recorded by byhand. Recorded: what both sides sent, when, and who closed. Made up \
      around it: IP addresses, client ports, handshakes, segments, acknowledgements.
      """,
    zh: "byhand 记录的会话。来自记录：双方发送的内容、时间、由谁关闭。为抓包格式补上：IP 地址、客户端端口、TCP 握手、分段和确认。")

  fileprivate static func begins(_ phase: Phase) -> Phrase {
    let heading = phase.heading
    // The reply that ends the handshake still belongs to it.
    guard phase == .transfer else { return heading }
    return Phrase(
      en: "After this line: \(heading.english)", zh: "这一行之后：\(heading.chinese)")
  }

  fileprivate static func opened(_ opening: Opening, _ port: UInt16) -> Phrase {
    let client = opening.client.map { Phrase.verbatim("\(SafeText.of($0)) → ") } ?? .empty
    let host = SafeText.of(opening.attempt.host)
    let name = Phrase(
      en: "\(host) port \(opening.attempt.port)", zh: "\(host) 的 \(opening.attempt.port) 端口")
    guard port != opening.attempt.port else { return client + name }
    return client + name
      + Phrase(en: " (in this file: port \(port))", zh: "（在本文件中：\(port) 端口）")
  }

  /// A capture of the wire would hold records that nobody can read.
  fileprivate static func capturedTLS(_ outcome: TLSOutcome) -> Phrase {
    guard case .secured = outcome else { return SecurityMeaning.gist(of: outcome) }
    return SecurityMeaning.gist(of: outcome)
      + Phrase(
        en: ". From here on the wire carried encrypted records; this file has what was in them.",
        zh: "。从这里起网络上传输的是加密的记录；本文件中是其中的明文。")
  }

  fileprivate static func hidden(_ count: Int) -> Phrase {
    withheld(count) + Phrase(en: ": shown as *", zh: "，以 * 代替")
  }
}
