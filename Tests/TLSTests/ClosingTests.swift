import Protocols
import TLS
import TestSupport
import Testing

@Suite struct ClosingTests {
  private static func secured(_ latest: TLSContext.Version) -> Pair {
    let pair = Pair(SampleIdentities.client(latest: latest), SampleIdentities.server)
    pair.shakeHands()
    return pair
  }

  private static let versions = [TLSContext.Version.tls12, .tls13]

  @Test(arguments: versions, Side.allCases)
  func `who has said goodbye still hears the other side`(
    latest: TLSContext.Version, side: Side
  ) throws {
    let pair = Self.secured(latest)
    pair.close(side)
    #expect(pair[side.other].ending == .closed && pair[side].ending == nil)
    pair.say("221 hamburger.edu closing connection\r\n", from: side.other)
    #expect(pair[side].heard == "221 hamburger.edu closing connection\r\n")
    pair.close(side.other)
    #expect(pair[side].ending == .closed)
    #expect(pair.client.end() == TLSProgress() && pair.server.end() == TLSProgress())
    // Goodbye is said once, and nothing behind it.
    #expect(pair.client.close() == TLSProgress() && pair.server.close() == TLSProgress())
    #expect(pair.client.send([1]) == TLSProgress() && pair.server.send([1]) == TLSProgress())
  }

  @Test(arguments: versions)
  func `an end without goodbye is told`(latest: TLSContext.Version) throws {
    let pair = Self.secured(latest)
    #expect(pair.server.end().ending == .failed(.truncated))
    _ = pair.client.close()
    #expect(pair.client.end().ending == .closed)
    #expect(pair.client.end() == TLSProgress())
  }

  @Test(arguments: versions)
  func `what comes behind a goodbye is passed over`(latest: TLSContext.Version) throws {
    let pair = Self.secured(latest)
    let last = pair.client.send(Array("QUIT\r\n".utf8)).wire + pair.client.close().wire
    let progress = pair.server.receive(last + Array("garbage".utf8))
    #expect(progress.plaintext == Array("QUIT\r\n".utf8) && progress.ending == .closed)
    #expect(pair.server.receive(Array("garbage".utf8)) == TLSProgress())
  }

  @Test(arguments: versions)
  func `a long text arrives whole, however it is split`(latest: TLSContext.Version) throws {
    let pair = Self.secured(latest)
    var random = SeededGenerator(seed: 1)
    let text = (0..<1_000_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let wire = pair.client.send(text).wire
    var heard: [UInt8] = []
    var rest = wire[...]
    while !rest.isEmpty {
      let portion = rest.prefix(Int.random(in: 1...30_000, using: &random))
      heard += pair.server.receive(Array(portion)).plaintext
      rest = rest.dropFirst(portion.count)
    }
    #expect(heard == text)
  }

  @Test(arguments: versions)
  func `octet by octet, the same is found`(latest: TLSContext.Version) throws {
    let pair = Pair(SampleIdentities.client(latest: latest), SampleIdentities.server)
    var queue = [(Side.client, pair.client.start().wire)]
    while let (from, octets) = queue.first {
      queue.removeFirst()
      for octet in octets {
        let progress = pair[from.other].receive([octet])
        if !progress.wire.isEmpty { queue.append((from.other, progress.wire)) }
      }
    }
    let other = Self.secured(latest)
    #expect(pair.client.outcome == other.client.outcome)
    #expect(pair.server.outcome == other.server.outcome)
    #expect(pair.client.outcome != nil)
  }
}
