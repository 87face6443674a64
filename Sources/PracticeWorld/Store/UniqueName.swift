import Glibc
import Protocols
import Synchronization

/// `SECONDS.MmicrosecondsPpidQcounter.HOST`: a name that no other delivery on any machine makes
/// (https://cr.yp.to/proto/maildir.html, "unique name").
struct UniqueName: Hashable, Comparable, Sendable {
  let seconds: Int
  private let microseconds: Int
  private let counter: Int
  /// As it was found. A name made here is spelt out only when it is asked for.
  private let found: String?

  var text: String {
    found ?? "\(seconds).M\(microseconds)P\(Self.process)Q\(counter).\(Self.host)"
  }

  static func == (left: UniqueName, right: UniqueName) -> Bool { left.text == right.text }

  func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// Names sort in order of arrival: a process never makes a smaller name after a greater one, even
  /// when the clock is set back.
  static func next() -> UniqueName {
    let (now, counter) = latest.withLock { latest -> (timeval, Int) in
      var now = timeval()
      gettimeofday(&now, nil)
      if (now.tv_sec, now.tv_usec) < (latest.time.tv_sec, latest.time.tv_usec) { now = latest.time }
      latest = (now, latest.counter + 1)
      return (now, latest.counter)
    }
    return UniqueName(seconds: now.tv_sec, microseconds: Int(now.tv_usec), counter: counter)
  }

  private init(seconds: Int, microseconds: Int, counter: Int) {
    found = nil
    self.seconds = seconds
    self.microseconds = microseconds
    self.counter = counter
  }

  /// The name of any file in a Maildir, also of one that another program made; flags after `:` are
  /// left out.
  init(text: String) {
    let name = String(text.prefix { $0 != ":" })
    found = name
    let parts = name.utf8.split(
      separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
    seconds = parts.first.flatMap { Int(Substring($0)) } ?? 0
    let middle = parts.count > 1 ? Array(parts[1]) : []
    microseconds = Self.number(after: UInt8(ascii: "M"), in: middle)
    counter = Self.number(after: UInt8(ascii: "Q"), in: middle)
  }

  static func < (left: UniqueName, right: UniqueName) -> Bool {
    (left.seconds, left.microseconds, left.counter, left.text)
      < (right.seconds, right.microseconds, right.counter, right.text)
  }

  /// Made on this machine by a process that has ended.
  var isOfEndedProcess: Bool {
    let parts = text.split(separator: ".", maxSplits: 2).map(String.init)
    guard parts.count == 3, parts[2] == Self.host else { return false }
    let process = Self.number(after: UInt8(ascii: "P"), in: Array(parts[1].utf8))
    return process > 0 && kill(pid_t(truncatingIfNeeded: process), 0) != 0 && errno == ESRCH
  }

  private static func number(after letter: UInt8, in octets: [UInt8]) -> Int {
    guard let place = octets.firstIndex(of: letter) else { return 0 }
    let digits = octets[(place + 1)...].prefix { $0.isDigit }
    return Int(String(decoding: digits, as: UTF8.self)) ?? 0
  }

  private static let process = getpid()

  private static let latest = Mutex((time: timeval(), counter: 0))

  /// Escaped as the Maildir page asks: a slash would make the name a path, a colon would begin its
  /// flags.
  private static let host: String = {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
    let octets = buffer.prefix { $0 != 0 }.prefix(64).flatMap { octet -> [UInt8] in
      switch UInt8(bitPattern: octet) {
      case UInt8(ascii: "/"): Array(#"\057"#.utf8)
      case UInt8(ascii: ":"): Array(#"\072"#.utf8)
      case let octet where octet > 32 && octet < 127: [octet]
      default: [UInt8(ascii: "_")]
      }
    }
    return octets.isEmpty ? "localhost" : String(decoding: octets, as: UTF8.self)
  }()
}
