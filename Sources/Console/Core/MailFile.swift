/// A file of the student's that is to become mail.
package struct MailFile: Sendable {
  /// The last component of its path.
  package let name: String
  package let octets: [UInt8]
}
