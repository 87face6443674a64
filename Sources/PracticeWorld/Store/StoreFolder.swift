import Glibc

/// The folder under which a world keeps its mailboxes: the caller's, or a temporary one that ends with the world.
struct StoreFolder: Sendable {
  let path: String
  private let isTemporary: Bool

  init(_ given: String?) throws {
    if let given {
      path = given
      isTemporary = false
      return
    }
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    Self.removeOrphans(in: base)
    var template = Array("\(base)/\(Self.prefix)\(getpid()).XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw StoreError.failed(operation: "mkdtemp", errno: errno)
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    isTemporary = true
  }

  func close() {
    if isTemporary { Self.remove(path) }
  }

  private static let prefix = "byhand-world-"

  /// What a world left behind that was killed: its folder bears the number of a process that is no more.
  private static func removeOrphans(in base: String) {
    for name in (try? Folder.names(in: base)) ?? [] where name.hasPrefix(prefix) {
      guard let number = pid_t(name.dropFirst(prefix.count).prefix(while: \.isNumber)),
        kill(number, 0) != 0, errno == ESRCH
      else { continue }
      let path = "\(base)/\(name)"
      if let status = status(path), status.st_uid == getuid() { remove(path) }
    }
  }

  /// A link is taken away, and not what it leads to.
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
