package import Language
package import Protocols

/// A sentence, and the section of the standard that it rests on.
package typealias SourcedPhrase = (phrase: Phrase, rule: Rule)

/// One row of a table: the rule first, the languages beneath each other.
func sourced(_ rule: Rule, en english: String, zh chinese: String) -> SourcedPhrase {
  (Phrase(en: english, zh: chinese), rule)
}
