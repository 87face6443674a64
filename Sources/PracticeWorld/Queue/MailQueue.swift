import Files
import FoundationEssentials
import Glibc
import Synchronization

/// The messages that a server has accepted and must carry on. Each is two files: its octets and its
/// envelope.
///
/// The envelope's file is written last and removed first: a message is in the queue exactly as long
/// as that file exists. What a crash leaves half written was never answered 250, and is removed.
final class MailQueue: Sendable {
  private let folder: String
  private let messages = Mutex<[String: QueuedMessage]>([:])

  /// Reads what an earlier run left.
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
    messages.withLock { Array($0.values) }.sorted { ($0.arrived, $0.id) < ($1.arrived, $1.id) }
  }

  subscript(id: String) -> QueuedMessage? { messages.withLock { $0[id] } }

  /// For the octets of a message that is about to be saved.
  func spool(for id: String) throws(StoreError) -> FileSpool {
    try FileSpool(path: contentPath(id)) { spool, _ throws(StoreError) in try spool.finish() }
  }

  /// The octets of a message in the queue.
  func content(of id: String) throws(StoreError) -> QueueFile { try QueueFile(contentPath(id)) }

  /// When this returns, a new message is on disk; after an error it is not in the queue.
  func add(_ message: QueuedMessage) throws(StoreError) {
    do throws(StoreError) { try update(message) } catch {
      remove(message.id)
      throw error
    }
  }

  /// When this returns, the message as it is now is on disk. Where it throws, this process still
  /// knows it: a full disk does not make it deliver twice to the same recipient.
  func update(_ message: QueuedMessage) throws(StoreError) {
    messages.withLock { $0[message.id] = message }
    guard let octets = try? JSONEncoder().encode(message) else {
      preconditionFailure("numbers and strings can be written")
    }
    try File.replace(envelopePath(message.id), with: Array(octets))
    try Folder.sync(folder)
  }

  func remove(_ id: String) {
    messages.withLock { _ = $0.removeValue(forKey: id) }
    unlink(envelopePath(id))
    unlink(contentPath(id))
    try? Folder.sync(folder)
  }

  // MARK: Files

  private static let envelopeSuffix = ".envelope"

  private func envelopePath(_ id: String) -> String { "\(folder)/\(id)\(Self.envelopeSuffix)" }
  private func contentPath(_ id: String) -> String { "\(folder)/\(id).eml" }

  private static func stem(_ name: String) -> String {
    name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  /// `nil`: not readable, or not written by this program. The file stays, so that a person can look
  /// at it.
  private func envelope(_ id: String) -> QueuedMessage? {
    guard let octets = try? File.head(of: envelopePath(id), atMost: 16 << 20),
      let message = try? JSONDecoder().decode(QueuedMessage.self, from: Data(octets)),
      message.id == id, message.isPlausible
    else { return nil }
    return message
  }
}
