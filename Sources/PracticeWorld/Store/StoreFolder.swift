import Files
import Glibc

/// The folder in which a world keeps its mailboxes: the caller's, or a temporary one that is
/// removed when the world closes.
struct StoreFolder: Sendable {
  let path: String
  private let isTemporary: Bool
  /// A temporary folder's descriptor: open and locked as long as its world lives. `nil` where the
  /// file system has no locks.
  private let lock: Int32?

  /// - Throws: `CannotKeep` where no temporary folder can be made.
  init(_ given: String?) throws(CannotKeep) {
    if let given {
      path = given
      (isTemporary, lock) = (false, nil)
      return
    }
    let wanted = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    let bases = wanted.isEmpty || wanted == "/tmp" ? ["/tmp"] : [wanted, "/tmp"]
    for base in bases {
      Self.removeOrphans(in: base)
      if let made = Self.made(in: base) {
        path = made
        (isTemporary, lock) = (true, Self.locked(made))
        return
      }
    }
    throw CannotKeep(.mail, in: "/tmp", .last("mkdtemp"))
  }

  func close() {
    if isTemporary { Self.remove(path) }
    if let lock { Glibc.close(lock) }
  }

  private static func made(in base: String) -> String? {
    var template = Array("\(base)/\(prefix)\(getpid()).XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Its descriptor; `nil` where another process holds it, or it is not a folder.
  private static func locked(_ path: String) -> Int32? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
    Glibc.close(descriptor)
    return nil
  }

  private static let prefix = "byhand-world-"

  /// Removes what killed worlds left behind: folders that bear the number of a process that has
  /// ended, and whose lock is free. The number alone is not enough: the process may live in another
  /// container that shares the folder.
  private static func removeOrphans(in base: String) {
    for name in (try? Folder.names(in: base)) ?? [] where name.hasPrefix(prefix) {
      guard let number = pid_t(name.dropFirst(prefix.count).prefix(while: \.isNumber)),
        kill(number, 0) != 0, errno == ESRCH
      else { continue }
      let path = "\(base)/\(name)"
      guard let status = status(path), status.st_uid == getuid(), let lock = locked(path) else {
        continue
      }
      remove(path)
      Glibc.close(lock)
    }
  }

  /// A link is removed, not what it leads to.
  private static func remove(_ path: String) {
    if let status = status(path), status.st_mode & S_IFMT == S_IFDIR {
      for name in (try? Folder.names(in: path)) ?? [] { remove("\(path)/\(name)") }
    }
    _ = Glibc.remove(path)
  }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    return lstat(path, &status) == 0 ? status : nil
  }
}
