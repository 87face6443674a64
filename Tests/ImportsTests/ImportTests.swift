import FoundationEssentials
import Imports
import Language
import Protocols
import TestSupport
import Testing
import Transcripts

@Suite struct SampleTests {
  /// BYHAND_WRITE_EXPECTED=1 writes the expectations anew: read the difference before it is kept.
  @Test(arguments: Sample.all)
  func `a sample becomes its recording, octet by octet`(sample: Sample) throws {
    if sample.format == .capture { return }
    let imported = try Import()(sample.octets)
    #expect(imported.recordings.count == 1)
    let octets = try #require(imported.recordings.first).octets
    if ProcessInfo.processInfo.environment["BYHAND_WRITE_EXPECTED"] != nil {
      try Data(octets).write(to: sample.expected)
    }
    let expected = try Data(contentsOf: sample.expected)
    #expect(String(decoding: octets, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
    #expect(try Import()(sample.octets).recordings.first?.octets == octets)
  }

  @Test(arguments: Sample.all)
  func `a recording is read back, and imported again as it is`(sample: Sample) throws {
    if sample.format == .capture { return }
    let recording = try #require(try Import()(sample.octets).recordings.first)
    let transcript = try Transcript(recording.octets)
    #expect(transcript.events == recording.events && transcript.warnings.isEmpty)
    #expect(try Import()(recording.octets).recordings.first?.octets == recording.octets)
  }

  @Test(arguments: Sample.all)
  func `no password reaches a recording`(sample: Sample) throws {
    if sample.format == .capture { return }
    let octets = try Import()(sample.octets).recordings.first?.octets ?? []
    let text = String(decoding: octets, as: UTF8.self)
    for secret in ["cGlja2xlcw", "AGFsaWNlAHBpY2tsZXM", "Ym9iOnBpY2tsZXM", "YWxpY2U="] {
      #expect(!text.contains(secret))
    }
  }

  @Test(arguments: Sample.all)
  func `line ends of the file do not matter`(sample: Sample) throws {
    if sample.format == .capture || sample.octets.contains(.carriageReturn) { return }
    let windows = sample.octets.flatMap { $0 == .lineFeed ? [.carriageReturn, $0] : [$0] }
    let marked = [0xEF, 0xBB, 0xBF] + sample.octets
    let plain = try Import()(sample.octets).recordings.first?.octets
    #expect(try Import()(windows).recordings.first?.octets == plain)
    #expect(try Import()(marked).recordings.first?.octets == plain)
  }

  @Test(arguments: Sample.all)
  func `whatever is cut off or changed, nothing breaks`(sample: Sample) {
    var numbers = SeededGenerator(seed: UInt64(sample.octets.count))
    if sample.format == .capture { return }
    for _ in 0..<Tries.of(5, all: 20) {
      var octets = sample.octets
      switch Int.random(in: 0..<3, using: &numbers) {
      case 0: octets.removeLast(Int.random(in: 0..<octets.count, using: &numbers))
      case 1:
        for _ in 0..<5 {
          let place = Int.random(in: 0..<octets.count, using: &numbers)
          octets[place] = UInt8.random(in: 0...255, using: &numbers)
        }
      default:
        let start = Int.random(in: 0..<octets.count, using: &numbers)
        octets.insert(contentsOf: octets[start...].prefix(200), at: start)
      }
      guard let imported = try? Import(from: sample.format)(octets) else { continue }
      for recording in imported.recordings {
        let transcript = try? Transcript(recording.octets)
        #expect(transcript?.warnings == [] && transcript?.events == recording.events)
      }
    }
  }
}
