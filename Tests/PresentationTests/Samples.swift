import Language
import Presentation
import Protocols
import Teaching
import Transcripts

/// Events and notes for the views.
enum Samples {
  static func heard(_ side: Side, _ text: String, ending: Ending = .crlf) -> Event {
    heard(side, Line(text, ending: ending))
  }

  static func heard(_ side: Side, _ line: Line) -> Event { heard(side, .line(line)) }

  static func heard(_ side: Side, _ piece: Piece) -> Event {
    Event(number: 3, milliseconds: 4_210, conversation: 1, act: .heard(side, piece))
  }

  static let greeting = heard(.server, "220 hamburger.edu")
  static let ready = Note(
    .reply, event: 3, phase: .handshake, code: 220,
    gist: Phrase(en: "success · connection", zh: "成功 · 连接"), rule: .smtp("4.2.1"),
    text: Phrase(
      en: "The server is ready. In SMTP the server speaks first.",
      zh: "服务器已就绪。SMTP 由服务器先发言。"))
  static let handshake = Note(
    .phase, event: 3, phase: .handshake,
    text: Phrase(en: "The two sides meet.", zh: "双方见面。"))

  static let unbracketed = heard(.client, "MAIL FROM:alice@crepes.fr")
  static let brackets = Note(
    .mistake, event: 3, phase: .transfer, rule: .smtp("4.1.2"), column: 11,
    suggestion: "MAIL FROM:<alice@crepes.fr>",
    text: Phrase(en: "An address stands between < and >.", zh: "地址要放在 < 和 > 之间。"))
  static let space = Note(
    .mistake, event: 3, phase: .transfer, rule: .smtp("3.3"), column: 11, isRemark: true,
    text: Phrase(
      en: "RFC 5321 §3.3 has no space after the colon; most servers accept it, some answer 501.",
      zh: "按 RFC 5321 §3.3，冒号后面没有空格；多数服务器会接受，有些会回 501。"))
  static let refused = Note(
    .transport, text: Phrase(en: "Connection refused.", zh: "连接被拒绝。"))

  /// Every kind of note, short and long, with and without its optional parts.
  static let notes: [Note] = Note.About.allCases.flatMap { about in
    [nil, 220, 550].flatMap { code in
      [false, true].flatMap { isRemark in
        texts.map { text in
          Note(
            about, event: 3, phase: .close, code: code,
            gist: code.map { _ in
              Phrase(en: "permanent failure · mail system", zh: "永久失败 · 邮件系统")
            },
            rule: .smtp("4.5.3.1.4"), column: 12, suggestion: "RCPT TO:<somebody@hamburger.edu>",
            isRemark: isRemark, text: text)
        }
      }
    }
  }

  static let texts = [
    Phrase(en: "Short.", zh: "短。"),
    Phrase(
      en:
        "A word as long as incomprehensibilities-without-any-end stands here, and (more) follows.",
      zh: "“推”与“拉”：服务器（hamburger.edu）已就绪，请发 MAIL FROM:<alice@crepes.fr>，再发 RCPT……就这样。"),
    Phrase(en: "One paragraph.\n\nAnd another one.", zh: "一段。\n\n又一段。"),
  ]
}
