extension HostDescription {
  /// The lecture's picture: bob's server, and alice's, which carries her mail there. This is the
  /// practice world unless another is asked for.
  package static let lectureWorld = [
    HostDescription(name: "hamburger.edu", mailboxes: ["bob", "carol"]),
    HostDescription(
      name: "crepes.fr", mailboxes: ["alice"], relays: true, passwords: ["alice": "pickles"]),
  ]
}
