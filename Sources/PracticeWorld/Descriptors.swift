import Glibc

/// File descriptors: what a machine lets one process hold bounds how many clients it can serve.
enum Descriptors {
  /// For listeners, the store, the log and the web mailbox.
  private static let reserve = 128

  /// As many connections as wanted, or as many as the machine allows: who comes after them hears 421 instead of nothing.
  static func connections(wanted: Int, isRecording: Bool, hasWeb: Bool) -> Int {
    // The socket and the message being written; the transcript as well, where there is one, and a socket of the web mailbox,
    // which takes as many clients.
    let each = 2 + (isRecording ? 1 : 0) + (hasWeb ? 1 : 0)
    let limit = raiseLimit(to: wanted * each + reserve)
    return max(1, min(wanted, (limit - reserve) / each))
  }

  private static func raiseLimit(to wanted: Int) -> Int {
    var limits = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 else { return 1_024 }
    let goal = min(rlim_t(wanted), limits.rlim_max)
    if limits.rlim_cur < goal {
      limits.rlim_cur = goal
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
      getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
    }
    return Int(clamping: limits.rlim_cur)
  }
}
