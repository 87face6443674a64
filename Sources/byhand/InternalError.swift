import ArgumentParser
import Glibc
import Language
import Terminal

/// A bug in byhand ends it with exit 70 (EX_SOFTWARE of sysexits(3)) and a line that says so,
/// whether an error was thrown that no command expects, or Swift stopped the program.
enum InternalError {
  /// Traps and faults, as processors raise them.
  private static let signals = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]

  /// Ready before it is needed: a signal handler may only write. Made once, before any handler is
  /// set, and never changed, so that any thread may read it.
  private nonisolated(unsafe) static let message = {
    let octets = Array("byhand: \(Phrase.internalError[.requested])\n".utf8)
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: octets.count, alignment: 1)
    memory.copyBytes(from: octets)
    return UnsafeRawBufferPointer(memory)
  }()

  /// Call it before a terminal is taken: what takes it restores it first, then passes the signal
  /// on.
  static func exitAtFaults() {
    // Swift's own backtrace, where somebody asks for it.
    if Environment["SWIFT_BACKTRACE"]?.contains("enable=yes") == true { return }
    _ = message
    for number in signals {
      signal(number) { _ in
        _ = write(STDERR_FILENO, InternalError.message.baseAddress, InternalError.message.count)
        _exit(Exit.bug.rawValue)
      }
    }
  }

  static func report(_ error: any Error) {
    StandardError.write("byhand: \(error)\nbyhand: \(Phrase.internalError[.requested])\n")
  }
}

extension Phrase {
  fileprivate static let internalError = Phrase(
    en: "this is a bug in byhand, which ends here. Please report it, with what you did before.",
    zh: "这是 byhand 的程序缺陷，程序就此结束。请报告这个问题，并说明之前的操作。")
}
