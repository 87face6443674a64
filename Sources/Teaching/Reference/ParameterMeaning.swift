import Language
import Protocols

/// The parameters of MAIL and RCPT whose extension has another name in EHLO's reply.
enum ParameterMeaning {
  static func of(_ keyword: String) -> SourcedPhrase? {
    switch keyword.uppercased() {
    case "BODY":
      sourced(
        Rule("RFC 6152", "2"),
        en:
          "MAIL … BODY=8BITMIME says that the text of the message, which must be MIME, has octets above 127; without it BODY=7BIT is assumed.",
        zh: "MAIL … BODY=8BITMIME 声明邮件的正文里有大于 127 的字节，邮件须是 MIME 格式；不写就相当于 BODY=7BIT。")
    case "NOTIFY":
      sourced(
        Rule("RFC 3461", "4.1"),
        en: "RCPT … NOTIFY=SUCCESS, FAILURE, DELAY or NEVER chooses which reports on this "
          + "recipient come back.",
        zh: "RCPT … NOTIFY=SUCCESS、FAILURE、DELAY 或 NEVER，指定关于这个收件人要收到哪些通知。")
    case "ORCPT":
      sourced(
        Rule("RFC 3461", "4.2"),
        en: "RCPT … ORCPT=rfc822;bob@hamburger.edu keeps the address as the sender first wrote "
          + "it; reports name it.",
        zh: "RCPT … ORCPT=rfc822;bob@hamburger.edu 记下发件人最初写的地址，通知里会提到它。")
    case "RET":
      sourced(
        Rule("RFC 3461", "4.3"),
        en: "MAIL … RET=FULL or RET=HDRS: a failure report returns the whole message, or its "
          + "header only.",
        zh: "MAIL … RET=FULL 或 RET=HDRS：投递失败的通知附上整个邮件，或只附首部。")
    case "ENVID":
      sourced(
        Rule("RFC 3461", "4.4"),
        en: "MAIL … ENVID=… is the sender's own name for this envelope; reports repeat it.",
        zh: "MAIL … ENVID=… 是发件人给这个信封起的标识，通知里会带上它。")
    default: nil
    }
  }
}

/// The extension that a parameter belongs to, the command that takes it, and the source.
struct ParameterHome {
  let keyword: String
  let verb: Verb
  let rule: Rule

  init(_ keyword: String, _ verb: Verb, _ rfc: String, _ section: String) {
    self.keyword = keyword
    self.verb = verb
    rule = Rule(rfc, section)
  }

  static func of(_ parameter: Parameter) -> ParameterHome? {
    switch (parameter.keyword, parameter.value?.uppercased()) {
    case ("SIZE", _): ParameterHome("SIZE", .mail, "RFC 1870", "3")
    case ("BODY", "BINARYMIME"): ParameterHome("BINARYMIME", .mail, "RFC 3030", "3")
    case ("BODY", _): ParameterHome("8BITMIME", .mail, "RFC 6152", "2")
    case ("SMTPUTF8", _): ParameterHome("SMTPUTF8", .mail, "RFC 6531", "3.4")
    case ("AUTH", _): ParameterHome("AUTH", .mail, "RFC 4954", "5")
    case ("RET", _): ParameterHome("DSN", .mail, "RFC 3461", "4.3")
    case ("ENVID", _): ParameterHome("DSN", .mail, "RFC 3461", "4.4")
    case ("NOTIFY", _): ParameterHome("DSN", .rcpt, "RFC 3461", "4.1")
    case ("ORCPT", _): ParameterHome("DSN", .rcpt, "RFC 3461", "4.2")
    default: nil
    }
  }
}
