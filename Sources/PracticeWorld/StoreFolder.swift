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
    var template = Array("\(base)/byhand-world.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw StoreError.failed(operation: "mkdtemp", errno: errno)
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    isTemporary = true
  }

  func close() {
    if isTemporary { Self.remove(path) }
  }

  private static func remove(_ path: String) {
    for name in (try? Folder.names(in: path)) ?? [] { remove("\(path)/\(name)") }
    _ = Glibc.remove(path)
  }
}
