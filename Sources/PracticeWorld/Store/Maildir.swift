import Glibc

/// The Maildirs of a domain's users, `ROOT/DOMAIN/USER/{tmp,new,cur}`
/// (https://cr.yp.to/proto/maildir.html).
///
/// A message is one file with a hard link a recipient, so what stands in it stands in it for all. It is
/// written in `ROOT/DOMAIN/tmp`, since before its end nobody knows whose it will be.
package struct Maildir: MessageStore {
  package let root: String
  package let domain: String

  package init(root: String, domain: String) {
    self.root = root
    self.domain = domain
  }

  package var waitsForDisk: Bool { true }

  package func prepare(user: String) throws(StoreError) {
    try Self.make(mailbox: folder(of: user))
    try Folder.make(spoolFolder())
  }

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

  /// Every call the Maildir page asks for, in its order: write, fsync, link, unlink; then an fsync of each
  /// folder, without which a power cut could still take the new name away.
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
      }
      unlink(spool.path)
      for folder in folders { try Folder.sync("\(folder)/new") }
    } catch {
      // All or nothing: the sender will be told that nobody has the message, and may send it again.
      for link in links { unlink(link) }
      spool.discard()
      unlink(spool.path)
      throw error
    }
  }

  package func messages(of user: String) throws(StoreError) -> [StoredMessage] {
    var found: [(name: UniqueName, octets: Int)] = []
    var known: Set<String> = []
    for path in try files(of: user) {
      guard let status = Folder.file(at: path.text) else { continue }
      // A reader may be moving it from `new` to `cur` just now: it is seen once.
      if known.insert(path.name.text).inserted { found.append((path.name, Int(status.st_size))) }
    }
    found.sort { $0.name < $1.name }
    return found.enumerated().map { index, file in
      StoredMessage(
        number: index + 1, user: user, name: file.name.text, octets: file.octets,
        arrived: file.name.seconds)
    }
  }

  package func read(_ message: StoredMessage, atMost limit: Int) throws(StoreError) -> [UInt8] {
    guard !message.name.utf8.contains(UInt8(ascii: "/")) else { throw .unsafeName }
    let fresh = try folder(of: message.user) + "/new/" + message.name
    do throws(StoreError) {
      return try File.read(fresh, atMost: limit)
    } catch {
      guard error.isAbsence else { throw error }
      // Other programs move what they have shown to `cur`, and hang flags on its name.
      let moved = try files(of: message.user).first { $0.name.text == message.name }
      return try File.read(moved?.text ?? fresh, atMost: limit)
    }
  }

  /// Takes away what a crash left half written: at once where its writer is known to be gone, else after 36 hours, which
  /// the Maildir page allows.
  package func cleanUp() throws(StoreError) {
    let domainFolder = try domainFolder()
    var folders = [try spoolFolder()]
    for name in try Folder.names(in: domainFolder) where name != "tmp" {
      folders.append("\(domainFolder)/\(name)/tmp")
    }
    let limit = time(nil) - 36 * 3_600
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

  // MARK: Places

  private func domainFolder() throws(StoreError) -> String {
    "\(root)/\(try FolderName.from(domain))"
  }

  private func spoolFolder() throws(StoreError) -> String { try domainFolder() + "/tmp" }

  private func folder(of user: String) throws(StoreError) -> String {
    "\(try domainFolder())/\(try FolderName.from(user))"
  }

  /// No folder twice: a message has one link in each.
  private func folders(of users: [String]) throws(StoreError) -> [String] {
    var folders: [String] = []
    var known: Set<String> = []
    for user in users {
      let folder = try folder(of: user)
      if known.insert(folder).inserted { folders.append(folder) }
    }
    return folders
  }

  private func files(of user: String) throws(StoreError) -> [(text: String, name: UniqueName)] {
    let folder = try folder(of: user)
    var files: [(text: String, name: UniqueName)] = []
    for part in ["new", "cur"] {
      for name in try Folder.names(in: "\(folder)/\(part)") {
        files.append(("\(folder)/\(part)/\(name)", UniqueName(text: name)))
      }
    }
    return files
  }

  // MARK: Files

  private static func make(mailbox folder: String) throws(StoreError) {
    for name in ["tmp", "new", "cur"] { try Folder.make("\(folder)/\(name)") }
  }

  /// Unlike `rename`, `link` never replaces a message that is there. A mailbox is made when its first
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
