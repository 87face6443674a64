/// A value in a YAML file, and where it stands. Every scalar is a text: what it means is for its
/// reader to say.
struct YAMLNode: Sendable {
  enum Value: Sendable {
    case text(String)
    case list([YAMLNode])
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  /// Both from 1; a column counts Unicode scalars.
  let line: Int
  let column: Int
  let value: Value
}
