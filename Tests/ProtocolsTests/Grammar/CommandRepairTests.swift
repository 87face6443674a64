import Protocols
import TestSupport
import Testing

struct CommandRepairTests {
  @Test(arguments: Slip.all)
  func `a slip is undone`(slip: Slip) {
    #expect(CommandRepair.suggestion(for: slip.octets, context: .lecture) == slip.right)
  }

  @Test(arguments: Slip.all)
  func `a slip is named, where it is`(slip: Slip) {
    let found = Trap.first(in: slip.octets)
    #expect(found?.trap == slip.trap)
    #expect(found?.offset == slip.offset || slip.trap == nil)
  }

  @Test(arguments: Slip.all)
  func `a suggestion parses, is canonical, and needs no repair`(slip: Slip) throws {
    let suggestion = CommandRepair.suggestion(for: slip.octets, context: .lecture)
    guard let suggestion else { return }
    let octets = Array(suggestion.utf8)
    #expect(try CommandParser.parse(octets).octets == octets)
    #expect(CommandRepair.suggestion(for: octets, context: .lecture) == nil)
    #expect(Trap.first(in: octets) == nil)
  }

  @Test(arguments: GoodLine.all)
  func `a good line has no trap and needs no repair`(line: GoodLine) {
    #expect(Trap.first(in: line.octets) == nil)
    #expect(CommandRepair.suggestion(for: line.octets, context: .lecture) == nil)
  }

  @Test(arguments: BadLine.all)
  func `whatever is suggested for a bad line parses`(line: BadLine) throws {
    guard let suggestion = CommandRepair.suggestion(for: line.octets, context: .lecture)
    else { return }
    #expect(throws: Never.self) { try CommandParser.parse(Array(suggestion.utf8)) }
  }

  @Test func `every trap is found in some line`() {
    #expect(Set(Slip.all.compactMap(\.trap)) == Set(Trap.allCases))
  }

  @Test(arguments: Slip.all)
  func `random damage never crashes, and traps lie within the line`(slip: Slip) {
    var random = SeededGenerator(seed: UInt64(slip.octets.count))
    for _ in 0..<60 {
      var mutated = slip.octets
      for _ in 0..<3 {
        let octet = UInt8.random(in: 0...255, using: &random)
        mutated.insert(octet, at: Int.random(in: 0...mutated.count, using: &random))
      }
      let repair = CommandRepair(mutated, context: .lecture)
      #expect(repair.traps.allSatisfy { (0...mutated.count).contains($0.offset) })
      guard let suggestion = repair.suggestion else { continue }
      #expect(throws: Never.self) { try CommandParser.parse(Array(suggestion.utf8)) }
    }
  }

  @Test func `a suggestion holds no secret`() {
    for line in ["AUHT PLAIN c2VjcmV0", "AUTH  PLAIN c2VjcmV0", "AUTH PLAIN c2VjcmV0 x"] {
      #expect(CommandRepair(Array(line.utf8)).suggestion == "AUTH PLAIN")
    }
  }

  @Test func `the context fills in what was left out`() {
    let context = RepairContext(
      clientHost: "pc.example", serverDomain: "mail.example", sender: nil,
      knownMailboxes: [Mailbox(localPart: "dora", domain: .name("lists.example"))])
    let slips = [
      "HELO": "HELO pc.example", "RCPT TO:<carol>": "RCPT TO:<carol@mail.example>",
      "RCPT TO:<Dora>": "RCPT TO:<Dora@lists.example>", "RCPT TO:": "RCPT TO:<dora@lists.example>",
      "MAIL FROM:<eve>": "MAIL FROM:<eve@pc.example>", "VRFY": "VRFY dora",
      "MAIL TO:<carol@mail.example>": "RCPT TO:<carol@mail.example>",
    ]
    for (line, right) in slips {
      #expect(CommandRepair.suggestion(for: Array(line.utf8), context: context) == right)
    }
    #expect(CommandRepair(Array("MAIL".utf8), context: context).suggestion == nil)
  }

