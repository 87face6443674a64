import Files
import Glibc
import PracticeWorld
import TestSupport

extension Scratch {
  var maildir: Maildir { Maildir(root: path, domain: "hamburger.edu") }

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
