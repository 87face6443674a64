import Language
import Protocols

/// `tshark`, Wireshark without its window. It looks no name up, and gets nothing but the capture.
package struct Tshark: CaptureDissector {
  /// TCP streams that are followed; a larger capture has to be cut first.
  private static let streamLimit = 1_000
  /// Follows in one run: each costs memory there.
  private static let streamsPerRun = 100
  /// Base64 and its frame, for twice as many octets as a capture may have.
  private static let outputLimit = 3 * Import.octetLimit

  private let program: String

  private let timeLimit: Duration

  /// - Parameter timeLimit: of one run.
  package init(program: String = "tshark", timeLimit: Duration = .seconds(60)) {
    (self.program, self.timeLimit) = (program, timeLimit)
  }

  package func followed(_ capture: [UInt8]) throws(ImportFailure) -> FollowedCapture {
    let fields = ["-T", "fields", "-e", "tcp.stream", "-Y", "tcp.len > 0"]
    let (listed, isWhole) = try run(fields, capture)
    var streams: Set<Int> = []
    for line in listed.split(separator: .lineFeed) {
      if let number = Int(line.string) { streams.insert(number) }
      guard streams.count <= Self.streamLimit else {
        throw .captureFailed(.tooManyStreams(Self.streamLimit))
      }
    }
    var rest = streams.sorted()[...]
    var yaml: [UInt8] = []
    while !rest.isEmpty {
      let follows = rest.prefix(Self.streamsPerRun).flatMap { ["-z", "follow,tcp,yaml,\($0)"] }
      rest = rest.dropFirst(Self.streamsPerRun)
      yaml += try run(["-q"] + follows, capture).octets
      guard yaml.count <= Self.outputLimit else { throw .captureFailed(.tooMuch) }
    }
    return FollowedCapture(yaml: yaml, isWhole: isWhole)
  }

  private func run(
    _ arguments: [String], _ capture: [UInt8]
  ) throws(ImportFailure) -> (octets: [UInt8], isWhole: Bool) {
    let helper = HelperProgram(
      program, ["-n", "-r", "-"] + arguments, outputLimit: Self.outputLimit,
      timeLimit: timeLimit)
    do throws(HelperProgram.Failure) {
      let output = try helper.run(with: capture)
      return (output.octets, output.isWhole)
    } catch {
      switch error {
      case .notFound: throw .noTshark
      case .tooMuch: throw .captureFailed(.tooMuch)
      case .tooSlow: throw .captureFailed(.tooSlow)
      case .failed: throw .captureFailed(.failed)
      }
    }
  }
}

extension Phrase {
  fileprivate static func tooManyStreams(_ limit: Int) -> Phrase {
    Phrase(
      en: """
        more than \(limit) TCP connections; write those that matter to a file of their own: \
        tshark -r FILE -Y "tcp.port == 25" -w SMALLER
        """,
      zh: """
        超过 \(limit) 个 TCP 连接；请先把需要的连接写到另一个文件：\
        tshark -r 文件 -Y "tcp.port == 25" -w 新文件
        """)
  }
  fileprivate static let tooMuch = Phrase(
    en: "tshark's output is too large", zh: "tshark 的输出太大")
  fileprivate static let tooSlow = Phrase(
    en: "tshark did not finish in time", zh: "tshark 运行超时")
  fileprivate static let failed = Phrase(
    en: "tshark cannot read this capture", zh: "tshark 无法读取这个抓包文件")
}
