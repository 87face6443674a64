package import Language

/// Which language the web mailbox speaks.
package enum WebLanguage: Hashable, Sendable {
  /// The session's: the world is one student's own.
  case fixed(Language)
  /// Each reader's (RFC 9110 §12.5.4); this one where a reader names none that is known here.
  case readers(otherwise: Language)

  var followsReaders: Bool { if case .readers = self { true } else { false } }

  /// `header`: the value of Accept-Language.
  func chosen(by header: String?) -> Language {
    switch self {
    case .fixed(let language): language
    case .readers(let language):
      WeightedValue.all(in: header ?? "").lazy
        .compactMap { value in Language.allCases.first { value.text.hasPrefix($0.rawValue) } }
        .first ?? language
    }
  }
}

/// One value of a field in which a client says what it prefers (RFC 9110 §12.4.2).
struct WeightedValue: Hashable, Sendable {
  /// In lower case, without parameters.
  let text: String
  /// From 0, not wanted at all, to 1.
  let weight: Double

  // Accept-Language = #( language-range [ weight ] ); weight = OWS ";" OWS "q=" qvalue
  /// The most wanted first; those that are not wanted are left out.
  static func all(in field: String) -> [WeightedValue] {
    let values = field.split(separator: ",").prefix(100).compactMap { item -> WeightedValue? in
      let parts = item.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      guard let text = parts.first?.lowercased() else { return nil }
      let weight = parts.dropFirst().first { $0.lowercased().hasPrefix("q=") }
      return WeightedValue(text: text, weight: weight.map { Double($0.dropFirst(2)) ?? 0 } ?? 1)
    }
    // Equal ones stay in order.
    return values.enumerated().filter { $0.element.weight > 0 }
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.map(\.element)
  }
}