  @Test func `a line that lacks a name nobody knows has no repair`() {
    for line in ["HELO", "MAIL FROM:", "MAIL FROM:<eve>", "RCPT TO:", "RCPT TO:<carol>"] {
      #expect(CommandRepair(Array(line.utf8)).suggestion == nil, "\(line)")
      #expect(CommandRepair(Array(line.utf8), context: .example).suggestion != nil, "\(line)")
    }
    #expect(CommandRepair(Array("VRFY".utf8)).suggestion == "VRFY postmaster")
  }

  @Test func `an overlong line, or one that is not UTF-8, is left alone`() {
    #expect(CommandRepair(Array("HELLO ".utf8) + [0xFF]).traps.isEmpty)
    #expect(CommandRepair(Array(repeating: .space, count: 1_000_000)).suggestion == nil)
  }
}

extension RepairContext {
  fileprivate static let lecture = RepairContext(
    clientHost: "crepes.fr", serverDomain: "hamburger.edu",
    sender: Mailbox(localPart: "alice", domain: .name("crepes.fr")),
    knownMailboxes: [Mailbox(localPart: "bob", domain: .name("hamburger.edu"))])
}

/// What was typed, with `|` before its first trap, and the line that would have been right.
struct Slip: Sendable, CustomTestStringConvertible {
  let marked: String
  let trap: Trap?
  let right: String?

  init(_ marked: String, _ trap: Trap?, _ right: String?) {
    self.marked = marked
    self.trap = trap
    self.right = right
  }

  var octets: [UInt8] { marked.utf8.filter { $0 != UInt8(ascii: "|") } }
  var offset: Int? { Array(marked.utf8).firstIndex(of: UInt8(ascii: "|")) }
  var testDescription: String { marked }

  private static let mail = "MAIL FROM:<alice@crepes.fr>"
  private static let rcpt = "RCPT TO:<bob@hamburger.edu>"
  private static let helo = "HELO crepes.fr"

  static let all: [Slip] = typing + verbs + hosts + keywords + addresses + none

