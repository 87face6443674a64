package import Language
import Protocols
import Transcripts

/// The name under which a student's recordings and progress are kept: a student number, a login, an
/// address or a name.
///
/// What stands in teachers' lists differs, so nearly everything is taken. Refused is what a reader
/// of a gradebook could not see (controls, characters that hide or reorder text), what would break
/// a path (slashes), and what shows that a line was typed in the wrong place: a space, as in
/// `HELO crepes.fr`, or the colon of a console command.
package struct StudentID: Hashable, Sendable {
  package enum Fault: Error, Hashable, Sendable { case empty, tooLong, space, slash, colon, unseen }

  /// In Unicode scalars.
  package static let limit = 64
  /// In UTF-8: together with what byhand adds, a file's name may have 255 octets.
  private static let octetLimit = 200

  package let text: String

  /// Space around it is left out, and full-width letters and digits of an input method mean ASCII.
  package init(_ typed: String) throws(Fault) {
    // Nearly all are, and Unicode's tables are slow.
    if (1...Self.limit).contains(typed.utf8.count), typed.utf8.allSatisfy(\.isPlain) {
      text = typed
      return
    }
    var scalars = typed.halfWidthLetters.unicodeScalars[...]
    scalars = scalars.drop(while: \.properties.isWhitespace)
    while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
    guard let first = scalars.first else { throw .empty }
    if first == ":" || first == "：" { throw .colon }
    var previous: Unicode.Scalar?
    for scalar in scalars {
      switch scalar.properties.generalCategory {
      case .control, .unassigned, .privateUse, .surrogate: throw .unseen
      default: break
      }
      if scalar.properties.isWhitespace { throw .space }
      if scalar == "/" || scalar == "\\" { throw .slash }
      if scalar.hides(after: previous) { throw .unseen }
      previous = scalar
    }
    text = String(String.UnicodeScalarView(scalars))
    guard scalars.count <= Self.limit, fileName.utf8.count <= Self.octetLimit else {
      throw .tooLong
    }
  }

  // MARK: In names of files

  /// The ID as a part of a file's name, another for each ID: letters and digits of any language
  /// stay, all other ASCII but `-_.@+` is percent-encoded.
  package var fileName: String {
    if text.utf8.allSatisfy(\.isPlain) { return text }
    return text.unicodeScalars.reduce(into: "") { name, scalar in
      if !scalar.isASCII || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "-_.@+".unicodeScalars.contains(scalar)
      {
        name.unicodeScalars.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        name += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
  }

  /// The ID that has this name; `nil` where none has.
  package init?(fileName: String) {
    var octets: [UInt8] = []
    var rest = Array(fileName.utf8)[...]
    while let octet = rest.popFirst() {
      guard octet == UInt8(ascii: "%") else {
        octets.append(octet)
        continue
      }
      guard rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      else { return nil }
      octets.append(value)
      rest = rest.dropFirst(2)
    }
    guard let id = try? StudentID(String(decoding: octets, as: UTF8.self)), id.fileName == fileName
    else { return nil }
    self = id
  }
}

extension UInt8 {
  /// It stands for itself in an ID and in a file's name.
  fileprivate var isPlain: Bool { isLetterOrDigit || "-_.@+".utf8.contains(self) }
}

extension StudentID.Fault {
  /// Why it cannot be an ID, as a whole sentence.
  package var phrase: Phrase {
    switch self {
    case .empty: Phrase(en: "A student ID is missing.", zh: "没有给出学号。")
    case .tooLong:
      Phrase(
        en: "A student ID has at most \(StudentID.limit) characters.",
        zh: "学号最多 \(StudentID.limit) 个字符。")
    case .space:
      Phrase(
        en: "A student ID has no spaces in it: a number such as 2026112233, or a name in one word.",
        zh: "学号里不能有空格：请输入学号（例如 2026112233），或不带空格的姓名。")
    case .slash: Phrase(en: "A student ID has no slash in it.", zh: "学号里不能有斜杠。")
    case .colon:
      Phrase(
        en: "A student ID does not begin with a colon; commands of the console do.",
        zh: "学号不能以冒号开头；以冒号开头的是控制台命令。")
    case .unseen:
      Phrase(
        en: "This student ID holds a character that cannot be seen.", zh: "学号里有看不见的字符。")
    }
  }
}
