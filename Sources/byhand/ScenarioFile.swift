import ArgumentParser
import Console
import Protocols

/// A file of scenarios: one a line, `#` begins a remark.
enum ScenarioFile {
  static func behaviours(at path: String) throws -> [Behaviour] {
    guard let octets = OwnFiles.read(path, atMost: 65_536),
      let text = String(validating: octets, as: UTF8.self)
    else {
      StandardError.write("byhand: \(path): cannot be read as text of at most 64 KiB.\n")
      throw Exit.badInput
    }
    var behaviours: [Behaviour] = []
    var isWrong = false
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
      guard !words.isEmpty else { continue }
      do throws(Behaviour.WordingError) {
        behaviours.append(try Behaviour(words.map(String.init)))
      } catch {
        isWrong = true
        let place =
          words.indices.contains(error.word) ? words[error.word].startIndex : line.endIndex
        let column = line.distance(from: line.startIndex, to: place) + 1
        StandardError.write("\(path):\(index + 1):\(column): \(error.matter.english)\n")
      }
    }
    if isWrong { throw Exit.badInput }
    return behaviours
  }
}

extension Behaviour.WordingError.Matter {
  fileprivate var english: String {
    switch self {
    case .unknown(let word):
      "no scenario \(word.debugDescription); there are: \(Behaviour.names.joined(separator: ", "))"
    case .wrong(let example): "does not fit; like this: \(example)"
    }
  }
}
