import Language
import Protocols

/// A first word that is not an SMTP verb, but is known: an obsolete command, an extension's, a
/// shell command; or the text of a message whose DATA was refused.
enum NonSMTPWords {
  static func note(on heard: HeardRequest, _ error: SyntaxError) -> Note? {
    let words = heard.line.lossyText.split(separator: " ")
    if error.expected == .verb, isCall(words) {
      return alreadyConnected(.smtp("4.1.1"), heard.context)
    }
    guard let first = words.first.map(String.init) else { return nil }
    let verb = error.expected == .verb ? UnsupportedVerb(first.utf8) : nil
    let known = verb.map { note(on: $0, heard) }
    // Text may begin with such a word, but seldom in capitals.
    if heard.followsRefusedData, known == nil || first != first.uppercased(),
      isMessageText(heard, error)
    {
      return note(.smtp("3.3"), .noMessageUnderWay)
    }
    guard error.expected == .verb, known == nil else { return known }
    return headerField(heard) ?? addressField(heard)
  }

  /// `From: alice@crepes.fr` before DATA. `FROM:<alice@crepes.fr>`, written as in MAIL, is taken for
  /// a command without its verb.
  private static func addressField(_ heard: HeardRequest) -> Note? {
    let octets = heard.line.octets
    guard let colon = HeaderReader.colon(in: octets[...]) else { return nil }
    let name = String(decoding: octets[..<colon].filter { !$0.isBlank }, as: UTF8.self)
    let value = octets[(colon + 1)...]
    let isWrittenAsCommand = name == name.uppercased() || value.first?.isBlank != true
    guard let verb = ["from": Verb.mail, "to": .rcpt][name.lowercased()],
      value.contains(where: { !$0.isBlank }),
      !(isWrittenAsCommand && value.first { !$0.isBlank } == UInt8(ascii: "<"))
    else { return nil }
    var note = note(.smtp("3.3"), .addressFieldBeforeDATA(name, verb))
    note.suggestion =
      heard.state == .recipients ? "DATA" : WrongOrder.due(before: .data, heard)
    return note
  }

  /// Fields that are not the envelope's.
  private static let headerFields: Set<String> = [
    "subject", "cc", "bcc", "date", "reply-to", "sender", "message-id", "mime-version",
    "content-type", "content-transfer-encoding",
  ]

  /// `Subject: hi` before DATA.
  private static func headerField(_ heard: HeardRequest) -> Note? {
    let name = heard.line.lossyText.prefix { $0 != ":" && $0 != "：" }
    let field = name.split(separator: " ").joined(separator: " ")
    guard name.count < heard.line.lossyText.count, headerFields.contains(field.lowercased())
    else { return nil }
    var note = note(.smtp("3.3"), .fieldBeforeDATA(field))
    note.suggestion =
      heard.state == .recipients ? "DATA" : WrongOrder.due(before: .data, heard)
    return note
  }

  /// `nil` where the line does not open a connection.
  static func call(in line: Line, _ context: EventContext) -> Note? {
    isCall(line.lossyText.split(separator: " ")) ? alreadyConnected(.http1("3"), context) : nil
  }

  private static func alreadyConnected(_ rule: Rule, _ context: EventContext) -> Note {
    note(rule, .alreadyConnected + (context.isRecordedByClient ? .dropEnds : .stop))
  }

  /// `telnet hamburger.edu 25`, `connect crepes.fr:587 --tls starttls`
  private static func isCall(_ line: [Substring]) -> Bool {
    let words = line.prefix { !$0.hasPrefix("--") }
    guard let first = words.first?.lowercased(), (2...3).contains(words.count),
      words.dropFirst(2).allSatisfy({ $0.utf8.allSatisfy(\.isDigit) })
    else { return false }
    return first == "telnet" || first == "connect" && words[1].contains { ".:".contains($0) }
  }

  private static func note(_ rule: Rule, _ text: Phrase, isRemark: Bool = false) -> Note {
    Note(.mistake, rule: rule, column: 1, isRemark: isRemark, text: text)
  }

  private static func note(on verb: UnsupportedVerb, _ heard: HeardRequest) -> Note {
    switch verb {
    case .send, .soml, .saml: note(.smtp("F.6"), .obsolete(verb))
    case .turn: note(.smtp("F.1"), .obsolete(verb))
    case .verb, .onex: note(Rule("IANA Mail Parameters"), .sendmails(verb))
    case .etrn: note(on: verb, by: "ETRN", Rule("RFC 1985", "5"), heard)
    case .atrn: note(on: verb, by: "ATRN", Rule("RFC 2645"), heard)
    case .burl: note(on: verb, by: "BURL", Rule("RFC 4468"), heard)
    }
  }

