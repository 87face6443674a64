import Language
import Protocols

/// Notes between the chunks of a body.
enum HTTPBodyNotes {
  static func note(on mark: HTTPChunkMark) -> Note? {
    text(mark).map { Note(.reply, rule: .http1(section(mark)), isRemark: true, text: $0) }
  }

  private static func section(_ mark: HTTPChunkMark) -> String {
    switch mark {
    case .trailer: "7.1.2"
    case .size(_, isExtended: true): "7.1.1"
    default: "7.1"
    }
  }

  private static func text(_ mark: HTTPChunkMark) -> Phrase? {
    switch mark {
    case .size(let count, let isExtended):
      Phrase(
        en: "A chunk's length, in hexadecimal: \(count) octets follow.",
        zh: "块的长度，用十六进制写：后面有 \(count) 个字节。")
        + (isExtended
          ? Phrase(
            en: " What comes after ; is an extension, and can be ignored.",
            zh: "分号后面是扩展，可以忽略。") : .empty)
    // The CR LF after a chunk's octets: an empty line, or the end of the last line.
    case .end: nil
    case .last:
      Phrase(
        en: "Length 0: the last chunk. Only trailer fields and an empty line may follow.",
        zh: "长度为 0：最后一块。后面只剩可能有的尾部字段和一个空行。")
    case .trailer(.some(let field)):
      HTTPMeaning.field(field.name)?.phrase
        ?? Phrase(
          en: "A trailer field: a header field that is known only after the content.",
          zh: "尾部字段：内容发完才能确定的首部字段。")
    case .trailer(nil):
      Phrase(
        en: "This line is not a trailer field, which is a name, a colon and a value.",
        zh: "这一行不是尾部字段：字段由名称、冒号和值组成。")
    case .whole: nil
    }
  }
}
