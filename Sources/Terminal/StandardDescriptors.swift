internal import Glibc

/// Standard input, output and error.
package enum StandardDescriptors {
  /// One that the caller has closed (`<&-`) would be given to the next file or socket, which then got the console's text, or
  /// gave it lines. It becomes `/dev/null`.
  package static func fill() {
    // The lowest that is free is taken, so those below it are open by then.
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)
    }
  }
}
