/// A piece of HTML, as far as a reader of strangers' mail needs to know.
package enum HTMLToken: Hashable {
  /// References in it are resolved.
  case text(String)
  /// Names in lower case.
  case start(String, attributes: [String: String])
  case end(String)
}
