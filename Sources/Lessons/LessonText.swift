import Language
import Teaching
import Yams

/// A lesson's text, from whomever, made safe to compose.
///
/// An alias bomb of 360 octets costs Yams seconds, and whether a `&` or `*` is an anchor, an alias or a piece of text, only
/// a whole YAML scanner can say. So there is none here: both signs are put aside for two characters of Unicode's last
/// private-use plane (a text that holds these is refused), libyaml scans a text that cannot hold an anchor, and texts get their signs back. An
/// unquoted text that begins with one would have been an anchor or an alias: it is refused. Lines and columns stay as they
/// are. Depth is libyaml's own bound, 1,000.
struct LessonText {
  private let file: String
  private let octets: [UInt8]

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  fileprivate static let asides: [(sign: Unicode.Scalar, aside: Unicode.Scalar)] = [
    ("&", "\u{10FFFC}"), ("*", "\u{10FFFD}"),
  ]

  init(_ octets: [UInt8], file: String) throws(LessonError) {
    self.file = file
    guard octets.count <= LessonFile.limit else {
      throw LessonError(file: file, line: 1, column: 1, problem: .tooLarge)
    }
    // Some editors begin a file with one; libyaml, told its encoding, does not expect it.
    let hasMark = octets.starts(with: Self.byteOrderMark)
    self.octets = hasMark ? Array(octets.dropFirst(Self.byteOrderMark.count)) : octets
  }

  func compose() throws(LessonError) -> Node {
    let text = try shielded()
    do {
      // `.basic` resolves no types: all that a lesson holds is read as text first.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      if let node = try parser.singleRoot() {
        guard let anchor = node.firstAnchor else { return node }
        throw fail(anchor.line, anchor.column, .alias)
      }
    } catch let error as LessonError {
      throw error
    } catch let error as YamlError {
      throw located(error, in: text)
    } catch {
      throw fail(1, 1, .yaml("\(error)"))
    }
    throw fail(1, 1, .emptyFile)
  }

  private func shielded() throws(LessonError) -> String {
    guard let text = String(validating: octets, as: UTF8.self) else {
      let valid = String(decoding: octets, as: UTF8.self).unicodeScalars.prefix { $0 != "\u{FFFD}" }
      let place = place(after: valid)
      throw fail(place.line, place.column, .notUTF8)
    }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if Self.asides.contains(where: { $0.aside == scalar }) {
        let place = place(after: scalars)
        throw fail(place.line, place.column, .privateUse)
      }
      scalars.append(Self.asides.first { $0.sign == scalar }?.aside ?? scalar)
    }
    return String(scalars)
  }

  // MARK: Places

  private func fail(_ line: Int, _ column: Int, _ problem: Phrase) -> LessonError {
    LessonError(file: file, line: line, column: column, problem: problem)
  }

  private func place(
    after scalars: some Collection<Unicode.Scalar>
  ) -> (line: Int, column: Int) {
    var place = (line: 1, column: 1)
    for scalar in scalars {
      place = scalar == "\n" ? (place.line + 1, 1) : (place.line, place.column + 1)
    }
    return place
  }

  private func located(_ error: YamlError, in text: String) -> LessonError {
    switch error {
    case .scanner(_, let words, let mark, _), .parser(_, let words, let mark, _),
      .composer(_, let words, let mark, _):
      // `base: &a {x: 1}` fails at its second colon: say what is really wrong.
      if let anchor = anchor(near: mark.line, in: text) {
        return fail(anchor.line, anchor.column, .alias)
      }
      return fail(mark.line, mark.column, .yaml(words))
    case .reader(_, let offset, _, _):
      let before = String(decoding: text.utf8.prefix(offset ?? 0), as: UTF8.self)
      let place = place(after: before.unicodeScalars)
      return fail(place.line, place.column, .control)
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.map { $0.unshielded }.joined(separator: ", ")
      return fail(context.mark.line, context.mark.column, .twiceInMapping(names))
    default: return fail(1, 1, .yaml("\(error)"))
    }
  }

  /// A sign where a node may begin, on the line of an error or the one before. Only a better message hangs on it.
  private func anchor(near number: Int, in text: String) -> (line: Int, column: Int)? {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for number in [number - 1, number] where lines.indices.contains(number - 1) {
      var before: Unicode.Scalar?
      for (column, scalar) in lines[number - 1].enumerated() {
        let isNodeStart = before.map { ":-?,[{".unicodeScalars.contains($0) } ?? true
        if scalar.isAside, isNodeStart { return (number, column + 1) }
        if scalar != " " { before = scalar }
      }
    }
    return nil
  }
}

extension Unicode.Scalar {
  fileprivate var isAside: Bool { LessonText.asides.contains { $0.aside == self } }
}

extension String {
  /// With the signs that were put aside.
  fileprivate var unshielded: String {
    guard unicodeScalars.contains(where: \.isAside) else { return self }
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      scalars.append(LessonText.asides.first { $0.aside == scalar }?.sign ?? scalar)
    }
    return String(scalars)
  }
}

extension Node.Scalar {
  /// What the file says.
  var said: String { string.unshielded }
}

extension Node {
  /// The place of the first unquoted text that begins with `&` or `*`: YAML's anchor or alias.
  fileprivate var firstAnchor: Mark? {
    switch self {
    case .scalar(let scalar):
      scalar.style == .plain && scalar.string.unicodeScalars.first?.isAside == true ? mark : nil
    case .sequence(let sequence): sequence.firstNonNil(\.firstAnchor)
    case .mapping(let mapping):
      mapping.firstNonNil { key, value in key.firstAnchor ?? value.firstAnchor }
    // Only a text with aliases has these.
    case .alias: mark
    }
  }
}

extension Sequence {
  fileprivate func firstNonNil<Value>(_ transform: (Element) -> Value?) -> Value? {
    for element in self {
      if let value = transform(element) { return value }
    }
    return nil
  }
}
