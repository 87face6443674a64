import FoundationEssentials
import Glibc

/// Messages that a server has taken and must carry on, on disk: for each a file with its octets and one with its envelope.
///
/// The envelope's file appears last and goes first: a message is in the queue exactly as long as its envelope is there. What
/// is half written at a crash was never answered 250, and is swept away.
final class MailQueue: Sendable {
  private let folder: String
  private let messages = Guarded<[String: QueuedMessage]>([:])

  /// Takes up what an earlier run left.
  init(folder: String) throws(StoreError) {
    self.folder = folder
    try Folder.make(folder)
    let names = Set(try Folder.names(in: folder))
    for name in names.sorted() {
      let id = Self.stem(name)
      if name.hasSuffix(Self.envelopeSuffix), let message = envelope(id) {
        messages.withLock { $0[id] = message }
      } else if !name.hasSuffix(Self.envelopeSuffix), !names.contains(id + Self.envelopeSuffix) {
        unlink("\(folder)/\(name)")
      }
    }
  }

  /// In order of arrival.
  var all: [QueuedMessage] {
    messages.withLock { $0.values.sorted { ($0.arrived, $0.id) < ($1.arrived, $1.id) } }
  }

  subscript(id: String) -> QueuedMessage? { messages.withLock { $0[id] } }

  /// Where the octets of a message are, or are to be written before it is saved for the first time.
  func contentPath(_ id: String) -> String { "\(folder)/\(id).eml" }

  /// When this returns, the message as it is now is on disk.
  func save(_ message: QueuedMessage) throws(StoreError) {
    guard let octets = try? JSONEncoder().encode(message) else { throw .unsafeName }
    let path = "\(folder)/\(message.id)\(Self.envelopeSuffix)"
    let beside = "\(folder)/\(message.id).new"
    try Self.write(Array(octets), to: beside)
    guard rename(beside, path) == 0 else { throw .last("rename") }
    try Folder.sync(folder)
    messages.withLock { $0[message.id] = message }
  }

  func remove(_ id: String) {
    messages.withLock { _ = $0.removeValue(forKey: id) }
    unlink("\(folder)/\(id)\(Self.envelopeSuffix)")
    unlink(contentPath(id))
    try? Folder.sync(folder)
  }

  // MARK: Files

  private static let envelopeSuffix = ".envelope"

  private static func stem(_ name: String) -> String {
    name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  private func envelope(_ id: String) -> QueuedMessage? {
    guard let octets = try? File.read("\(folder)/\(id)\(Self.envelopeSuffix)", atMost: 16 << 20)
    else { return nil }
    return try? JSONDecoder().decode(QueuedMessage.self, from: Data(octets))
  }

  private static func write(_ octets: [UInt8], to path: String) throws(StoreError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .last("open") }
    defer { close(descriptor) }
    try File.write(octets, to: descriptor)
    guard fsync(descriptor) == 0 else { throw .last("fsync") }
  }
}
