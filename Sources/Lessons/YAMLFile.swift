import CYAML
import Language

/// Reads a YAML file that a stranger may have written, a lesson or a world.
///
/// A few hundred octets of aliases can stand for billions of values, so an anchor or alias is
/// refused at its event. Size and depth are bounded.
struct YAMLFile: ~Copyable {
  /// Lists and mappings inside each other; a lesson needs seven.
  private static let depthLimit = 100

  private let name: String
  /// Without a byte order mark.
  let octets: ArraySlice<UInt8>
  private let reader: OpaquePointer

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// - Parameter name: the file's, for errors.
  init(_ octets: [UInt8], name: String) throws(LessonError) {
    func error(_ problem: Phrase) -> LessonError {
      LessonError(file: name, line: 1, column: 1, problem: problem)
    }
    guard octets.count <= LessonFile.limit else { throw error(.tooLarge) }
    // Some editors begin a file with the mark; libyaml, told its encoding, does not expect it.
    let hasMark = octets.starts(with: Self.byteOrderMark)
    let text = octets.dropFirst(hasMark ? Self.byteOrderMark.count : 0)
    guard let reader = text.withUnsafeBufferPointer({ cyaml_open($0.baseAddress, $0.count) })
    else { throw error(.yaml("there is not enough memory")) }
    self.name = name
    self.octets = text
    self.reader = reader
  }

  deinit { cyaml_close(reader) }

  /// The value of the file's only document. To be asked for once.
  ///
  /// - Throws: the first thing that is not YAML, or not allowed in it.
  func root() throws(LessonError) -> YAMLNode {
    do throws(UTF8.ValidationError) { _ = try UTF8Span(validating: octets.span) } catch {
      throw self.error(at: error.byteOffsets.lowerBound, .notUTF8)
    }
    guard try next().kind == .CYAML_DOCUMENT else {
      throw LessonError(file: name, line: 1, column: 1, problem: .emptyFile)
    }
    let root = try value(of: next(), depth: 0)
    let event = try next()
    guard event.kind == .CYAML_FINISHED else {
      throw error(at: event, .yaml("but found another document"))
    }
    return root
  }

  // MARK: Values

  private func value(of event: cyaml_event, depth: Int) throws(LessonError) -> YAMLNode {
    guard event.kind != .CYAML_ALIAS, !event.is_anchored else { throw error(at: event, .alias) }
    guard depth < Self.depthLimit else { throw error(at: event, .tooDeep) }
    let value: YAMLNode.Value =
      switch event.kind {
      case .CYAML_SEQUENCE: .list(try list(depth: depth))
      case .CYAML_MAPPING: .mapping(try mapping(depth: depth))
      default: .text(event.said)
      }
    return YAMLNode(line: event.line, column: event.column, value: value)
  }

  private func list(depth: Int) throws(LessonError) -> [YAMLNode] {
    var values: [YAMLNode] = []
    while true {
      let event = try next()
      if event.kind == .CYAML_END { return values }
      values.append(try value(of: event, depth: depth + 1))
    }
  }

  private func mapping(depth: Int) throws(LessonError) -> [(key: YAMLNode, value: YAMLNode)] {
    var pairs: [(key: YAMLNode, value: YAMLNode)] = []
    while true {
      let event = try next()
      if event.kind == .CYAML_END { break }
      let key = try value(of: event, depth: depth + 1)
      pairs.append((key, try value(of: next(), depth: depth + 1)))
    }
    try refuseDuplicates(pairs.map(\.key))
    return pairs
  }

  private func refuseDuplicates(_ keys: [YAMLNode]) throws(LessonError) {
    var first: [String: YAMLNode] = [:]
    var twice: Set<String> = []
    for case let (key, .text(text)) in keys.map({ ($0, $0.value) }) {
      if first.updateValue(first[text] ?? key, forKey: text) != nil { twice.insert(text) }
    }
    let names = twice.sorted()
    guard let key = names.first.flatMap({ first[$0] }) else { return }
    throw LessonError(
      file: name, line: key.line, column: key.column,
      problem: .twiceInMapping(names.joined(separator: ", ")))
  }

  // MARK: Events

  private func next() throws(LessonError) -> cyaml_event {
    let event = cyaml_next(reader)
    switch event.kind {
    case .CYAML_SYNTAX_ERROR: throw error(at: event, .yaml(event.said))
    case .CYAML_CHARACTER_ERROR: throw error(at: event.offset, .control)
    default: return event
    }
  }

  private func error(at event: cyaml_event, _ problem: Phrase) -> LessonError {
    LessonError(file: name, line: event.line, column: event.column, problem: problem)
  }

  private func error(at offset: Int, _ problem: Phrase) -> LessonError {
    var place = (line: 1, column: 1)
    for scalar in String(decoding: octets.prefix(offset), as: UTF8.self).unicodeScalars {
      place = scalar == "\n" ? (place.line + 1, 1) : (place.line, place.column + 1)
    }
    return LessonError(file: name, line: place.line, column: place.column, problem: problem)
  }
}

extension cyaml_event {
  /// To be read before the next event: the text is the reader's.
  fileprivate var said: String {
    guard let text else { return "" }
    return text.withMemoryRebound(to: UInt8.self, capacity: length) {
      String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self)
    }
  }
}
