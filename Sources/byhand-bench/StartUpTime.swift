import Glibc

/// From the start of the program to its first prompt, in a terminal of its own.
enum StartUpTime {
  /// Milliseconds.
  static func prompt() throws -> Double {
    let folder = Files.make("\(try Cleanup.folder())/data")
    let start = Clock.seconds
    let child = try Child(
      [try Files.byhand(), "--lang", "en"],
      environment: ["TERM=xterm", "XDG_DATA_HOME=\(folder)", "LANG=C.UTF-8"], terminal: .own)
    var shown: [UInt8] = []
    while !String(decoding: shown, as: UTF8.self).contains("byhand>") {
      guard let more = SystemCalls.read(child.output, atMost: 4_096) else {
        throw BenchError("byhand showed no prompt")
      }
      shown += more
    }
    let milliseconds = (Clock.seconds - start) * 1_000
    let leaving = Array(":quit\n".utf8)
    _ = leaving.withUnsafeBytes { write(child.output, $0.baseAddress, $0.count) }
    while SystemCalls.read(child.output, atMost: 4_096) != nil {}
    child.wait()
    return milliseconds
  }

  /// The same for a program that does nothing: what the system itself takes.
  static func nothing() throws -> Double {
    let start = Clock.seconds
    let child = try Child(["true"], terminal: .own)
    child.wait()
    return (Clock.seconds - start) * 1_000
  }
}
