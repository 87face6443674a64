import Glibc

/// A test's temporary folder, removed when the test is done.
public final class Scratch: Sendable {
  public let path: String

  public init() {
    var template = Array("/tmp/byhand-test-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "no folder in /tmp")
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { remove(path) }

  /// Writes a shell script that can be run, and returns its path. Another process writes it: a file
  /// open for writing cannot be run (ETXTBSY), and programs that other tests are starting hold this
  /// process's descriptors for a moment.
  public func program(_ name: String, _ script: String) -> String {
    let file = "\(path)/\(name)"
    let writer = popen("cat > '\(file)' && chmod 700 '\(file)'", "we")
    precondition(writer != nil, "no shell")
    fputs("#!/bin/sh\n\(script)\n", writer)
    pclose(writer)
    return file
  }

  private func remove(_ path: String) {
    if unlink(path) == 0 { return }
    for name in Self.names(in: path) { remove("\(path)/\(name)") }
    rmdir(path)
  }

  /// Names in a folder below this one, hidden ones included; none where it is not there.
  public func names(_ folder: String = "") -> [String] { Self.names(in: "\(path)/\(folder)") }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
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
}
