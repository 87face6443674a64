import ArgumentParser
import Dispatch
import Glibc

/// Measures `byhand` of the same build, as a child process, against other servers.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "byhand-bench",
    abstract: "How fast byhand is, against named peers in one run.",
    discussion: """
      Without --peers, or where a peer is not installed, byhand is measured alone. smtp-source and smtp-sink are \
      Postfix's; aiosmtpd is Python's. Neither of the first two speaks TLS: there, byhand and aiosmtpd are measured by a \
      client of this program. Ratios are taken round by round: trust them more than the figures.
      """)

  @Flag(help: "Measures smtp-sink and aiosmtpd in the same rounds.")
  var peers = false

  @Flag(help: "One JSON object.")
  var json = false

  @Option(help: "Rounds of each load.")
  var rounds = 5

  @Option(help: "Seconds that one server's round lasts, about.")
  var seconds = 1.5

  @Option(help: "Idle connections.")
  var connections = 5_000

  @Option(
    parsing: .upToNextOption,
    help: "Recordings of a class that is graded; several numbers for several classes.")
  var recordings = [1_000, 10_000]

  @Flag(help: "Measures grading alone.")
  var grading = false

  func validate() throws {
    guard recordings.allSatisfy((1...1_000_000).contains) else {
      throw ValidationError("A class has 1 to 1,000,000 recordings.")
    }
    guard rounds > 0, seconds > 0, (1...20_000).contains(connections) else {
      throw ValidationError("Rounds, seconds and connections want numbers above 0.")
    }
  }

  func run() async throws {
    signal(SIGPIPE, SIG_IGN)
    Sockets.raiseLimit()
    let work = Task { try await Files.withTemporaryFolder(measure) }
    // Cancelled, it ends the servers that it has started, and removes its folder.
    let signals = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { work.cancel() }
      source.resume()
      return source
    }
    defer { for source in signals { source.cancel() } }
    try await work.value
  }

  private func measure(in folder: String) async throws {
    var report = Report(isJSON: json)
    do {
      if grading {
        try await measureGrading(folder, &report)
        return report.end()
      }
      var servers: [MeasuredServer] = [.memory, .durable]
      if peers {
        for peer in MeasuredServer.allCases where !peer.isOurs {
          if let missing = await peer.missing {
            report.remark(missing)
          } else {
            servers.append(peer)
          }
        }
      } else {
        report.remark("byhand alone: --peers measures smtp-sink and aiosmtpd beside it")
      }
      try await measureLoad(servers, folder, &report)
      try await measureIdleConnections(servers.filter { !$0.isDurable }, folder, &report)
      measureAnnotationRate(&report)
      measureRecordingRate(&report)
      try await measureGrading(folder, &report)
      try await measureStartUp(folder, &report)
    } catch let error as BenchError {
      report.remark(error.description)
      report.end()
      throw ExitCode(69)
    }
    report.end()
  }

  private func measureLoad(
    _ servers: [MeasuredServer], _ folder: String, _ report: inout Report
  ) async throws {
    if Files.programs("smtp-source").isEmpty {
      report.remark("smtp-source is not installed: no messages a second in clear")
    } else {
      try await measureLoad(isProtected: false, servers, folder, &report)
    }
    try await measureLoad(isProtected: true, servers.filter(\.offersTLS), folder, &report)
  }

  private func measureLoad(
    isProtected: Bool, _ servers: [MeasuredServer], _ folder: String, _ report: inout Report
  ) async throws {
    for connections in Load.Connections.allCases {
      let load = Load(connections: connections, isProtected: isProtected, seconds: seconds)
      report.begin(load.title)
      let measured = try await MeasuredServer.run(servers, in: folder) { [rounds] in
        try await load.rounds(rounds, at: $0)
      }
      for measurement in LoadMeasurements(load: load, rounds: measured).all {
        report.add(measurement)
      }
    }
  }

  private func measureIdleConnections(
    _ servers: [MeasuredServer], _ folder: String, _ report: inout Report
  ) async throws {
    report.begin("Octets of memory an idle connection (RSS, \(connections) connections)")
    let runs = 3
    var costs: [MeasuredServer: [IdleConnections.Cost]] = [:]
    for _ in 0..<runs {
      for server in servers {
        costs[server, default: []].append(
          try await IdleConnections(connections: connections).measure(server, in: folder))
      }
    }
    for server in servers {
      let cost = costs[server] ?? []
      report.add(
        Measurement(
          key: "idle_banner_\(server.key)", title: "\(server.rawValue), after the banner",
          sample: Sample(cost.map(\.afterBanner)), unit: "octets",
          target: server.isOurs ? .init(value: 4_096, isLeast: false) : nil,
          meaning: "What a client costs that connects and says nothing."))
      report.add(
        Measurement(
          key: "idle_ehlo_\(server.key)", title: "\(server.rawValue), after EHLO",
          sample: Sample(cost.map(\.afterEHLO)), unit: "octets",
          meaning: "What a client costs that has said EHLO and waits."))
    }
    // A client's side of TLS costs memory and time here, too.
    let idle = IdleConnections(connections: min(connections, 1_000))
    for server in servers where server.offersTLS {
      var costs: [Double] = []
      for _ in 0..<runs { costs.append(try await idle.measureProtected(server, in: folder)) }
      report.add(
        Measurement(
          key: "idle_tls_\(server.key)",
          title: "\(server.rawValue), after STARTTLS and EHLO (\(idle.connections))",
          sample: Sample(costs), unit: "octets",
          meaning: "What a client costs whose connection is protected, and who waits."))
    }
  }

  private func measureAnnotationRate(_ report: inout Report) {
    report.begin("Replies")
    report.add(
      Measurement(
        key: "replies", title: "parsed, folded and annotated",
        sample: Sample((0..<rounds).map { _ in AnnotationRate.measure(seconds: 0.5) }),
        unit: "replies/s",
        meaning: "The console's and the grader's work on one reply, with the commands around it."))
  }

  private func measureRecordingRate(_ report: inout Report) {
    report.begin("Recordings")
    let rate = RecordingRate()
    report.add(
      Measurement(
        key: "events_folded", title: "events read and folded",
        sample: Sample((0..<rounds).map { _ in rate.events(seconds: 0.5) }), unit: "events/s",
        target: .init(value: 300_000, isLeast: true),
        meaning: "From a transcript's octets to the facts that every reader reads, on one core."))
    report.add(
      Measurement(
        key: "recordings_judged", title: "recordings of a lesson judged",
        sample: Sample((0..<rounds).map { _ in rate.recordings(seconds: 0.5) }),
        unit: "recordings/s", meaning: "A grader's work on one recording, on one core."))
  }

  private func measureGrading(_ folder: String, _ report: inout Report) async throws {
    for count in recordings {
      let rate = try GradingRate(count, in: folder)
      report.begin("Grading a folder of \(count) recordings")
      for jobs in [1, 2] {
        var figures: [GradingRate.Figures] = []
        for _ in 0..<rounds { figures.append(try await rate.run(jobs: jobs)) }
        report.add(
          Measurement(
            key: "graded_\(count)_jobs_\(jobs)", title: "byhand grade --jobs \(jobs)",
            sample: Sample(figures.map(\.recordingsPerSecond)), unit: "recordings/s",
            meaning: "From the folder to the gradebook, each recording by another student."))
        report.add(
          Measurement(
            key: "graded_\(count)_jobs_\(jobs)_memory", title: "its memory (VmHWM)",
            sample: Sample(figures.map { $0.peak / 1_048_576 }), unit: "MB", places: 1,
            meaning: "The most that the program had at any time."))
      }
    }
  }

  private func measureStartUp(_ folder: String, _ report: inout Report) async throws {
    report.begin("Start")
    var prompts: [Double] = []
    var nothings: [Double] = []
    for _ in 0..<max(rounds, 5) * 2 {
      prompts.append(try await StartUpTime.prompt(in: folder))
      nothings.append(try await StartUpTime.nothing())
    }
    report.add(
      Measurement(
        key: "start_prompt", title: "byhand, to its first prompt", sample: Sample(prompts),
        unit: "ms", places: 1,
        meaning: "The practice world is open by then: two servers listen."))
    report.add(
      Measurement(
        key: "start_nothing", title: "a program that does nothing", sample: Sample(nothings),
        unit: "ms", places: 1, meaning: "What the system itself takes to start and end a process."))
  }
}
