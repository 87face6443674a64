import Glibc

/// The time of day, which a person may set: for dates, not for measuring how long something takes.
package enum WallClock {
  /// Milliseconds since 1970.
  package static var now: Int {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return now.tv_sec * 1_000 + now.tv_nsec / 1_000_000
  }

  /// Seconds since 1970.
  package static var seconds: Int { time(nil) }
}
