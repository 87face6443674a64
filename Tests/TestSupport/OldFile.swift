import Glibc

/// Files that an earlier version of byhand wrote, as they stand in `Tests/Recordings`: they must
/// stay readable.
package enum OldFile: String, Hashable, Sendable, CaseIterable {
  /// The lecture's dialogue with mistakes, a look at the mailbox.
  case lecture
  /// A message pushed and pulled, a password withheld, an error page.
  case http
  /// A message to two recipients that crepes.fr carries, watched.
  case relay
  /// `first-conversation`, with a hint and a skipped step; `progress` is what it left.
  case lesson
  /// What `serve --record` kept of one client.
  case server

  package var path: String { "\(Self.folder)/\(rawValue).jsonl" }
  package var octets: [UInt8] { Self.octets(of: path) }

  package static var progress: [UInt8] { octets(of: "\(folder)/progress.json") }

  /// The lesson as `lesson` was recorded with it: without `type`, and no choice says why.
  package static var lessonFile: [UInt8] { octets(of: "\(folder)/first-conversation.yaml") }

  private static let folder =
    #filePath.split(separator: "/").dropLast(2).reduce("") { "\($0)/\($1)" } + "/Recordings/0.1"

  static func octets(of path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var octets: [UInt8] = []
    var next = fgetc(file)
    while next != EOF {
      octets.append(UInt8(next))
      next = fgetc(file)
    }
    return octets
  }
}
