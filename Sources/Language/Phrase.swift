/// The two languages: every text exists in both.
package enum Language: String, Hashable, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"
}

/// One text in both languages, next to each other so that they cannot drift apart.
package struct Phrase: Hashable, Sendable {
  package let english: String
  package let chinese: String

  package init(en english: String, zh chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  package static let empty = Phrase(en: "", zh: "")

  /// The same in both languages: a name, a number, a line of the wire.
  package static func verbatim(_ text: String) -> Phrase { Phrase(en: text, zh: text) }

  package subscript(_ language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  package static func + (left: Phrase, right: Phrase) -> Phrase {
    Phrase(en: left.english + right.english, zh: left.chinese + right.chinese)
  }
}