  /// `keyword`: the extension's, in EHLO's reply.
  private static func note(
    on verb: UnsupportedVerb, by keyword: String, _ rule: Rule, _ heard: HeardRequest
  ) -> Note {
    let isOffered = heard.context.smtp?.offers(keyword) ?? false
    return note(
      rule, isOffered ? .offered(verb, by: keyword) : .notOffered(verb, keyword),
      isRemark: isOffered)
  }

  // MARK: After a refused DATA

  /// A header field, or a line that cannot be meant as a command. Elsewhere, `hello` is a mistyped
  /// HELO.
  private static func isMessageText(_ heard: HeardRequest, _ error: SyntaxError) -> Bool {
    let octets = heard.line.octets
    guard case .malformed(nil, _) = heard.request,
      ![.lineEnd, .shorterLine].contains(error.expected)
    else { return false }
    if HeaderReader.colon(in: octets[...]) != nil,
      Verb(octets.prefix { $0 != .colon && !$0.isBlank }) == nil
    {
      return true
    }
    guard error.expected == .verb else { return false }
    let repair = CommandRepair(octets, context: .example)
    guard let suggestion = repair.suggestion else { return true }
    let isGreeting = suggestion.hasPrefix("HELO ") || suggestion.hasPrefix("EHLO ")
    return isGreeting
      && (heard.state != .greeted || repair.traps.contains { $0.trap == .missingArgument })
  }
}

extension Phrase {
  fileprivate static let noMessageUnderWay = Phrase(
    en: "No message is under way: DATA was not accepted, so this line is read as a command.",
    zh: "现在没有正在传输的邮件：DATA 没有被接受，所以这一行被当作命令。")
  fileprivate static let alreadyConnected = Phrase(
    en: "You are already connected, so this went to the server", zh: "连接已经建立，所以这一行发给了服务器")
  fileprivate static let dropEnds = Phrase(
    en: "; :drop ends the connection.", zh: "；要结束这个连接请用 :drop。")
  fileprivate static let stop = Phrase(en: ".", zh: "。")

  fileprivate static func fieldBeforeDATA(_ name: String) -> Phrase {
    Phrase(
      en: "\(name) is a field of the message's header: it comes after DATA and its 354.",
      zh: "\(name) 是邮件的首部字段：要在 DATA 得到 354 之后才写。")
  }

  fileprivate static func addressFieldBeforeDATA(_ name: String, _ verb: Verb) -> Phrase {
    let command = verb == .mail ? "MAIL FROM" : "RCPT TO"
    return Phrase(
      en:
        "\(name): is a field of the message's header, and comes after DATA and its 354. The envelope has its own address, in \(command).",
      zh: "\(name): 是邮件的首部字段，要在 DATA 得到 354 之后才写。信封上的地址由 \(command) 给出。")
  }

  fileprivate static func obsolete(_ verb: UnsupportedVerb) -> Phrase {
    Phrase(
      en: "\(verb.rawValue) is an obsolete command of RFC 821; today's servers do not offer it.",
      zh: "\(verb.rawValue) 是 RFC 821 里的命令，早已废弃；如今的服务器不再提供。")
  }

  fileprivate static func sendmails(_ verb: UnsupportedVerb) -> Phrase {
    Phrase(
      en: "\(verb.rawValue) is Sendmail's own command, and obsolete; it is not offered here.",
      zh: "\(verb.rawValue) 是 Sendmail 自有的命令，早已过时；这里没有提供。")
  }

  fileprivate static func notOffered(_ verb: UnsupportedVerb, _ keyword: String) -> Phrase {
    Phrase(
      en: "\(verb.rawValue) belongs to the extension \(keyword), which is not offered here.",
      zh: "\(verb.rawValue) 属于扩展 \(keyword)，这里没有提供这个扩展。")
  }

  fileprivate static func offered(_ verb: UnsupportedVerb, by keyword: String) -> Phrase {
    Phrase(
      en:
        "\(verb.rawValue) belongs to the extension \(keyword), which this server offers; byhand cannot follow it.",
      zh: "\(verb.rawValue) 属于扩展 \(keyword)，服务器提供这个扩展，但 byhand 不会跟踪它的过程。")
  }
}
