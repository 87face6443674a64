package import Language
import LessonFiles

/// Something that beginners often believe. A wrong answer of a lesson names the one it stands for,
/// so that a teacher sees what a class believes.
package struct Misconception: Hashable, Sendable {
  package let id: String
  /// As a student would say it.
  package let belief: Phrase
  package let truth: Phrase

  /// In the order of `lessons/misconceptions.yaml`.
  package static let all = (try? parse(file, name: fileName)) ?? []

  package static func named(_ id: String) -> Misconception? { all.first { $0.id == id } }

  package static let fileName = "misconceptions.yaml"
  package static var file: [UInt8] {
    let file = byhand_misconceptions()
    return Array(UnsafeBufferPointer(start: file.text, count: file.length))
  }

  /// - Throws: everything that is wrong, each with its line and column.
  package static func parse(_ octets: [UInt8], name: String) throws(LessonError) -> [Misconception]
  {
    var reader = LessonReader(file: name)
    let list = reader.misconceptions(try YAMLFile(octets, name: name).root())
    if let error = reader.error { throw error }
    return list
  }
}

extension LessonReader {
  /// `misconceptions: [{id: …, en: …, zh: …, truth: {en: …, zh: …}}, …]`
  fileprivate mutating func misconceptions(_ node: YAMLNode) -> [Misconception] {
    guard let keys = mapping(node, keys: ["misconceptions"]),
      let nodes = required("misconceptions", keys)
    else { return [] }
    var seen: Set<String> = []
    return list(nodes).compactMap { node in
      guard let keys = mapping(node, keys: ["id", "en", "zh", "truth"]),
        let id = required("id", keys).flatMap({ name($0) }), let belief = phrase(in: keys),
        let truth = required("truth", keys).flatMap({ phrase($0) })
      else { return nil }
      guard seen.insert(id).inserted else { return report(node, .twice(id)) }
      return Misconception(id: id, belief: belief, truth: truth)
    }
  }
}
