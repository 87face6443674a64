/// Names to fill in what was left out. Where one is unknown, a line that needs it has no repair.
package struct RepairContext: Hashable, Sendable {
  package var clientHost: String?
  /// The domain of the server's own mailboxes.
  package var serverDomain: String?
  package var sender: Mailbox?
  /// The server's mailboxes, the likeliest recipient first.
  package var knownMailboxes: [Mailbox]

  package init(
    clientHost: String? = nil, serverDomain: String? = nil, sender: Mailbox? = nil,
    knownMailboxes: [Mailbox] = []
  ) {
    self.clientHost = clientHost
    self.serverDomain = serverDomain
    self.sender = sender
    self.knownMailboxes = knownMailboxes
  }

  /// Some name for each: to ask whether a line can be repaired at all (RFC 2606 §3).
  package static let example = RepairContext(
    clientHost: "example.com", serverDomain: "example.org",
    sender: Mailbox(localPart: "sender", domain: .name("example.com")),
    knownMailboxes: [Mailbox(localPart: "recipient", domain: .name("example.org"))])
}

/// Makes a mistyped command line right, and names the traps it undid.
package struct CommandRepair: Sendable {
  /// The line that would have been right: it parses, and differs from the one typed.
  ///
  /// It never holds a secret.
  package private(set) var suggestion: String?
  /// In the order in which they were undone.
  package private(set) var traps: [(trap: Trap, offset: Int)] = []

  /// A longer line is not a mistyped one.
  private static let longest = 2_048

  package init(_ line: [UInt8], context: RepairContext = RepairContext()) {
    guard line.count <= Self.longest, let cleaned = CleanedLine(line) else { return }
    // VRFY, NOOP and HELP take any text, and a mailbox's name may hold full-width letters: there
    // these slips make no syntax error.
    if (try? CommandParser.parse(line)) != nil,
      !cleaned.traps.contains(where: { $0.trap == .literalBackslashRN || $0.trap == .fullWidth })
    {
      return
    }
    var mender = CommandMender(context: context, traps: cleaned.traps)
    let candidates = mender.candidates(for: cleaned.text[...])
    traps = mender.traps
    suggestion = candidates.lazy.compactMap(Self.canonical).first
    if suggestion.map({ Array($0.utf8) }) == line { suggestion = nil }
  }

  package static func suggestion(for line: [UInt8], context: RepairContext) -> String? {
    CommandRepair(line, context: context).suggestion
  }

  private static func canonical(_ line: String) -> String? {
    switch try? CommandParser.parse(Array(line.utf8)) {
    // The initial response is a secret; a line without it is right as well (RFC 4954 §4).
    case .auth(let mechanism, _)?:
      Command.auth(mechanism: mechanism, hasInitialResponse: false).description
    case let command?: command.description
    case nil: nil
    }
  }
}
