import Protocols
import TestSupport
import Testing
import Transcripts

/// What is heard, and what is found in it, does not depend on how the network split it.
@Suite struct SplittingTests {
  @Test(arguments: [Dialect.smtp, .http])
  func `generated conversations give the same acts and facts in any pieces`(dialect: Dialect) {
    for seed in 0..<UInt64(Tries.of(30, all: 100)) {
      let talk = Talk(dialect, seed: seed)
      let whole = talk.heard()
      var random = Generator(seed: ~seed)
      let cuts: [[[ArraySlice<UInt8>]]] = [
        talk.turns.map { turn in turn.octets.indices.map { turn.octets[$0...$0] } },
        talk.turns.map { random.split($0.octets, atMost: 5) },
        talk.turns.map { random.split($0.octets, atMost: 500) },
      ]
      for cut in cuts {
        let pieces = talk.heard(cut)
        // Compared first: a report of so many values would take longer than the test.
        let isSame = pieces.acts == whole.acts && pieces.facts == whole.facts
        #expect(isSame, "seed \(seed)")
      }
    }
  }

  @Test(arguments: [Dialect.smtp, .http])
  func `no octet is lost or invented`(dialect: Dialect) {
    for seed in 0..<UInt64(Tries.of(30, all: 100)) {
      let talk = Talk(dialect, seed: seed)
      let acts = talk.heard().acts
      for side in Side.allCases {
        let heard = acts.flatMap { act -> [UInt8] in
          switch act {
          case .heard(side, .line(let line)): line.wire
          case .heard(side, .octets(let octets)): octets
          default: []
          }
        }
        let isWhole = heard == talk.turns.filter { $0.side == side }.flatMap(\.octets)
        #expect(isWhole, "seed \(seed)")
      }
    }
  }

  @Test func `the generator makes what it should: messages, exchanges, faults`() {
    let smtp = (0..<100 as Range<UInt64>).flatMap { Talk(.smtp, seed: $0).heard().facts }
    let http = (0..<100 as Range<UInt64>).flatMap { Talk(.http, seed: $0).heard().facts }
    let accepted = smtp.filter {
      if case .found(.smtp(.accepted)) = $0.matter { true } else { false }
    }
    let exchanges = http.filter {
      if case .found(.http(.exchange)) = $0.matter { true } else { false }
    }
    #expect(accepted.count > 10)
    #expect(exchanges.count > 100)
  }
}
