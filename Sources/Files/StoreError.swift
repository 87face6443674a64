import Glibc

/// Why a message, or another file, could not be kept or read.
package enum StoreError: Error, Hashable, Sendable {
  /// The disk, the quota or the file's own limit (ENOSPC, EDQUOT, EFBIG): the sender may try
  /// again later, 452.
  case full
  /// A name that cannot become a folder's name.
  case unsafeName
  /// No recipient, or a spool that was delivered or discarded before.
  case nothingToDeliver
  /// The server is being stopped, and the message had a long way to go.
  case interrupted
  /// Anything else, with the call that failed.
  case failed(operation: String, errno: Int32)

  /// The folder or the file is not there.
  package var isAbsence: Bool {
    if case .failed(operation: _, errno: ENOENT) = self { true } else { false }
  }

  /// What the call that just failed left in `errno`.
  package static func last(_ operation: String) -> StoreError { after(operation, errno: errno) }

  package static func after(_ operation: String, errno code: Int32) -> StoreError {
    [ENOSPC, EDQUOT, EFBIG].contains(code) ? .full : .failed(operation: operation, errno: code)
  }
}
