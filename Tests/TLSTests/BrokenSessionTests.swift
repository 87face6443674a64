import Glibc
import Protocols
import TLS
import TestSupport
import Testing

/// Whatever comes, a session ends with a reason.
@Suite struct BrokenSessionTests {
  /// What each side sends in a handshake, in order, cut into records.
  private static func records(_ latest: TLSContext.Version) -> [(Side, [UInt8])] {
    let pair = Pair(SampleIdentities.client(latest: latest), SampleIdentities.server)
    var records: [(Side, [UInt8])] = []
    pair.change = { octets, side in
      records += Self.split(octets).map { (side, $0) }
      return octets
    }
    pair.shakeHands()
    return records
  }

  private static func split(_ octets: [UInt8]) -> [[UInt8]] {
    var records: [[UInt8]] = []
    var rest = octets[...]
    while rest.count >= 5 {
      let start = rest.startIndex
      let length = 5 + Int(rest[start + 3]) << 8 + Int(rest[start + 4])
      records.append(Array(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return records + (rest.isEmpty ? [] : [Array(rest)])
  }

  /// Changes the record of this number, and tells how both sides ended, if they did.
  private static func ending(
    _ latest: TLSContext.Version, record wanted: Int, _ change: ([UInt8]) -> [UInt8]
  ) -> (client: TLSOutcome?, server: TLSOutcome?) {
    withoutActuallyEscaping(change) { change in
      let pair = Pair(SampleIdentities.client(latest: latest), SampleIdentities.server)
      var count = 0
      pair.change = { octets, _ in
        split(octets).flatMap { record in
          defer { count += 1 }
          return count == wanted ? change(record) : record
        }
      }
      pair.shakeHands()
      // What waits for more gets the end of the connection.
      _ = (pair.client.end(), pair.server.end())
      return (pair.client.outcome, pair.server.outcome)
    }
  }

  /// All that is heavy is done in part, but where this says otherwise, as it should before a
  /// release: 10,000.
  private static let mutations =
    getenv("BYHAND_TLS_MUTATIONS").flatMap { Int(String(cString: $0)) } ?? 1_000

  @Test(arguments: [TLSContext.Version.tls12, .tls13])
  func `cut off at any octet, both sides end with a reason`(latest: TLSContext.Version) {
    let records = Self.records(latest)
    #expect(records.count > 5)
    // A record's head and the beginning of what is in it, then here and there.
    let step = Self.mutations < 10_000 ? 17 : 1
    for (number, record) in records.enumerated() {
      for count in 0..<record.1.count where count < 12 || count % step == 0 {
        let (client, server) = Self.ending(latest, record: number) { Array($0.prefix(count)) }
        #expect(client != nil && server != nil, "record \(number), octet \(count)")
      }
    }
  }

  @Test(arguments: [TLSContext.Version.tls12, .tls13])
  func `changed anywhere, no record brings a session down`(latest: TLSContext.Version) {
    let records = Self.records(latest)
    for seed in 0..<Self.mutations / 2 {
      var random = SeededGenerator(seed: UInt64(seed))
      let number = seed % records.count
      let (client, server) = Self.ending(latest, record: number) {
        Self.mutated($0, &random)
      }
      #expect(client != nil && server != nil, "seed \(seed)")
    }
  }

  private static func mutated(_ record: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var record = record
    let place = Int.random(in: 0..<record.count, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: record[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: record[place] = .random(in: 0...255, using: &random)
    case 2: record.insert(.random(in: 0...255, using: &random), at: place)
    case 3: record.remove(at: place)
    case 4: record += record
    default:
      for index in place..<record.count { record[index] = .random(in: 0...255, using: &random) }
    }
    return record
  }

  @Test(arguments: [
    "220 hamburger.edu\r\n", "HTTP/1.1 400 Bad Request\r\n", "EHLO crepes.fr\r\n", "\u{16}GET / ",
    "\u{80}\u{2e}\u{1}\u{3}\u{1}", "\0\0\0", "中文",
  ])
  func `what is not TLS is named, and not answered`(text: String) {
    for cut in [1, text.utf8.count] {
      let client = Party()
      _ = client.start()
      let server = Party(server: SampleIdentities.server)
      let (head, tail) = (Array(text.utf8.prefix(cut)), Array(text.utf8.dropFirst(cut)))
      let ended = TLSProgress(ending: .failed(.notTLS))
      let heard = [client.receive(head), client.receive(tail)]
      #expect(heard.filter { $0 != TLSProgress() } == [ended])
      let served = [server.receive(head), server.receive(tail)]
      #expect(served.filter { $0 != TLSProgress() } == [ended])
    }
  }

  /// A hello of TLS 1.1, with suites that this version has.
  private static let oldHello: [UInt8] =
    [22, 3, 1, 0, 49, 1, 0, 0, 45, 3, 2] + Array(repeating: 7, count: 32)
    + [0, 0, 6, 0xC0, 0x13, 0, 0x2F, 0, 0x35, 1, 0]

  @Test func `a client that knows only old versions is refused, and told so`() {
    let server = Party(server: SampleIdentities.server)
    let progress = server.receive(Self.oldHello)
    #expect(progress.ending == .failed(.versionTooOld))
    // A fatal alert: protocol_version.
    #expect(progress.wire == [21, 3, 2, 0, 2, 2, 70])
  }

  @Test func `a server that knows only old versions is not spoken to`() {
    let client = Party()
    _ = client.start()
    let hello: [UInt8] =
      [22, 3, 2, 0, 42, 2, 0, 0, 38, 3, 2] + Array(repeating: 7, count: 32) + [0, 0xC0, 0x13, 0]
    #expect(client.receive(hello).ending == .failed(.versionTooOld))
    let other = Party()
    _ = other.start()
    #expect(other.receive([21, 3, 1, 0, 2, 2, 70]).ending == .failed(.versionTooOld))
  }

  @Test func `a client with old suites only is refused`() {
    let server = Party(server: SampleIdentities.server)
    var hello = Self.oldHello
    hello[10] = 3
    let progress = server.receive(hello)
    #expect(progress.ending == .failed(.noSharedCipher))
    #expect(progress.wire == [21, 3, 3, 0, 2, 2, 40])
  }

  @Test(arguments: [
    (40, "handshake_failure"), (48, "unknown_ca"), (80, "internal_error"), (99, "alert 99"),
  ])
  func `an alert is named as the standard does`(number: UInt8, name: String) {
    let client = Party()
    _ = client.start()
    #expect(client.receive([21, 3, 3, 0, 2, 2, number]).ending == .failed(.alert(name)))
    #expect(client.receive([21, 3, 3, 0, 2, 2, number]) == TLSProgress())
    #expect(client.end() == TLSProgress())
  }
}
