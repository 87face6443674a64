internal import Glibc

/// Standard input, output and error.
package enum StandardDescriptors {
  /// Opens `/dev/null` for each one that the caller has closed (`<&-`). Otherwise the next file or
  /// socket would get that number, and with it the console's text or its input.
  package static func fill() {
    // `open` takes the lowest free number, so this loop fills them in order.
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)
    }
  }
}
