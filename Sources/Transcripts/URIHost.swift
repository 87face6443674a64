extension String {
  /// A host as written before `:PORT`: an IPv6 address in brackets (RFC 3986 §3.2.2), a name or an
  /// IPv4 address unchanged.
  package var uriHost: String { contains(":") ? "[\(self)]" : self }
}
