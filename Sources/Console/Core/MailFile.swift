/// A student's file that is sent as mail.
package struct MailFile: Sendable {
  /// The last component of its path.
  package let name: String
  package let octets: [UInt8]
}
