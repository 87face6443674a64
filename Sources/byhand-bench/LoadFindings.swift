/// What the rounds of one load say, absolutely and as ratios.
struct LoadFindings {
  let manner: Load.Manner
  private let samples: [Contender: Sample]
  private let works: [Contender: Sample]

  init(manner: Load.Manner, rounds: [Contender: [Load.Round]]) {
    self.manner = manner
    samples = rounds.mapValues { Sample($0.map(\.rate)) }
    works = rounds.mapValues { Sample($0.map(\.work)) }
  }

  var all: [Finding] { rates + ratios + work }

  private var work: [Finding] {
    Contender.allCases.compactMap { contender in
      works[contender].map { sample in
        Finding(
          key: "work_\(manner.key)_\(contender.key)",
          title: "\(contender.rawValue), processor time a message", sample: sample,
          unit: "microseconds",
          meaning: "The server's own work; waiting and the rest of the machine do not count.")
      }
    }
  }

  private var rates: [Finding] {
    Contender.allCases.compactMap { contender in
      samples[contender].map { sample in
        Finding(
          key: "rate_\(manner.key)_\(contender.key)", title: contender.rawValue, sample: sample,
          unit: "messages/s", meaning: meaning(of: contender))
      }
    }
  }

  private func meaning(of contender: Contender) -> String {
    switch contender {
    case .memory: "The server as shipped, its store in memory."
    case .durable: "The server as shipped: each message is on disk before its 250."
    case .sink: "Postfix's test server, in C: it throws every message away."
    case .aiosmtpd: "Python's test server: it keeps the messages in memory."
    case .aiosmtpdMaildir: "The same with its own Maildir: each message is synced to disk."
    }
  }

  private var ratios: [Finding] {
    [
      ratio(.memory, .sink, 0.8, "1 is as fast as a server in C that keeps nothing."),
      ratio(.memory, .aiosmtpd, 5, "How many times as fast as Python's, both in memory."),
      ratio(.sink, .aiosmtpd, nil, "What a server in C reaches that keeps nothing."),
      ratio(.durable, .aiosmtpdMaildir, nil, "How many times as fast as Python's, both on disk."),
      ratio(.durable, .sink, nil, "On disk, against a server that keeps nothing."),
      ratio(.durable, .memory, nil, "What durability leaves of our own speed."),
    ].compactMap { $0 }
  }

  private func ratio(
    _ ours: Contender, _ other: Contender, _ least: Double?, _ meaning: String
  ) -> Finding? {
    guard let first = samples[ours], let second = samples[other] else { return nil }
    return Finding(
      key: "ratio_\(manner.key)_\(ours.key)_\(other.key)",
      title: "\(ours.rawValue) : \(other.rawValue)", sample: first.ratio(to: second), unit: "times",
      places: 2, target: least.map { .init(value: $0, isLeast: true) }, meaning: meaning)
  }
}
