import Glibc

/// Waits for SIGTERM or SIGINT. Made before any thread begins, since threads inherit the mask.
struct TerminationSignals {
  private var set = sigset_t()

  init() {
    sigemptyset(&set)
    sigaddset(&set, SIGTERM)
    sigaddset(&set, SIGINT)
    pthread_sigmask(SIG_BLOCK, &set, nil)
    // Writing to a closed connection must not end the server.
    signal(SIGPIPE, SIG_IGN)
  }

  func wait() {
    var set = set
    var number: Int32 = 0
    while sigwait(&set, &number) != 0 {}
  }
}
