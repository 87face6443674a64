/// Where a conversation stands: how to get there, and how to see that it is there.
enum Position: Sendable, Hashable {
  case greeted, helo, ehlo, mail
  /// Recipients were accepted; these are their mailboxes.
  case recipients([String])
  /// 354 was said.
  case data
  /// The server has hung up.
  case closed

  static let rcpt = Position.recipients(["bob"])

  private static let sender = "MAIL FROM:<alice@crepes.fr>"
  private static let recipient = "RCPT TO:<bob@hamburger.edu>"

  var preamble: (sent: Sent, answers: [Answer]) {
    let hello = "EHLO crepes.fr"
    return switch self {
    case .greeted, .closed: ([], [])
    case .helo: (["HELO crepes.fr"], ["hello"])
    case .ehlo: ([hello], ["ehlo"])
    case .mail: ([hello, Self.sender], ["ehlo", "250 2.1.0"])
    case .recipients: ([hello, Self.sender, Self.recipient], ["ehlo", "250 2.1.0", "250 2.1.5"])
    case .data:
      ([hello, Self.sender, Self.recipient, "DATA"], ["ehlo", "250 2.1.0", "250 2.1.5", "354"])
    }
  }

  /// Commands whose replies show that it is this position.
  var probe: (sent: Sent, answers: [Answer], letters: [Letter]) {
    switch self {
    case .greeted: (["MAIL FROM:<>"], ["503 5.5.1"], [])
    case .helo:
      (
        [Self.recipient, "MAIL FROM:<> SIZE=1", "MAIL FROM:<>"],
        ["503 5.5.1", "555 5.5.4", "250 -"],
        []
      )
    case .ehlo: ([Self.recipient, "MAIL FROM:<> SIZE=1"], ["503 5.5.1", "250 2.1.0"], [])
    case .mail:
      (["MAIL FROM:<>", "DATA", Self.recipient], ["503", "503|554", "250"], [])
    case .recipients(let users):
      (
        ["MAIL FROM:<>", "DATA", "probe", "."], ["503", "354", "250"],
        [Letter(users, "probe\r\n")]
      )
    case .data: (["probe", "."], ["250"], [.bob("probe\r\n")])
    case .closed: ([], [], [])
    }
  }
}
