extension String {
  /// A host as it stands before `:PORT`: an IPv6 address in brackets (RFC 3986 §3.2.2), a name and an IPv4 address as they
  /// are.
  package var uriHost: String { contains(":") ? "[\(self)]" : self }
}
