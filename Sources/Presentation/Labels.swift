package import Language
package import Protocols
package import Teaching
import Transcripts

extension Phase {
  /// The phase as the lecture calls it.
  package var title: Phrase {
    switch self {
    case .handshake: Phrase(en: "Handshake", zh: "握手")
    case .transfer: Phrase(en: "Transfer", zh: "传输")
    case .close: Phrase(en: "Close", zh: "关闭")
    }
  }

  /// `[transfer 2/3]`
  package var label: Phrase { label(Phrase(en: name, zh: title.chinese)) }

  fileprivate func label(_ name: Phrase) -> Phrase {
    Phrase(en: "[\(name.english) \(rawValue)/3]", zh: "[\(name.chinese) \(rawValue)/3]")
  }

  /// `Phase 1 of 3 · Handshake`, as it stands in the banner.
  package var heading: Phrase {
    Phrase(
      en: "Phase \(rawValue) of 3 · \(title.english)",
      zh: "第 \(rawValue) 阶段 / 共 3 阶段 · \(title.chinese)")
  }
}

extension Guidance {
  /// What stands at the right of the prompt: where a typed line goes. After 354 it is the message,
  /// `[message 2/3]`.
  package var label: Phrase? {
    phase.map { typed == .content ? $0.label(.message) : $0.label }
  }

  /// With the connection's protection, `[message 2/3 · TLS]`. A certificate that was not believed
  /// does not count as protection (RFC 8314 §5.2).
  package func label(protectedBy security: TLSOutcome?) -> Phrase? {
    guard let label, case .secured(let security)? = security else { return label }
    let level: Phrase =
      if case .unverified = security.verification { .unverifiedTLS } else { .verbatim("TLS") }
    return Phrase(
      en: "\(label.english.dropLast()) · \(level.english)]",
      zh: "\(label.chinese.dropLast()) · \(level.chinese)]")
  }
}

extension Phrase {
  fileprivate static let message = Phrase(en: "message", zh: "邮件内容")
  fileprivate static let unverifiedTLS = Phrase(en: "TLS, not verified", zh: "TLS，未验证")
  package static let note = Phrase(en: "note", zh: "注意")
  package static let right = Phrase(en: "right: ", zh: "改为：")

  /// Why, a note says: a secret, perhaps one, or text that another tool's log left out.
  package static func withheld(_ count: Int) -> Phrase {
    Phrase(en: "\(count) octets withheld", zh: "隐去 \(count) 个字节")
  }

  static func endsWith(_ blanks: Int) -> Phrase {
    Phrase(
      en: "(the line above ends with \(blanks) space\(blanks == 1 ? "" : "s"))",
      zh: "（上面这一行末尾有 \(blanks) 个空格）")
  }

  /// As it stands behind what was kept of the line.
  package static func withheldBehind(_ count: Int) -> Phrase {
    let withheld = withheld(count)
    return Phrase(en: "… (\(withheld.english))", zh: "……（\(withheld.chinese)）")
  }

  package static func count(_ count: Int, _ ending: Ending) -> Phrase {
    let all = count + ending.count
    return Phrase(
      en: "\(all) octets: \(count) and \(ending.count) for the line's end",
      zh: "\(all) 个字节：内容 \(count)，行结束符 \(ending.count)")
  }
}

extension Event {
  /// How many spaces end a line that byhand has typed for the student, who cannot see them. A dot
  /// with one ends no message.
  var blanksAtEnd: Int? {
    guard by == .resume, case .heard(.client, .line(let line)) = act else { return nil }
    let count = line.octets.reversed().prefix { $0 == .space }.count
    return count > 0 ? count : nil
  }
}

extension Note {
  /// The text and its source; some texts name it themselves.
  package var cited: Phrase {
    guard let rule, !text.english.contains(rule.description) else { return text }
    return text + Phrase(en: " (\(rule))", zh: "（\(rule)）")
  }
}
