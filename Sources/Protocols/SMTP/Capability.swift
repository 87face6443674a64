/// One extension that a server offers in its reply to EHLO: a keyword and its parameters (RFC 5321
/// §4.1.1.1).
package struct Capability: Hashable, Sendable {
  /// In upper case: keywords are case-insensitive.
  package let keyword: String
  package let parameters: [String]

  package init(keyword: String, parameters: [String] = []) {
    self.keyword = keyword
    self.parameters = parameters
  }

  // ehlo-line = ehlo-keyword *( SP ehlo-param )
  /// From the text of a line of EHLO's reply after the first. `AUTH=PLAIN`, an old form, is read as
  /// `AUTH PLAIN`.
  package init?(_ text: [UInt8]) {
    let words = text.split(whereSeparator: \.isBlank)
    guard let parts = words.first?.split(separator: .equals, maxSplits: 1),
      let keyword = parts.first
    else { return nil }
    self.init(
      keyword: String(decoding: keyword, as: UTF8.self).uppercased(),
      parameters: (parts.dropFirst() + words.dropFirst()).map {
        String(decoding: $0, as: UTF8.self)
      })
  }
}

extension SMTPDialogue {
  /// Whether EHLO's reply listed this keyword, in upper case.
  package func offers(_ keyword: String) -> Bool {
    capabilities?.contains { $0.keyword == keyword } ?? false
  }

  /// What AUTH may name (RFC 4954 §3), in upper case.
  package var mechanisms: [String] {
    (capabilities ?? []).filter { $0.keyword == Verb.auth.rawValue }
      .flatMap { $0.parameters.map { $0.uppercased() } }
  }

  /// Whether the server has this command. A command of an extension must be listed.
  package func has(_ verb: Verb) -> Bool { verb.extensionKeyword.map(offers) ?? true }
}
