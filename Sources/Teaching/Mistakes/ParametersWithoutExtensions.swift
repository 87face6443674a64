import Protocols

/// `SIZE=…` after HELO: parameters belong to extensions, and extensions to EHLO (RFC 5321 §4.1.1.2).
enum ParametersWithoutExtensions {
  static func check(_ heard: HeardRequest) -> Note? {
    guard case .command(let command) = heard.request, let smtp = heard.scene.smtp,
      heard.state != .greeted, !smtp.isExtended, let first = command.parameters.first,
      let offset = heard.line.octets.firstOffset(ofWord: first.keyword)
    else { return nil }
    return Note(
      .mistake, rule: .smtp("4.1.1.2"), column: heard.line.column(ofOctet: offset), isRemark: true,
      text: .needsEHLO)
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
  /// Keywords stand after a space, in any case of their letters.
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
}
