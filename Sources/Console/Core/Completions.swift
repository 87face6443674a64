import Protocols
import Teaching
import Terminal
import Transcripts

/// Tab offers what is legal now. Inside a message it offers nothing but the console's commands.
enum Completions {
  static func candidates(for typed: String, in console: ConsoleCore) -> Completion {
    if typed.hasPrefix(":") { return command(typed.dropFirst(), Commands.all, console) }
    guard console.openQuestion == nil, !console.asksForStudent else { return .none }
    guard console.isConnected, let conversation = console.conversation else {
      return command(typed[...], Commands.all.filter(\.needsNoColon), console)
    }
    switch conversation.dialogue {
    case .smtp(let dialogue):
      guard dialogue.guidance.typed == .command else { return .none }
      return completing(typed[...], from: lines(dialogue, console.log.participants))
    case .http(let dialogue):
      switch dialogue.guidance.typed {
      case .command: return completing(typed[...], from: requests(console.log.participants))
      case .headerField: return completing(typed[...], from: fields(dialogue, conversation))
      default: return .none
      }
    }
  }

  /// What the last words are replaced by.
  private static func completing(_ begun: Substring, from candidates: [String]) -> Completion {
    let folded = begun.lowercased()
    var seen: Set<String> = []
    let matching = candidates.filter {
      $0.lowercased().hasPrefix(folded) && seen.insert($0).inserted
    }
    return Completion(replacing: begun.unicodeScalars.count, candidates: matching)
  }

  // MARK: Commands of the console, word by word

  private static func command(
    _ typed: Substring, _ commands: [ConsoleCommand], _ console: ConsoleCore
  ) -> Completion {
    guard let end = typed.firstIndex(where: \.isWhitespace) else { return name(typed, commands) }
    let name = typed[..<end].lowercased()
    let words = typed[end...].dropFirst().split(
      omittingEmptySubsequences: false, whereSeparator: \.isWhitespace)
    guard let begun = words.last,
      let command = commands.first(where: { $0.name == name || $0.aliases.contains(name) })
    else { return .none }
    // Between two words there may be several spaces.
    let arguments = words.dropLast().filter { !$0.isEmpty } + [begun]
    return completing(begun, from: command.choices?(arguments.map(String.init), console) ?? [])
  }

  private static func name(_ begun: Substring, _ commands: [ConsoleCommand]) -> Completion {
    let names = completing(begun, from: commands.map(\.name))
    guard names.candidates.count == 1, let name = names.candidates.first,
      commands.contains(where: { $0.name == name && ($0.takesFiles || $0.choices != nil) })
    else { return names }
    // The next Tab completes its argument.
    return Completion(replacing: names.replacing, candidates: [name + " "])
  }

  // MARK: Lines for the server

  private static func lines(_ dialogue: SMTPDialogue, _ participants: Participants) -> [String] {
    let acceptance = Acceptance(dialogue, naming: participants)
    return dialogue.legalVerbs.flatMap { verb -> [String] in
      switch verb {
      case .helo, .ehlo: participants.clientName.map { ["\(verb.rawValue) \($0)"] } ?? []
      case .mail: participants.sender.map { ["MAIL FROM:<\($0)>"] } ?? []
      case .rcpt: participants.recipients.map { "RCPT TO:<\($0)>" }
      case .vrfy, .expn: ["\(verb.rawValue) \(participants.user)"]
      case .auth: dialogue.mechanisms.map { "AUTH \($0)" }
      default: [verb.rawValue]
      }
    }.filter(acceptance.accepts)
  }

  private static func requests(_ participants: Participants) -> [String] {
    let paths =
      ["/"] + participants.webMailboxes.map { "/\($0)/" }
      + participants.filledMailboxes.flatMap { ["/\($0)/1", "/\($0)/1.eml"] }
    return paths.map { "GET \($0) HTTP/1.1" }
  }

  /// A request has one Host (RFC 9112 §3.2).
  private static func fields(_ dialogue: HTTPDialogue, _ conversation: Conversation) -> [String] {
    let fields = [
      (name: "host", line: "Host: \(conversation.opening.attempt.host)"),
      (name: "connection", line: "Connection: close"),
    ]
    let typed = dialogue.requestFields.map { $0.name.lowercased() }
    return fields.filter { !typed.contains($0.name) }.map(\.line)
  }
}
