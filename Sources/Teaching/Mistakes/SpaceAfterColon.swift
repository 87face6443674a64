import Language
import Protocols

/// `MAIL FROM: <…>`, as the lecture writes it; RFC 5321 §3.3 has no space there.
enum SpaceAfterColon {
  static func check(_ heard: HeardRequest) -> Note? {
    guard case .command(let command) = heard.request, [.mail, .rcpt].contains(command.verb),
      let colon = heard.line.octets.firstIndex(of: UInt8(ascii: ":")),
      heard.line.octets.dropFirst(colon + 1).first == .space
    else { return nil }
    let before = heard.line.octets[...colon]
    let after = heard.line.octets[(colon + 1)...].drop(while: { $0 == .space })
    return Note(
      .mistake, rule: .smtp("3.3"), column: colon + 2,
      suggestion: String(decoding: before + after, as: UTF8.self), isRemark: true,
      text: .noSpace)
  }
}

extension Phrase {
  fileprivate static let noSpace = Phrase(
    en: "RFC 5321 §3.3 has no space after the colon; most servers accept it, some answer 501.",
    zh: "按 RFC 5321 §3.3，冒号后面没有空格；多数服务器会接受，有些会返回 501。")
}
