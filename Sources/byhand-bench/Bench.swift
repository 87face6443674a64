import ArgumentParser
import Glibc

/// Measures what is shipped: `byhand` of the same build, as a child, against the servers it is held against.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "byhand-bench",
    abstract: "How fast byhand is, against named peers in one run.",
    discussion: """
      Without --peers, or where a peer is not installed, byhand is measured alone. smtp-source and smtp-sink are \
      Postfix's; aiosmtpd is Python's. Ratios are taken round by round: trust them more than the figures.
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

  func validate() throws {
    guard rounds > 0, seconds > 0, (1...20_000).contains(connections) else {
      throw ValidationError("Rounds, seconds and connections want numbers above 0.")
    }
  }

  func run() throws {
    Household.minds()
    Descriptors.raiseLimit()
    defer { Household.clear() }
    var report = Report(isJSON: json)
    do {
      var contenders: [Contender] = [.memory, .durable]
      if peers {
        for peer in Contender.allCases where !peer.isOurs {
          if let lacking = peer.lacking { report.remark(lacking) } else { contenders.append(peer) }
        }
      } else {
        report.remark("byhand alone: --peers measures smtp-sink and aiosmtpd beside it")
      }
      try measureLoad(contenders, &report)
      try measureIdleness(contenders.filter { !$0.isDurable }, &report)
      measureReplies(&report)
      try measureStartUp(&report)
    } catch let error as BenchError {
      Household.clear()
      report.remark(error.description)
      report.end()
      throw ExitCode(69)
    }
    report.end()
  }

  private func measureLoad(_ contenders: [Contender], _ report: inout Report) throws {
    guard !Files.programs("smtp-source").isEmpty else {
      return report.remark("smtp-source is not installed: no messages a second")
    }
    for manner in Load.Manner.allCases {
      report.begin("Messages a second, \(manner.title) (smtp-source -s 50 -l 1024)")
      let servers = try contenders.map { try $0.start() }
      defer { for server in servers { server.child.end() } }
      let measured = try Load(manner: manner, seconds: seconds).rounds(rounds, at: servers)
      for finding in LoadFindings(manner: manner, rounds: measured).all { report.add(finding) }
    }
  }

  private func measureIdleness(_ contenders: [Contender], _ report: inout Report) throws {
    report.begin("Octets of memory an idle connection (RSS, \(connections) connections)")
    let runs = 3
    var costs: [Contender: [Idleness.Cost]] = [:]
    for _ in 0..<runs {
      for contender in contenders {
        costs[contender, default: []].append(
          try Idleness(connections: connections).measure(contender))
      }
    }
    for contender in contenders {
      let cost = costs[contender] ?? []
      let isOurs = contender.isOurs
      report.add(
        Finding(
          key: "idle_banner_\(contender.key)", title: "\(contender.rawValue), after the banner",
          sample: Sample(cost.map(\.afterBanner)), unit: "octets",
          target: isOurs ? .init(value: 4_096, isLeast: false) : nil,
          meaning: "What a client costs that connects and says nothing."))
      report.add(
        Finding(
          key: "idle_ehlo_\(contender.key)", title: "\(contender.rawValue), after EHLO",
          sample: Sample(cost.map(\.afterEHLO)), unit: "octets",
          meaning: "What a client costs that has said EHLO and thinks."))
    }
  }

  private func measureReplies(_ report: inout Report) {
    report.begin("Replies")
    report.add(
      Finding(
        key: "replies", title: "parsed, folded and annotated",
        sample: Sample((0..<rounds).map { _ in Replies.rate(seconds: 0.5) }), unit: "replies/s",
        meaning: "The console's and the grader's work on one reply, with the commands around it."))
  }

  private func measureStartUp(_ report: inout Report) throws {
    report.begin("Start")
    var prompts: [Double] = []
    var nothings: [Double] = []
    for _ in 0..<max(rounds, 5) * 2 {
      prompts.append(try StartUp.prompt())
      nothings.append(try StartUp.nothing())
    }
    report.add(
      Finding(
        key: "start_prompt", title: "byhand, to its first prompt", sample: Sample(prompts),
        unit: "ms", places: 1,
        meaning: "The practice world is open by then: two servers listen."))
    report.add(
      Finding(
        key: "start_nothing", title: "a program that does nothing", sample: Sample(nothings),
        unit: "ms", places: 1, meaning: "What the system itself takes to start and end a process."))
  }
}
