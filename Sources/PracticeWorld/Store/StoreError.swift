import Glibc

/// Why a message, or another file, could not be kept or read.
package enum StoreError: Error, Hashable, Sendable {
  /// The disk or the quota is full (ENOSPC, EDQUOT): the sender may try again later, 452.
  case full
  /// A name that cannot become a folder's.
  case unsafeName
  /// Nobody to deliver to, or a spool that was delivered or discarded before.
  case nothingToDeliver
  /// The server is being stopped, and the message had a long way to go.
  case interrupted
  /// Anything else, with the call that failed.
  case failed(operation: String, errno: Int32)

  /// The folder or the file is not there.
  var isAbsence: Bool {
    if case .failed(operation: _, errno: ENOENT) = self { true } else { false }
  }

  /// What the call that just failed left in `errno`.
  static func last(_ operation: String) -> StoreError { after(operation, errno: errno) }

  package static func after(_ operation: String, errno code: Int32) -> StoreError {
    code == ENOSPC || code == EDQUOT ? .full : .failed(operation: operation, errno: code)
  }
}
