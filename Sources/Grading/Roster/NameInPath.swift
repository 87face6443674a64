import Language
import Lessons
import Protocols

/// Whom the names of a file and its folders name.
///
/// What a platform wrote counts before what a student wrote, ids count before names, and the file
/// before its folders. Where one name means two students, it means nobody.
package struct NameInPath: Hashable, Sendable {
  package let id: String?
  package let name: String?
  /// The id stands where ids stand: a platform wrote it, or `byhand submit` did. Other numbers may be
  /// anything.
  let isIDCertain: Bool

  /// - Parameter components: below the argument, the file last.
  package init?(_ components: [String], roster: Roster?) {
    let parts = components.reversed().map { Part($0) }
    if let found = roster.flatMap({ Self.onRoster($0, parts) }) {
      switch found {
      case .one(let student):
        self.init(id: student.id, name: student.name, isIDCertain: true)
      case .several: return nil
      }
      return
    }
    let number = Self.only(parts.lazy.map(\.numbers).first { !$0.isEmpty } ?? [])
    let platform = parts.lazy.compactMap(\.platform).first
    let submitted = parts.lazy.compactMap(\.submitted).first
    let certain = platform.flatMap { $0.isPersonAnID ? $0.person : nil } ?? submitted?.text
    let id = certain ?? number?.text
    let person = platform.flatMap { $0.isPersonAnID ? nil : $0.person.trimmed }
    self.init(
      id: id, name: person ?? (id == number?.text ? number?.name : nil),
      isIDCertain: certain?.isEmpty == false)
    if self.id == nil, self.name == nil { return nil }
  }

  private init(id: String?, name: String?, isIDCertain: Bool) {
    self.isIDCertain = isIDCertain
    self.id = id.flatMap { $0.isEmpty ? nil : $0 }
    self.name = name.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func only(_ numbers: [Part.Number]) -> Part.Number? {
    Set(numbers.map(\.text)).count == 1 ? numbers.first { $0.name != nil } ?? numbers[0] : nil
  }

  // MARK: With a roster

  private enum Found {
    case one(Student), several

    init?(_ students: [Student]) {
      let all = Set(students)
      guard let first = all.first else { return nil }
      self = all.count == 1 ? .one(first) : .several
    }
  }

  private static func onRoster(_ roster: Roster, _ parts: [Part]) -> Found? {
    let platforms = parts.compactMap(\.platform)
    let searches: [() -> Found?] = [
      { platforms.lazy.compactMap { Found(accounts($0, roster)) }.first },
      { platforms.lazy.compactMap { Found(ids(in: $0.person, roster)) }.first },
      { platforms.lazy.compactMap { Found(roster.students(namedIn: $0.person)) }.first },
      { parts.lazy.compactMap { Found(submitted($0, roster)) }.first },
      { parts.lazy.compactMap { Found(ids(in: $0.own, roster)) }.first },
      { parts.lazy.compactMap { Found(roster.students(namedIn: $0.own)) }.first },
    ]
    return searches.lazy.compactMap { $0() }.first
  }

  private static func accounts(_ name: PlatformName, _ roster: Roster) -> [Student] {
    name.account.flatMap { roster.student(platformID: $0) }.map { [$0] } ?? []
  }

  private static func submitted(_ part: Part, _ roster: Roster) -> [Student] {
    part.submitted.flatMap { roster.student(id: $0.text) }.map { [$0] } ?? []
  }

  /// Ids may have several words, as `2026-0017` and an address do: the longest that begins at a word
  /// counts. One or two characters stand in many names by chance, as in `2026级1班`: they have to be
  /// all of it.
  private static func ids(in text: String, _ roster: Roster) -> [Student] {
    let words = TimesInNames.without(words(in: text), in: text)
    let stem = text.prefix { $0 != "." }
    var found: [Student] = []
    var start = 0
    while start < words.count {
      let ends = (start..<min(words.count, start + roster.widestID)).reversed()
      let match = ends.lazy.compactMap { end -> (student: Student, end: Int)? in
        let id = text[words[start].lowerBound..<words[end].upperBound]
        guard id.count > 2 || id == stem, let student = roster.student(wholeID: String(id)) else {
          return nil
        }
        return (student, end)
      }.first
      if let match { found.append(match.student) }
      start = (match?.end ?? start) + 1
    }
    return found
  }

  /// Letters and digits that stand together; a change between Chinese and other letters is a
  /// boundary, too.
  static func words(in text: String) -> [Range<String.Index>] {
    var words: [Range<String.Index>] = []
    var last = WordPart.other
    let scalars = text.unicodeScalars
    for index in scalars.indices {
      let kind = WordPart(scalars[index])
      let end = scalars.index(after: index)
      if kind != .other, kind == last, let word = words.last {
        words[words.count - 1] = word.lowerBound..<end
      } else if kind != .other {
        words.append(index..<end)
      }
      last = kind
    }
    return words
  }
}

private enum WordPart {
  case word, chinese, other

  init(_ scalar: Unicode.Scalar) {
    // Nearly all names are ASCII, and Unicode's tables are slow.
    if let octet = UInt8(exactly: scalar.value), octet < 0x80 {
      self = octet.isLetterOrDigit ? .word : .other
      return
    }
    let properties = scalar.properties
    if properties.isIdeographic {
      self = .chinese
    } else if properties.isAlphabetic || properties.numericType != nil
      || properties.generalCategory == .nonspacingMark
    {
      self = .word
    } else {
      self = .other
    }
  }
}

/// One name of a path, taken apart.
private struct Part {
  struct Number {
    let text: String
    /// The Chinese name beside it.
    let name: String?
  }

  let platform: PlatformName?
  /// What the student, or nobody, named: without the platform's words.
  let own: String
  /// `byhand-ID.jsonl`, as `byhand submit` names it.
  let submitted: StudentID?

  init(_ component: String) {
    // Names of files have up to 255 octets.
    let isShort = component.utf8.count <= 255
    let name = (isShort ? component : String(component.unicodeScalars.prefix(255)))
      .halfWidthLetters
    platform = PlatformName(name)
    own = platform?.rest ?? name
    submitted = Self.submitted(own)
  }

  private static func submitted(_ file: String) -> StudentID? {
    guard file.hasPrefix("byhand-"), let end = file.firstRange(of: ".jsonl") else { return nil }
    var stem = file[..<end.lowerBound].dropFirst("byhand-".count)
    // A browser's second download: `byhand-2026112233 (1).jsonl`.
    if stem.last == ")", let opening = stem.firstRange(of: " (") {
      stem = stem[..<opening.lowerBound]
    }
    return StudentID(fileName: String(stem))
  }

  /// Words of six or more digits, those in a person's name on a platform first.
  var numbers: [Number] {
    let person = platform.map { Self.numbers(in: $0.person) } ?? []
    return person.isEmpty ? Self.numbers(in: own) : person
  }

  private static func numbers(in text: String) -> [Number] {
    let words = TimesInNames.without(NameInPath.words(in: text), in: text).map { String(text[$0]) }
    return words.indices.filter { words[$0].isIDByItsDigits }.map { index in
      let beside = [index + 1, index - 1].filter { words.indices.contains($0) }.map { words[$0] }
      return Number(text: words[index], name: beside.first(where: \.looksLikeName))
    }
  }
}

extension String {
  /// Six or more digits that are no date.
  fileprivate var isIDByItsDigits: Bool {
    utf8.count >= 6 && utf8.allSatisfy { (0x30...0x39).contains($0) } && !isDate
  }

  /// `202611`, `20261123`, `202611230955` or `20261123095500`.
  private var isDate: Bool {
    let digits = Array(utf8).map { Int($0) - 0x30 }
    guard [6, 8, 12, 14].contains(digits.count) else { return false }
    let pairs = stride(from: 0, to: digits.count, by: 2).map { digits[$0] * 10 + digits[$0 + 1] }
    let limits: [ClosedRange<Int>] = [19...20, 0...99, 1...12, 1...31, 0...23, 0...59, 0...60]
    return zip(pairs, limits).allSatisfy { $1.contains($0) }
  }

  /// Two to four Chinese characters that are none of the words that stand beside numbers.
  fileprivate var looksLikeName: Bool {
    let others = ["作业", "实验", "报告", "学号", "姓名", "提交", "会话", "课程", "邮件", "记录", "班级"]
    return (2...4).contains(unicodeScalars.count)
      && unicodeScalars.allSatisfy(\.properties.isIdeographic)
      && !others.contains(where: contains)
  }
}
