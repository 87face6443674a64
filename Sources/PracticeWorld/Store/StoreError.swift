import Glibc

/// Why a message, or another file, could not be kept or read.
package enum StoreError: Error, Hashable, Sendable {
  /// The disk, the quota or what a file may hold (ENOSPC, EDQUOT, EFBIG): the sender may try again later, 452.
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
    [ENOSPC, EDQUOT, EFBIG].contains(code) ? .full : .failed(operation: operation, errno: code)
  }
}

/// A folder in which a server was to keep something, and why it cannot.
package struct CannotKeep: Error, Sendable {
  package enum Purpose: Sendable { case mail, recordings }

  package let purpose: Purpose
  package let folder: String
  package let error: StoreError

  init(_ purpose: Purpose, in folder: String, _ error: StoreError) {
    self.purpose = purpose
    self.folder = folder
    self.error = error
  }
}
