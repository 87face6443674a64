package import Language
package import Protocols

/// One remark of byhand about the session. It never changes what is sent.
package struct Note: Hashable, Sendable {
  package enum About: String, Hashable, Sendable, CaseIterable {
    /// A phase begins.
    case phase
    /// What a reply means.
    case reply
    /// What was typed is wrong, or could be better (`isRemark`).
    case mistake
    /// An extension that the server offers.
    case capability
    /// The connection: opened, refused, closed.
    case transport
    /// byhand itself.
    case console
  }

  /// What a lesson speaks of.
  package enum Voice: Hashable, Sendable {
    case title, task
    /// A line as it is to be typed.
    case line
    case choice, success, wrong, remark
    /// An explanation below one of the others.
    case aside
    /// What the student did that crossed no wire. Only recordings tell it: at the console it is
    /// there already, as it was typed.
    case act
  }

  package let about: About
  /// The event that it is about; `nil` for the console's own messages.
  package var event: Int?
  package var phase: Phase?
  package var code: Int?
  /// The short reading of a code: `success · mail system`.
  package var gist: Phrase?
  package var rule: Rule?
  /// From 1, in Unicode scalars of the line that the event carries.
  package var column: Int?
  /// The correct line.
  package var suggestion: String?
  /// Client and server, where the student only watches: `crepes.fr → hamburger.edu`.
  package var parties: String?
  /// How a lesson says it; `nil`: it does not come from a lesson.
  package var voice: Voice?
  /// Advice: nothing was wrong.
  package var isRemark = false
  package var text: Phrase

  package init(
    _ about: About, event: Int? = nil, phase: Phase? = nil, code: Int? = nil, gist: Phrase? = nil,
    rule: Rule? = nil, column: Int? = nil, suggestion: String? = nil, isRemark: Bool = false,
    text: Phrase
  ) {
    self.about = about
    self.event = event
    self.phase = phase
    self.code = code
    self.gist = gist
    self.rule = rule
    self.column = column
    self.suggestion = suggestion
    self.isRemark = isRemark
    self.text = text
  }
}
