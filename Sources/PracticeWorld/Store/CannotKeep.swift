package import Files

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