  static let typing: [Slip] = [
    Slip("HELL|\u{8}O crepes.fr", .backspace, helo),
    Slip("HELO crx|\u{7F}epes.fr", .backspace, helo),
    Slip("HELO 鲍|\u{7F}crepes.fr", .backspace, helo),
    Slip("HELO |\u{1B}[D\u{1B}[3~\u{1B}OAcrepes.fr", .escapeSequence, helo),
    Slip("HELO|\tcrepes.fr", .controlCharacter, helo),
    Slip("HE|\u{0}LO crepes.fr", .controlCharacter, helo),
    Slip("DATA|\r", .carriageReturn, "DATA"),
    Slip("HELO|\u{A0}crepes.fr", .invisibleCharacter, helo),
    Slip("|\u{FEFF}QUIT", .invisibleCharacter, "QUIT"),
    Slip("MAIL FROM|：<alice@crepes.fr>", .fullWidth, mail),
    Slip("MAIL FROM:|＜alice＠crepes．fr＞", .fullWidth, mail),
    Slip("MAIL FROM:<alice|＠crepes.fr>", .fullWidth, mail),
    Slip("RCPT TO:<bob@hamburger|。edu>", .fullWidth, rcpt),
    Slip("RCPT TO:<|ｂob@hamburger.edu>", .fullWidth, rcpt),
    Slip("RCPT TO:<bob@hamburger|，edu>", .fullWidth, rcpt),
    Slip("HELO|　crepes.fr", .fullWidth, helo), Slip("|　QUIT", .fullWidth, "QUIT"),
    Slip("|ＱＵＩＴ", .fullWidth, "QUIT"),
    Slip("MAIL FROM:|〈alice@crepes.fr〉", .otherBrackets, mail),
    Slip("MAIL FROM:|《alice@crepes.fr》", .otherBrackets, mail),
    Slip("MAIL FROM:|“alice@crepes.fr”", .otherBrackets, mail),
    Slip("MAIL FROM:|(alice@crepes.fr)", .otherBrackets, mail),
    Slip("RCPT TO: |\"bob@hamburger.edu\"", .otherBrackets, rcpt),
    Slip(#"HELO crepes.fr|\r\n"#, .literalBackslashRN, helo),
    Slip(#"QUIT |\r\n"#, .literalBackslashRN, "QUIT"),
    Slip(#"RCPT TO:<bob@hamburger.edu>|\n"#, .literalBackslashRN, rcpt),
    Slip(#"VRFY bob|\r\n"#, .literalBackslashRN, "VRFY bob"),
    Slip("HELO crepes.fr|<CRLF>", .literalBackslashRN, helo),
    Slip("|C: HELO crepes.fr", .pastedPrompt, helo), Slip("|> QUIT", .pastedPrompt, "QUIT"),
    Slip("| HELO crepes.fr", .leadingSpace, helo),
  ]

  static let verbs: [Slip] = [
    Slip("|HELLO crepes.fr", .misspeltVerb, helo),
    Slip("|hallo crepes.fr", .misspeltVerb, helo),
    Slip("|EHL0 crepes.fr", .misspeltVerb, "EHLO crepes.fr"),
    Slip("|RCTP TO:<bob@hamburger.edu>", .misspeltVerb, rcpt),
    Slip("|mali from: <alice@crepes.fr>", .misspeltVerb, mail),
    Slip("|DTAA", .misspeltVerb, "DATA"), Slip("|QIUT", .misspeltVerb, "QUIT"),
    Slip("|RESET", .misspeltVerb, "RSET"), Slip("|VERIFY bob", .misspeltVerb, "VRFY bob"),
    Slip("|STARTSSL", .misspeltVerb, "STARTTLS"), Slip("|exit", .foreignVerb, "QUIT"),
    Slip("|bye bye", .foreignVerb, "QUIT"),
    Slip("|FROM:<alice@crepes.fr>", .missingVerb, mail),
    Slip("|To: <bob@hamburger.edu>", .missingVerb, rcpt),
    Slip("DATA |hello", .unexpectedArgument, "DATA"),
    Slip("quit |now", .unexpectedArgument, "QUIT"), Slip("RSET|.", .unexpectedArgument, "RSET"),
  ]

  static let hosts: [Slip] = [
    Slip("HELO|", .missingArgument, helo), Slip("ehlo|", .missingArgument, "EHLO crepes.fr"),
    Slip("HELO|crepes.fr", .missingSpace, helo), Slip("HELO|:crepes.fr", .missingSpace, helo),
    Slip("HELO | crepes.fr", .extraSpace, helo),
    Slip("HELO crepes |fr", .unexpectedArgument, helo),
    Slip("HELO crepes.fr |and more", .unexpectedArgument, helo),
    Slip("HELO |alice@crepes.fr", .addressAsHost, helo),
    Slip("HELO |<alice@crepes.fr>", .addressAsHost, helo),
    Slip("HELO <crepes.fr>", nil, helo), Slip("HELO my_pc.fr", nil, "HELO my-pc.fr"),
    Slip("HELO crepes.fr.", nil, helo), Slip("HELO !", nil, helo),
    Slip("HELO [127.0.0.1", nil, "HELO [127.0.0.1]"),
    Slip("HELO [2001:db8::1]", nil, "HELO [IPv6:2001:db8::1]"),
    Slip("HELO ::1", nil, "HELO [IPv6:::1]"),
    Slip("VRFY|", .missingArgument, "VRFY bob"), Slip("AUTH|", .missingArgument, "AUTH PLAIN"),
    Slip("AUTH|=login", .missingSpace, "AUTH LOGIN"),
    Slip("AUTH PLAIN eA== |eA==", .unexpectedArgument, "AUTH PLAIN"),
  ]

  static let keywords: [Slip] = [
    Slip("MAIL|FROM:<alice@crepes.fr>", .missingSpace, mail),
    Slip("RCPT|TO:<bob@hamburger.edu>", .missingSpace, rcpt),
    Slip("MAIL|:<alice@crepes.fr>", .missingSpace, mail),
    Slip("MAIL | FROM:<alice@crepes.fr>", .extraSpace, mail),
    Slip("MAIL FROM| :<alice@crepes.fr>", .extraSpace, mail),
    Slip("MAIL |<alice@crepes.fr>", .missingKeyword, mail),
    Slip("MAIL |alice@crepes.fr", .missingKeyword, mail),
    Slip("rcpt |bob@hamburger.edu", .missingKeyword, rcpt),
    Slip("MAIL |from@crepes.fr", .missingKeyword, "MAIL FROM:<from@crepes.fr>"),
    Slip("MAIL|", .missingKeyword, mail), Slip("RCPT|", .missingKeyword, rcpt),
    Slip("MAIL |FORM:<alice@crepes.fr>", .wrongKeyword, mail),
    Slip("MAIL |FORM <alice@crepes.fr>", .wrongKeyword, mail),
    Slip("RCPT |FROM:<bob@hamburger.edu>", .wrongKeyword, rcpt),
    Slip("RCPT |T0:<bob@hamburger.edu>", .wrongKeyword, rcpt),
    Slip("MAIL |TO:<alice@crepes.fr>", .wrongKeyword, mail),
    Slip("MAIL |TO:<bob@hamburger.edu>", .wrongKeyword, rcpt),
    Slip("MAIL FROM| <alice@crepes.fr>", .missingColon, mail),
    Slip("MAIL FROM|<alice@crepes.fr>", .missingColon, mail),
    Slip("RCPT TO| bob@hamburger.edu", .missingColon, rcpt),
    Slip("MAIL FROM|;<alice@crepes.fr>", .missingColon, mail),
  ]

  static let addresses: [Slip] = [
    Slip("MAIL FROM:|alice@crepes.fr", .missingBrackets, mail),
    Slip("MAIL FROM: |alice@crepes.fr SIZE=10", .missingBrackets, mail + " SIZE=10"),
    Slip("MAIL FROM:<alice@crepes.fr|", .missingBrackets, mail),
    Slip("MAIL FROM:<alice@crepes.fr| size=10", .missingBrackets, mail + " SIZE=10"),
    Slip("RCPT TO:|bob@hamburger.edu>", .missingBrackets, rcpt),
    Slip("MAIL FROM:|Alice <alice@crepes.fr>", .displayName, mail),
    Slip("MAIL FROM:<alice@| crepes.fr>", .extraSpace, mail),
    Slip("RCPT TO:<bob@hamburger.edu>|, <carol@hamburger.edu>", .severalAddresses, rcpt),
    Slip("RCPT TO:<bob@hamburger.edu> |<carol@hamburger.edu>", .severalAddresses, rcpt),
    Slip("RCPT TO:<bob@hamburger.edu|;carol@hamburger.edu>", .severalAddresses, rcpt),
    Slip("RCPT TO:<bob|>", .missingDomain, rcpt), Slip("RCPT TO:<bob@|>", .missingDomain, rcpt),
    Slip("RCPT TO:<carol|>", .missingDomain, "RCPT TO:<carol@hamburger.edu>"),
    Slip("MAIL FROM:<alice|>", .missingDomain, mail),
    Slip("RCPT TO:|postmaster", .missingBrackets, "RCPT TO:<postmaster>"),
    Slip("RCPT TO:<|>", .missingArgument, rcpt), Slip("RCPT TO:|", .missingArgument, rcpt),
    Slip("MAIL FROM:|", .missingArgument, mail),
    Slip("MAIL FROM:<| >", .extraSpace, "MAIL FROM:<>"),
    Slip("RCPT TO:<bob@hamburger,edu>", nil, rcpt),
    Slip("RCPT TO:<<bob@hamburger.edu>>", nil, rcpt),
    Slip("RCPT TO:<bob@@hamburger.edu>", nil, rcpt),
    Slip("RCPT TO:<bob@hamburger..edu>", nil, rcpt),
    Slip("RCPT TO:<mailto:bob@hamburger.edu>", nil, rcpt),
    Slip("MAIL FROM:<alice@crepes.fr> SIZE=", nil, mail),
  ]

  static let none: [Slip] = [
    Slip("", nil, nil), Slip("   ", nil, nil), Slip(".", nil, nil),
    Slip("GREET crepes.fr", nil, nil),
    Slip("GET / HTTP/1.1", nil, nil), Slip("Subject: hello", nil, nil),
    Slip("Date: today", nil, nil),
    Slip("USER bob", nil, nil), Slip("MAILBOX", nil, nil), Slip("|。", .fullWidth, nil),
    Slip("MAIL FROM:<a(b@crepes.fr>", nil, nil),
  ]
}
