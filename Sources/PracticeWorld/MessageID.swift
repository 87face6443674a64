import Files
import Glibc
import Synchronization

/// `id` of the `Received:` line: distinct within this machine.
enum MessageID {
  private static let count = Mutex(0)
  private static let process = "\(String(WallClock.seconds, radix: 36))-\(getpid())-"

  static func next() -> String {
    let number = count.withLock { count in
      count += 1
      return count
    }
    return process + String(number)
  }
}
