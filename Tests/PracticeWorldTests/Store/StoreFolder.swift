import Glibc
import PracticeWorld

/// A folder of a test's own, gone when the test is done.
final class StoreFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/byhand-store-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw StoreError.failed(operation: "mkdtemp", errno: errno)
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { remove("") }

  private func remove(_ name: String) {
    for inner in names(name) where unlink("\(path)/\(name)/\(inner)") != 0 {
      remove("\(name)/\(inner)")
    }
    rmdir("\(path)/\(name)")
  }

  var maildir: Maildir { Maildir(root: path, domain: "hamburger.edu") }

  /// Names in a folder below, hidden ones included; none where it is not there.
  func names(_ folder: String) -> [String] {
    guard let stream = opendir("\(path)/\(folder)") else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func status(_ name: String) -> stat {
    var status = stat()
    lstat("\(path)/\(name)", &status)
    return status
  }

  func octets(_ name: String) throws -> [UInt8] {
    let descriptor = open("\(path)/\(name)", O_RDONLY)
    guard descriptor >= 0 else { throw StoreError.failed(operation: "open", errno: errno) }
    defer { close(descriptor) }
    var whole: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(descriptor, &block, block.count), count > 0 {
      whole += block[..<count]
    }
    return whole
  }

  func put(_ octets: String, at name: String) {
    let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_EXCL, 0o600)
    _ = octets.withCString { write(descriptor, $0, strlen($0)) }
    close(descriptor)
  }
}
