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
      var status = stat()
      let path = "\(base)/\(name)"
      if lstat(path, &status) == 0, status.st_uid == getuid(), status.st_mode & S_IFMT == S_IFDIR {
        remove(path)
      }
    }
  }

  private static func remove(_ path: String) {
    for name in (try? Folder.names(in: path)) ?? [] { remove("\(path)/\(name)") }
    _ = Glibc.remove(path)
  }
}
