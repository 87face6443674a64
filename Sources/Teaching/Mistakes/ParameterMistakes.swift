import Language
import Protocols

/// A parameter after HELO: parameters belong to extensions, and extensions to EHLO (RFC 5321
/// §4.1.1.2). After EHLO: one that the server did not offer, that belongs to the other command, or
/// that has a wrong value.
enum ParameterMistakes {
  static func check(_ heard: HeardRequest) -> Note? {
    guard case .command(let command) = heard.request, let smtp = heard.context.smtp,
      heard.state != .greeted
    else { return nil }
    for parameter in command.parameters {
      guard let (rule, text, isRemark) = fault(of: parameter, in: command.verb, smtp),
        let offset = heard.line.octets.firstOffset(ofWord: parameter.keyword)
      else { continue }
      return Note(
        .mistake, rule: rule, column: heard.line.column(ofOctet: offset), isRemark: isRemark,
        text: text)
    }
    return nil
  }

  /// `nil` for a parameter that the server takes, or that is not known here.
  static func fault(
    of parameter: Parameter, in verb: Verb, _ smtp: SMTPDialogue
  ) -> (rule: Rule, text: Phrase, isRemark: Bool)? {
    guard smtp.isExtended else { return (.smtp("4.1.1.2"), .needsEHLO, true) }
    guard let home = ParameterHome.of(parameter) else { return nil }
    if home.verb != verb {
      return (home.rule, .othersParameter(parameter.keyword, home.verb.rawValue), false)
    }
    guard smtp.offers(home.keyword) else {
      let name = home.keyword == "BINARYMIME" ? "BODY=BINARYMIME" : parameter.keyword
      return (home.rule, .notOffered(name, home.keyword), true)
    }
    return parameter.hasValidForm ? nil : form(of: parameter).map { (home.rule, $0, false) }
  }

  /// The correct form of the value.
  private static func form(of parameter: Parameter) -> Phrase? {
    switch parameter.keyword {
    case "SIZE": .sizeIsNumber
    case "BODY": .bodyIsOneOf
    case "SMTPUTF8": .standsAlone
    case "RET": .fullOrHeader
    case "ENVID": .ownName
    case "NOTIFY": .neverOrList
    case "ORCPT": .typeAndAddress
    default: nil
    }
  }
}

extension Command {
  fileprivate var parameters: [Parameter] {
    switch self {
    case .mail(_, let parameters), .rcpt(_, let parameters): parameters
    default: []
    }
  }
}

extension [UInt8] {
  /// Keywords follow a space, in upper or lower case.
  fileprivate func firstOffset(ofWord word: String) -> Int? {
    indices.dropFirst().first { index in
      self[index - 1] == .space
        && self[index...].lazy.map(\.lowercased).starts(with: word.lowercased().utf8)
    }
  }
}

extension Phrase {
  fileprivate static let needsEHLO = Phrase(
    en:
      "Parameters belong to extensions; say EHLO instead of HELO to learn which ones are offered.",
    zh: "参数属于扩展功能；用 EHLO 代替 HELO 才能知道服务器提供哪些扩展。")

  fileprivate static let sizeIsNumber = Phrase(
    en: "After SIZE= comes the number of the message's octets, such as SIZE=1000.",
    zh: "SIZE= 后面要写邮件的字节数，例如 SIZE=1000。")
  fileprivate static let bodyIsOneOf = Phrase(
    en: "After BODY= comes 7BIT or 8BITMIME.", zh: "BODY= 后面只能写 7BIT 或 8BITMIME。")
  fileprivate static let standsAlone = Phrase(
    en: "SMTPUTF8 stands alone, without = and a value.",
    zh: "SMTPUTF8 单独写，后面没有等号和值。")

  fileprivate static let fullOrHeader = Phrase(
    en: "After RET= comes FULL or HDRS.", zh: "RET= 后面只能写 FULL 或 HDRS。")
  fileprivate static let ownName = Phrase(
    en:
      "After ENVID= comes a name of your own for this message, of at most 100 visible characters, such as ENVID=pickles-1. A + or = in it is written +2B or +3D.",
    zh: "ENVID= 后面写你给这封邮件起的标识，最多 100 个可见字符，例如 ENVID=pickles-1。其中的 + 和 = 要写成 +2B 和 +3D。")
  fileprivate static let neverOrList = Phrase(
    en:
      "After NOTIFY= comes NEVER alone, or a list of SUCCESS, FAILURE and DELAY without spaces, such as NOTIFY=SUCCESS,FAILURE.",
    zh: "NOTIFY= 后面单独写 NEVER，或者列出 SUCCESS、FAILURE、DELAY，用逗号隔开，不加空格，例如 NOTIFY=SUCCESS,FAILURE。")
  fileprivate static let typeAndAddress = Phrase(
    en: "After ORCPT= come rfc822, a semicolon and the address: ORCPT=rfc822;bob@hamburger.edu.",
    zh: "ORCPT= 后面依次写 rfc822、分号和地址：ORCPT=rfc822;bob@hamburger.edu。")

  fileprivate static func othersParameter(_ keyword: String, _ verb: String) -> Phrase {
    Phrase(
      en: "\(keyword) is a parameter of \(verb), not of this command.",
      zh: "\(keyword) 是 \(verb) 的参数，不能用在这个命令里。")
  }
  fileprivate static func notOffered(_ keyword: String, _ offer: String) -> Phrase {
    keyword == offer
      ? Phrase(
        en: "EHLO's reply does not list \(keyword): this server does not offer it.",
        zh: "EHLO 的响应里没有列出 \(keyword)：这台服务器没有提供它。")
      : Phrase(
        en: "\(keyword) belongs to the extension \(offer), which EHLO's reply does not list.",
        zh: "\(keyword) 属于扩展 \(offer)，而 EHLO 的响应里没有列出它。")
  }
}
