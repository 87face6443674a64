package import Files
import Glibc
import Synchronization

/// The Maildirs of a domain's users, `ROOT/DOMAIN/USER/{tmp,new,cur}`
/// (https://cr.yp.to/proto/maildir.html).
///
/// A message is one file with a hard link for each recipient, so its content is the same for all.
/// It is written in `ROOT/DOMAIN/tmp`, because its recipients are final only at its end.
package struct Maildir: MessageStore {
  package let root: String
  package let domain: String
  private let haste = Haste()

  /// Whether the server is being stopped.
  private final class Haste: Sendable {
    let isOn = Atomic(false)
  }

  package init(root: String, domain: String) {
    self.root = root
    self.domain = domain
  }

  package var waitsForDisk: Bool { true }

  package func prepare(user: String) throws(StoreError) {
    try Self.make(mailbox: folder(of: user))
    try Folder.make(spoolFolder())
  }

  package func hurry() { haste.isOn.store(true, ordering: .relaxed) }

  package func spool() throws(StoreError) -> any Spool {
    let folder = try spoolFolder()
    do throws(StoreError) {
      return try FileSpool(path: "\(folder)/\(UniqueName.next().text)", deliver: deliver)
    } catch {
      guard error.isAbsence else { throw error }
      try Folder.make(folder)
      return try FileSpool(path: "\(folder)/\(UniqueName.next().text)", deliver: deliver)
    }
  }

  /// The calls that the Maildir page asks for, in order: write, fsync, link, unlink. Then an fsync
  /// of each folder, so that the new name outlives a power cut.
  func deliver(_ spool: FileSpool, to users: [String]) throws(StoreError) {
    var links: [String] = []
    do throws(StoreError) {
      let folders = try folders(of: users)
      guard !folders.isEmpty else { throw .nothingToDeliver }
      try spool.finish()
      let name = UniqueName.next().text
      for folder in folders {
        try Self.link(spool.path, as: name, in: folder)
        links.append("\(folder)/new/\(name)")
        if links.count < folders.count { try mindHaste() }
      }
      unlink(spool.path)
      for (done, folder) in folders.enumerated() {
        if done > 0 { try mindHaste() }
        try Folder.sync("\(folder)/new")
      }
    } catch {
      // All or nothing: the sender hears that the message was not delivered, and may send it again.
      for link in links { unlink(link) }
      spool.discard()
      unlink(spool.path)
      throw error
    }
  }

  package func latest(
    _ limit: Int, of user: String
  ) throws(StoreError) -> (messages: [StoredMessage], count: Int) {
    let letters = try letters(of: user)
    let first = max(0, letters.count - limit)
    let messages = letters[first...].enumerated().compactMap { index, letter in
      Self.stored(letter, number: first + index + 1, of: user)
    }
    return (messages, letters.count)
  }

  package func message(_ number: Int, of user: String) throws(StoreError) -> StoredMessage? {
    let letters = try letters(of: user)
    guard (1...max(1, letters.count)).contains(number), !letters.isEmpty else { return nil }
    return Self.stored(letters[number - 1], number: number, of: user)
  }

  package func read(_ message: StoredMessage, atMost limit: Int) throws(StoreError) -> [UInt8] {
    guard !message.name.utf8.contains(UInt8(ascii: "/")) else { throw .unsafeName }
    let fresh = try folder(of: message.user) + "/new/" + message.name
    do throws(StoreError) {
      return try File.head(of: fresh, atMost: limit)
    } catch {
      guard error.isAbsence else { throw error }
      // Other programs move messages that they have shown to `cur`, and add flags to the name.
      let moved = try files(of: message.user).first { $0.name.text == message.name }
      return try File.head(of: moved?.text ?? fresh, atMost: limit)
    }
  }

  /// Removes what a crash left half written: at once where the process that wrote it is known to
  /// have ended, else after 36 hours, as the Maildir page allows.
  package func cleanUp() throws(StoreError) {
    let domainFolder = try domainFolder()
    var folders = [try spoolFolder()]
    for name in try Folder.names(in: domainFolder) where name != "tmp" {
      folders.append("\(domainFolder)/\(name)/tmp")
    }
    let limit = WallClock.seconds - 36 * 3_600
    for folder in folders {
      for name in (try? Folder.names(in: folder)) ?? [] {
        guard let status = Folder.file(at: "\(folder)/\(name)"),
          max(status.st_mtim.tv_sec, status.st_atim.tv_sec) < limit
            || UniqueName(text: name).isOfEndedProcess
        else { continue }
        unlink("\(folder)/\(name)")
      }
    }
  }

  /// Asked between two mailboxes: a thousand may take seconds, but one is always finished.
  private func mindHaste() throws(StoreError) {
    if haste.isOn.load(ordering: .relaxed) { throw .interrupted }
  }

  // MARK: Places

  private func domainFolder() throws(StoreError) -> String {
    "\(root)/\(try FolderName.from(domain))"
  }

  private func spoolFolder() throws(StoreError) -> String { try domainFolder() + "/tmp" }

  private func folder(of user: String) throws(StoreError) -> String {
    "\(try domainFolder())/\(try FolderName.from(user))"
  }

  /// Each folder once: a message has one link in it.
  private func folders(of users: [String]) throws(StoreError) -> [String] {
    var folders: [String] = []
    var known: Set<String> = []
    for user in users {
      let folder = try folder(of: user)
      if known.insert(folder).inserted { folders.append(folder) }
    }
    return folders
  }

  /// A message's file: its path, and its name without flags.
  private typealias Letter = (text: String, name: UniqueName)

  /// In order of arrival.
  private func letters(of user: String) throws(StoreError) -> [Letter] {
    var known: Set<String> = []
    // Another program may be moving a message from `new` to `cur`: it counts once.
    return try files(of: user).filter { known.insert($0.name.text).inserted }
      .sorted { $0.name < $1.name }
  }

  /// `nil` where it has been removed since.
  private static func stored(
    _ letter: Letter, number: Int, of user: String
  ) -> StoredMessage? {
    guard let status = Folder.file(at: letter.text) else { return nil }
    return StoredMessage(
      number: number, user: user, name: letter.name.text, octets: Int(status.st_size),
      arrived: letter.name.seconds)
  }

  private func files(of user: String) throws(StoreError) -> [Letter] {
    let folder = try folder(of: user)
    var files: [Letter] = []
    for part in ["new", "cur"] {
      for name in try Folder.files(in: "\(folder)/\(part)") {
        files.append(("\(folder)/\(part)/\(name)", UniqueName(text: name)))
      }
    }
    return files
  }

  // MARK: Files

  private static func make(mailbox folder: String) throws(StoreError) {
    try Folder.make(folder, holding: ["tmp", "new", "cur"])
  }

  /// Unlike `rename`, `link` never replaces a file that exists. A mailbox is made when its first
  /// message comes.
  private static func link(
    _ source: String, as name: String, in folder: String
  ) throws(StoreError) {
    let path = "\(folder)/new/\(name)"
    if Glibc.link(source, path) == 0 { return }
    guard errno == ENOENT else { throw .last("link") }
    try make(mailbox: folder)
    guard Glibc.link(source, path) == 0 else { throw .last("link") }
  }
}
