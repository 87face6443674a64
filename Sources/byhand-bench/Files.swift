import FoundationEssentials
import Glibc
import TLS

enum Files {
  /// A file of /proc, which has no size.
  static func text(_ path: String) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 8_192)
    let count = read(descriptor, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }

  /// Runs `body` with a folder that is removed afterwards.
  static func withTemporaryFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "byhand-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder.path)
  }

  /// A file of a certificate and its key for this machine, for servers that make none themselves.
  static func identity(in folder: String) throws -> String {
    let path = "\(folder)/identity.pem"
    let identity = try Identity.selfSigned(for: ["127.0.0.1"], .server(from: Int64(time(nil))))
    let text = identity.certificatePEM + identity.keyPEM
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data(text), attributes: [.posixPermissions: 0o600])
    else { throw BenchError("\(path) cannot be written") }
    return path
  }

  /// Programs of that name on the search path, the first one first.
  static func programs(_ name: String) -> [String] {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    return path.split(separator: ":").map { "\($0)/\(name)" }.filter { access($0, X_OK) == 0 }
  }

  /// `byhand` of the same build: it stands beside this program.
  static func byhand() throws -> String {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let path = own.prefix(through: own.lastIndex(of: "/") ?? own.startIndex) + "byhand"
    guard access(String(path), X_OK) == 0 else {
      throw BenchError("\(path) is not there: build it with `swift build -c release`")
    }
    return String(path)
  }
}
