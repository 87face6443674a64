import Glibc

/// File descriptors: how many a process may hold limits how many clients it can serve.
enum Descriptors {
  /// For listeners, the store, the log and the web mailbox, of each host.
  private static let reserve = 128

  /// As many connections a host as wanted, or as the machine allows: later clients get 421 instead
  /// of no answer at all.
  static func connections(wanted: Int, hosts: Int, isRecording: Bool, hasWeb: Bool) -> Int {
    // The socket, and the message being written; with a recording the transcript, with a web
    // mailbox one of its sockets, because it takes as many clients.
    let each = 2 + (isRecording ? 1 : 0) + (hasWeb ? 1 : 0)
    let limit = raiseLimit(to: (wanted * each + reserve) * hosts)
    return max(1, min(wanted, (limit / hosts - reserve) / each))
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
