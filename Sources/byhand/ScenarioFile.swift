import ArgumentParser
import Console
import PracticeWorld
import Protocols
import Teaching

/// A file of scenarios: one a line, `#` begins a remark.
enum ScenarioFile {
  static func behaviours(at path: String, _ language: LanguageOption) throws -> [Behaviour] {
    guard let octets = File.whole(path, atMost: 65_536),
      let text = String(validating: octets, as: UTF8.self)
    else {
      language.complain(.noText(path))
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
        let text = Phrase.wording(error)[language.language]
        StandardError.write("\(path):\(index + 1):\(column): \(text)\n")
      }
    }
    if isWrong { throw Exit.badInput }
    return behaviours
  }
}

extension Phrase {
  fileprivate static func noText(_ path: String) -> Phrase {
    Phrase(
      en: "byhand: \(path): cannot be read as text of at most 64 KiB.",
      zh: "byhand：\(path)：无法读取，应为不超过 64 KiB 的文本。")
  }
}
