/// A command that belongs to SMTP but that byhand does not speak: a server answers it with 502, not
/// with 500 (RFC 5321 §4.2.4).
package enum UnsupportedVerb: String, Hashable, Sendable, CaseIterable {
  // Obsolete (RFC 5321 appendix F).
  case send = "SEND"
  case soml = "SOML"
  case saml = "SAML"
  case turn = "TURN"
  // Commands of extensions.
  case etrn = "ETRN"
  case atrn = "ATRN"
  case burl = "BURL"
  // Sendmail's own.
  case verb = "VERB"
  case onex = "ONEX"

  package init?(_ word: some Collection<UInt8>) {
    guard word.count == 4 else { return nil }
    self.init(rawValue: String(decoding: word, as: UTF8.self).uppercased())
  }
}
