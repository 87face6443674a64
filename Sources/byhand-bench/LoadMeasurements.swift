/// What the rounds of one load say, absolutely and as ratios.
struct LoadMeasurements {
  let load: Load
  private let samples: [MeasuredServer: Sample]
  private let works: [MeasuredServer: Sample]

  init(load: Load, rounds: [MeasuredServer: [Load.Round]]) {
    self.load = load
    samples = rounds.mapValues { Sample($0.map(\.rate)) }
    works = rounds.mapValues { Sample($0.map(\.work)) }
  }

  var all: [Measurement] { rates + ratios + work }

  private var work: [Measurement] {
    MeasuredServer.allCases.compactMap { server in
      works[server].map { sample in
        Measurement(
          key: "work_\(load.key)_\(server.key)",
          title: "\(server.rawValue), processor time a message", sample: sample,
          unit: "microseconds",
          meaning: "The server's own work; waiting and the rest of the machine do not count.")
      }
    }
  }

  private var rates: [Measurement] {
    MeasuredServer.allCases.compactMap { server in
      samples[server].map { sample in
        Measurement(
          key: "rate_\(load.key)_\(server.key)", title: server.rawValue, sample: sample,
          unit: "messages/s", meaning: meaning(of: server))
      }
    }
  }

  private func meaning(of server: MeasuredServer) -> String {
    switch server {
    case .memory: "The server as shipped, its store in memory."
    case .durable: "The server as shipped: each message is on disk before its 250."
    case .sink: "Postfix's test server, in C: it throws every message away."
    case .aiosmtpd: "Python's test server: it keeps the messages in memory."
    case .aiosmtpdMaildir: "The same with its own Maildir: each message is synced to disk."
    }
  }

  private var ratios: [Measurement] {
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
    _ ours: MeasuredServer, _ other: MeasuredServer, _ least: Double?, _ meaning: String
  ) -> Measurement? {
    guard let first = samples[ours], let second = samples[other] else { return nil }
    return Measurement(
      key: "ratio_\(load.key)_\(ours.key)_\(other.key)",
      title: "\(ours.rawValue) : \(other.rawValue)", sample: first.ratio(to: second), unit: "times",
      places: 2, target: load.isProtected ? nil : least.map { .init(value: $0, isLeast: true) },
      meaning: meaning)
  }
}
