import Language
import Protocols

/// What a session's notes have explained already. What was explained twice is explained briefly
/// from the third time on; a header field of HTTP is explained once.
///
/// It reads notes alone, so a recording is folded as the live session was. A mistake is never
/// folded.
struct Repetition: Sendable {
  /// `false`: each note stays as it is. A document is not read in one go, and has no `:explain`.
  var isFolding = true
  private var counts: [Phrase: Int] = [:]
  private var fields: Set<Phrase> = []
  /// The fields of the header under way that were explained before, by conversation.
  private var knownFields: [Int: [String]] = [:]
  private var hasFolded = false
  /// A server can say any number of things: those past this number are never folded.
  private static let limit = 500

  /// The notes, or their brief forms.
  mutating func folded(_ notes: [Note]) -> [Note] { notes.compactMap { folded($0) } }

  private mutating func folded(_ note: Note) -> Note? {
    guard isFolding, note.isExplanation else { return note }
    let count = counts[note.text, default: 0]
    guard count >= 2 else {
      if count > 0 || counts.count < Self.limit { counts[note.text] = count + 1 }
      return note
    }
    guard var brief = note.brief, brief != note else { return nil }
    if !hasFolded { brief.text = brief.text + .explainTellsAll }
    hasFolded = true
    return brief
  }

  // MARK: Header fields of HTTP

  /// The notes on a field, but for an explanation that was given before.
  mutating func folded(
    _ notes: [Note], on field: HTTPField, from side: Side, in conversation: Int
  ) -> [Note] {
    guard isFolding else { return notes }
    return notes.filter { note in
      guard note.isExplanation else { return true }
      // Their notes quote the value, which differs each time.
      let key = HTTPFieldValue.isQuoted(field.name) ? .verbatim(field.name.lowercased()) : note.text
      guard fields.contains(key) else {
        if fields.count < Self.limit { fields.insert(key) }
        return true
      }
      let names = knownFields[conversation, default: []]
      if side == .server, !names.contains(field.name) {
        knownFields[conversation] = names + [field.name]
      }
      return false
    }
  }

  /// At the end of a response's header: the fields in it that were explained before.
  mutating func knownFieldsNote(in conversation: Int) -> [Note] {
    guard let names = knownFields.removeValue(forKey: conversation), let first = names.first else {
      return []
    }
    return [Note(.reply, rule: .http("5"), isRemark: true, text: .explainedBefore(names, first))]
  }
}

extension Note {
  /// Not a mistake, nor a fact of this session alone.
  fileprivate var isExplanation: Bool {
    switch about {
    case .reply: gist != nil || isRemark
    case .capability: true
    case .transport: isRemark
    case .mistake: isRemark && column == nil && suggestion == nil
    case .phase, .console: false
    }
  }

  /// In a word or two; `nil` where that would say nothing.
  package var brief: Note? {
    guard !isRemark, about != .capability else { return nil }
    guard let gist else { return self }
    var note = self
    note.text = gist
    note.gist = nil
    return note
  }
}

extension Phrase {
  fileprivate static let explainTellsAll = Phrase(
    en: "   (:explain gives it in full)", zh: "  （:explain 再看完整的解释）")

  fileprivate static func explainedBefore(_ names: [String], _ first: String) -> Phrase {
    Phrase(
      en: "Explained before: \(names.joined(separator: ", ")). (:explain \(first))",
      zh: "前面解释过：\(names.joined(separator: "、"))。（:explain \(first)）")
  }
}
