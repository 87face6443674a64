import CYAML
import Language
import Protocols

/// The scalars of a YAML file, each with the keys that lead to it. Nothing is built of them, so
/// depth and length cost no memory.
enum YAMLScalars {
  private static let depthLimit = 20

  struct Text {
    let octets: [UInt8]
    var string: String { String(decoding: octets, as: UTF8.self) }
    var base64: [UInt8]? { Base64.decoded(octets.filter { !$0.isControl && !$0.isBlank }) }
  }

  private enum Level {
    /// The key whose value comes next; `nil`: a key comes next.
    case mapping(key: String?)
    case list
  }

  static func read(
    _ octets: [UInt8], _ take: (_ path: [String], Text, _ line: Int) -> Void
  ) throws(ImportFailure) {
    let reader = octets.withUnsafeBufferPointer { cyaml_open($0.baseAddress, $0.count) }
    guard let reader else { throw .broken(line: 1, column: 1, .noMemory) }
    defer { cyaml_close(reader) }
    var levels: [Level] = []
    while true {
      let event = cyaml_next(reader)
      func broken(_ why: Phrase) -> ImportFailure {
        .broken(line: Int(event.line), column: Int(event.column), why)
      }
      switch event.kind {
      case .CYAML_FINISHED: return
      case .CYAML_SYNTAX_ERROR: throw broken(.notYAML)
      case .CYAML_CHARACTER_ERROR:
        let place = ImportFailure.place(of: event.offset, in: octets)
        throw .broken(line: place.line, column: place.column, .notYAML)
      case .CYAML_ALIAS: throw broken(.alias)
      case .CYAML_MAPPING, .CYAML_SEQUENCE:
        guard levels.count < depthLimit else { throw broken(.tooDeep) }
        levels.append(event.kind == .CYAML_MAPPING ? .mapping(key: nil) : .list)
      case .CYAML_END:
        if !levels.isEmpty { levels.removeLast() }
        valueEnded(&levels)
      case .CYAML_SCALAR:
        let text = Text(octets: event.octets)
        if case .mapping(key: nil)? = levels.last {
          levels[levels.count - 1] = .mapping(key: String(text.string.prefix(100)))
        } else {
          take(path(levels), text, Int(event.line))
          valueEnded(&levels)
        }
      default: break
      }
    }
  }

  private static func valueEnded(_ levels: inout [Level]) {
    if case .mapping(key: _?)? = levels.last { levels[levels.count - 1] = .mapping(key: nil) }
  }

  private static func path(_ levels: [Level]) -> [String] {
    levels.compactMap { if case .mapping(let key?) = $0 { key } else { nil } }
  }
}

extension cyaml_event {
  /// To be read before the next event: the text is the reader's.
  fileprivate var octets: [UInt8] {
    guard let text else { return [] }
    return text.withMemoryRebound(to: UInt8.self, capacity: length) {
      Array(UnsafeBufferPointer(start: $0, count: length))
    }
  }
}

extension Phrase {
  fileprivate static let noMemory = Phrase(en: "not enough memory", zh: "内存不足")
  fileprivate static let notYAML = Phrase(en: "not YAML", zh: "不是 YAML")
  fileprivate static let alias = Phrase(
    en: "YAML aliases are refused", zh: "不接受 YAML 别名")
  fileprivate static let tooDeep = Phrase(
    en: "too many levels of lists and mappings", zh: "列表和映射嵌套过深")
}
