import Protocols

extension Header {
  /// The envelope's sender, as the last server wrote it on top, where `From:` does not name it too.
  /// `nil` where one of the two names nobody.
  package var otherEnvelopeSender: String? {
    guard let path = first(named: "Return-Path"), let from = first(named: "From"),
      let sender = AddressList.addresses(in: path.unfolded).first
    else { return nil }
    let named = AddressList.addresses(in: from.unfolded)
    let isNamed = named.contains { $0.lowercased() == sender.lowercased() }
    return named.isEmpty || isNamed ? nil : sender
  }
}
