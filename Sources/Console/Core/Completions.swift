import PracticeWorld
import Protocols
import Teaching
import Terminal
import Transcripts

/// Tab offers what is legal now. Inside a message it offers nothing.
enum Completions {
  static func candidates(for typed: String, in console: ConsoleCore) -> Completion {
    if typed.hasPrefix(":") {
      return completing(typed, from: Commands.all.map { ":\($0.name)" } + arguments(console))
    }
    guard console.openQuestion == nil else { return .none }
    guard console.isConnected, let conversation = console.conversation else {
      return completing(typed, from: linesWithoutColon(console))
    }
    switch conversation.dialogue {
    case .smtp(let dialogue):
      guard dialogue.guidance.typed == .command else { return .none }
      return completing(typed, from: lines(dialogue.state, console.log.participants))
    case .http(let dialogue):
      switch dialogue.guidance.typed {
      case .command: return completing(typed, from: requests(console.log.participants))
      case .headerField:
        return completing(typed, from: ["Host: \(host(console))", "Connection: close"])
      default: return .none
      }
    }
  }

  private static func completing(_ typed: String, from lines: [String]) -> Completion {
    let folded = typed.lowercased()
    let matching = lines.filter { $0.lowercased().hasPrefix(folded) }
    return Completion(replacing: typed.unicodeScalars.count, candidates: matching)
  }

  /// Complete lines for the commands that take a server or a mailbox of the world.
  private static func arguments(_ console: ConsoleCore) -> [String] {
    guard console.conversation?.guidance.typed != .content else { return [] }
    let hosts = console.world.hosts
    let ofHosts = hosts.flatMap { host -> [String] in
      let behaviours = (["up"] + Behaviour.names).map { ":server \(host.name) \($0)" }
      let mailboxes = host.description.mailboxes.map { ":mailbox \($0)" }
      return behaviours + mailboxes + [":mx \(host.name)"]
    }
    let watches = hosts.filter(\.description.relays).map { ":watch \($0.name)" }
    return ofHosts + watches + [":watch off", ":queue run"]
  }

  private static func linesWithoutColon(_ console: ConsoleCore) -> [String] {
    console.world.hosts.flatMap { ["telnet \($0.name) 25", "telnet \($0.name) 80"] }
      + Commands.all.filter(\.needsNoColon).map(\.name)
  }

  private static func lines(_ state: State, _ participants: Participants) -> [String] {
    state.legalVerbs.flatMap { verb -> [String] in
      switch verb {
      case .helo, .ehlo: participants.clientName.map { ["\(verb.rawValue) \($0)"] } ?? []
      case .mail: participants.sender.map { ["MAIL FROM:<\($0)>"] } ?? []
      case .rcpt: participants.recipients.map { "RCPT TO:<\($0)>" }
      case .vrfy: ["VRFY \(participants.user)"]
      case .auth, .startTLS, .expn: []
      default: [verb.rawValue]
      }
    }
  }

  private static func requests(_ participants: Participants) -> [String] {
    ["GET / HTTP/1.1"]
      + participants.webMailboxes.flatMap { ["GET /\($0)/ HTTP/1.1", "GET /\($0)/1 HTTP/1.1"] }
  }

  private static func host(_ console: ConsoleCore) -> String {
    console.conversation?.opening.attempt.host ?? ""
  }
}
