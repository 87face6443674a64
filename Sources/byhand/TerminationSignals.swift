import Glibc

/// SIGTERM and SIGINT as something to wait for. Made before any thread: they inherit the mask.
struct TerminationSignals {
  private var set = sigset_t()

  init() {
    sigemptyset(&set)
    sigaddset(&set, SIGTERM)
    sigaddset(&set, SIGINT)
    pthread_sigmask(SIG_BLOCK, &set, nil)
    // A peer that has gone must not take the server with it.
    signal(SIGPIPE, SIG_IGN)
  }

  func wait() {
    var set = set
    var number: Int32 = 0
    while sigwait(&set, &number) != 0 {}
  }
}
