import Language
import Messages
import Protocols
import Transcripts

/// A fault in a server's line, whatever the line says. Each is remarked on once a conversation.
enum ServerLineFault: Hashable, Sendable, CaseIterable {
  case control, hidden, notUTF8, beyondASCII, bareCR, bareLF, long

  // textstring = 1*(%d09 / %d32-126) (RFC 5321 §4.2); 512 octets a line (§4.5.3.1.5)
  static func found(in line: Line, isSMTP: Bool) -> [ServerLineFault] {
    var found: [ServerLineFault] = []
    if line.octets.contains(where: { $0 < 0x20 && $0 != .tab && $0 != .carriageReturn || $0 > 0x7E }
    ) {
      found += characters(of: line)
    }
    if line.octets.contains(.carriageReturn) || line.ending == .cr { found.append(.bareCR) }
    if line.ending == .lf { found.append(.bareLF) }
    if isSMTP, line.ending != .none, line.wire.count > 512 { found.append(.long) }
    return found
  }

  private static func characters(of line: Line) -> [ServerLineFault] {
    var found: [ServerLineFault] = []
    guard let text = line.text else {
      return line.octets.contains { $0.isControl } ? [.control, .notUTF8] : [.notUTF8]
    }
    let scalars = text.unicodeScalars
    if scalars.contains(where: {
      $0.properties.generalCategory == .control && $0 != "\t" && $0 != "\r"
    }) {
      found.append(.control)
    }
    if zip(scalars, [nil] + scalars.map(Optional.some)).contains(where: { $0.hides(after: $1) }) {
      found.append(.hidden)
    }
    if found.isEmpty, scalars.contains(where: { !$0.isASCII }) { found.append(.beyondASCII) }
    return found
  }

  func note(on line: Line, isSMTP: Bool) -> Note {
    let reading = self == .notUTF8 ? Self.asGBK(line) : nil
    return Note(
      .reply, rule: rule(isSMTP), isRemark: true, text: reading.map { phrase + $0 } ?? phrase)
  }

  /// Chinese servers' other encoding; `nil` where the line makes no Chinese text in it.
  private static func asGBK(_ line: Line) -> Phrase? {
    guard let text = Charsets.system.decoded(line.octets, as: "gbk") else { return nil }
    let scalars = text.unicodeScalars
    guard scalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }),
      !zip(scalars, [nil] + scalars.map(Optional.some)).contains(where: {
        $0 == "\u{FFFD}" || $0.properties.generalCategory == .control || $0.hides(after: $1)
      })
    else { return nil }
    return Phrase(en: " As GBK it reads: \(text)", zh: "按 GBK 读出来是：\(text)")
  }

  private func rule(_ isSMTP: Bool) -> Rule {
    switch self {
    case .bareCR, .bareLF: isSMTP ? .smtp("2.3.8") : .http1("2.2")
    case .long: .smtp("4.5.3.1.5")
    default: isSMTP ? .smtp("4.2") : .http("5.5")
    }
  }

  private var phrase: Phrase {
    switch self {
    case .control:
      Phrase(
        en:
          "This line has control characters, which could take over a terminal; byhand shows each as a symbol, and none takes effect.",
        zh: "这一行含有控制字符，可能会操纵终端；byhand 把它们都显示成符号，不会生效。")
    case .hidden:
      Phrase(
        en:
          "This line has invisible characters, which could hide or reorder text; byhand shows each by its number.",
        zh: "这一行含有不可见字符，可能隐藏文字或颠倒文字顺序；byhand 把它们显示为 Unicode 编号。")
    case .notUTF8:
      Phrase(
        en:
          "This line has octets that are not UTF-8, perhaps another encoding such as GBK or Latin-1; \\xNN shows each octet.",
        zh: "这一行含有不合 UTF-8 的字节，可能用了 GBK、Latin-1 等其他编码；每个字节显示为 \\xNN。")
    case .beyondASCII:
      Phrase(
        en: "The text of this line is not all ASCII; it is UTF-8, and shown as it came.",
        zh: "这一行的文字超出了 ASCII；它是 UTF-8，原样显示。")
    case .bareCR:
      Phrase(
        en: "This line has a bare CR (␍), without LF after it. Only CR LF ends a line.",
        zh: "这一行里有单独的 CR（␍，后面没有 LF）。只有 CR LF 才表示行结束。")
    case .bareLF:
      Phrase(
        en: "This line ended with a bare LF (␊), not CR LF. byhand reads it anyway.",
        zh: "这一行只以 LF（␊）结束，不是 CR LF。byhand 照样读取。")
    case .long:
      Phrase(
        en: "This line is longer than 512 octets, the limit for a line of a reply.",
        zh: "这一行超过了响应行最长 512 个字节的限制。")
    }
  }
}
