import Protocols

/// `SIZE=…` after HELO: parameters belong to extensions, and extensions to EHLO (RFC 5321 §4.1.1.2).
enum ParametersWithoutExtensions {
  static func check(_ heard: HeardRequest) -> Note? {
    guard case .command(let command) = heard.request, let smtp = heard.scene.smtp,
      heard.state != .greeted, !smtp.isExtended, let first = command.parameters.first,
      let offset = heard.line.lossyText.uppercased().firstOffset(of: " \(first.keyword)")
    else { return nil }
    return Note(
      .mistake, rule: .smtp("4.1.1.2"), column: offset + 2, isRemark: true, text: .needsEHLO)
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

extension String {
  /// In Unicode scalars, from 0.
  fileprivate func firstOffset(of part: String) -> Int? {
    let scalars = Array(unicodeScalars)
    let wanted = Array(part.unicodeScalars)
    return scalars.indices.first { scalars[$0...].starts(with: wanted) }
  }
}

extension Phrase {
  fileprivate static let needsEHLO = Phrase(
    en: "Parameters belong to extensions; say EHLO instead of HELO to learn which ones are offered.",
    zh: "参数属于扩展功能；用 EHLO 代替 HELO 才能知道服务器提供哪些扩展。")
}
