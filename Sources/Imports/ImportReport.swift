package import Language
import Messages
import Protocols
import Transcripts

/// What came of one input: format, conversations, and every line that was not understood.
package struct ImportReport: Hashable, Sendable {
  package let format: ImportFormat
  package let conversations: Int
  package let recordings: Int
  package let remarks: Remarks
}

/// Places in the input, each with what is to be said of it.
package struct Remarks: Hashable, Sendable {
  package struct Remark: Hashable, Sendable {
    /// From 1; 0: the remark is about the input as a whole.
    package let line: Int
    /// From 1, in characters.
    package let column: Int
    package let why: Phrase
    /// The beginning of the line, harmless on a terminal.
    package let excerpt: String
    /// The line means nothing to the reader, and is not in the recording.
    package let isLoss: Bool
  }

  private static let limit = 100
  private static let excerptLength = 60

  package private(set) var all: [Remark] = []
  /// Those past the limit are counted.
  package private(set) var further = 0
  package private(set) var losses = 0

  package init() {}

  mutating func add(_ why: Phrase) {
    add(Remark(line: 0, column: 0, why: why, excerpt: "", isLoss: false))
  }

  /// - Parameter offset: where in the line it is, in octets.
  mutating func add(_ line: SourceLine, at offset: Int = 0, _ why: Phrase) {
    add(at(line, offset, why, isLoss: false))
  }

  mutating func lose(_ line: SourceLine, at offset: Int = 0, _ why: Phrase = .notUnderstood) {
    losses += 1
    add(at(line, offset, why, isLoss: true))
  }

  mutating func lose(line: Int, _ why: Phrase) {
    losses += 1
    add(Remark(line: line, column: 1, why: why, excerpt: "", isLoss: true))
  }

  private func at(_ line: SourceLine, _ offset: Int, _ why: Phrase, isLoss: Bool) -> Remark {
    let column = String(decoding: line.octets.prefix(offset), as: UTF8.self).unicodeScalars.count
    return Remark(
      line: line.number, column: column + 1, why: why,
      excerpt: Self.excerpt(line.octets.dropFirst(offset)), isLoss: isLoss)
  }

  private mutating func add(_ remark: Remark) {
    if all.count < Self.limit { all.append(remark) } else { further += 1 }
  }

  /// A line that was not understood may hold a password all the same: AUTH, HTTP's credentials, an
  /// answer in base64, alone or with a tool's words around it.
  private static func mayBeSecret(_ octets: ArraySlice<UInt8>) -> Bool {
    let line = Array(octets.prefix(2_000))
    if TypedSecret.mayStand(in: line) || line.count >= 4 && Base64.decoded(line) != nil {
      return true
    }
    // A plain word of English is base64 too; hardly one that is long, or ends with its padding.
    let words = line.split { !$0.isLetterOrDigit && !"+/=".utf8.contains($0) }
    return words.contains { word in
      (word.count >= 16 || word.count >= 8 && word.last == .equals)
        && Base64.decoded(Array(word)) != nil
    }
  }

  /// Safe to show, whatever the file holds: nothing moves the cursor, or hides or reorders text.
  /// Chinese text in GBK is shown as text.
  private static func excerpt(_ octets: ArraySlice<UInt8>) -> String {
    if mayBeSecret(octets) { return "" }
    let beginning = Array(octets.prefix(4 * excerptLength))
    var text = String(decoding: beginning, as: UTF8.self)
    if String(validating: beginning, as: UTF8.self) == nil,
      let chinese = Charsets.system.decoded(beginning, as: "gbk"),
      chinese.unicodeScalars.count(where: { $0 == "\u{FFFD}" }) <= 1
    {
      text = chinese
    }
    var shown = ""
    for scalar in text.unicodeScalars.prefix(excerptLength) {
      shown.unicodeScalars.append(contentsOf: scalar.harmless.unicodeScalars)
    }
    return text.unicodeScalars.count > excerptLength ? shown + "…" : shown
  }
}

extension Unicode.Scalar {
  fileprivate var harmless: String {
    switch value {
    case 0x00...0x1F: Unicode.Scalar(0x2400 + value).map { String(Character($0)) } ?? "?"
    case 0x7F: "␡"
    case 0x80...0x9F: "\\x\(String(value, radix: 16, uppercase: true))"
    default: hides(after: nil) ? "\\u{\(String(value, radix: 16, uppercase: true))}" : String(self)
    }
  }
}

/// Why nothing could be read of an input.
package enum ImportFailure: Error, Hashable, Sendable {
  case empty
  case notRecognised
  /// It was recognised, or named with `--from`, and holds no conversation.
  case nothingFound(ImportFormat, Remarks)
  /// More octets than are read; the place of the first that is not.
  case tooLarge(line: Int, column: Int)
  case tooManyEvents(line: Int)
  case tooManyConversations(line: Int)
  /// Not the format that it seems to be.
  case broken(line: Int, column: Int, Phrase)
  case notUnpacked(Phrase)
  case noTshark
  case captureFailed(Phrase)
}

extension Phrase {
  package static let notUnderstood = Phrase(en: "not understood", zh: "无法理解")
}
