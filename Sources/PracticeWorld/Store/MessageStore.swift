package import Files

/// Where a server keeps its users' messages.
package protocol MessageStore: Sendable {
  /// Whether its calls wait for a disk: such calls belong off the event loop.
  var waitsForDisk: Bool { get }
  /// Makes the user's mailbox where there is none yet.
  func prepare(user: String) throws(StoreError)
  /// Removes what a crash left half written.
  func cleanUp() throws(StoreError)
  /// The server is being stopped: a message on its way to many mailboxes is delivered to none of
  /// them, and its sender may try again.
  func hurry()
  /// Begins a message.
  func spool() throws(StoreError) -> any Spool
  /// The last `limit` messages in order of arrival, numbered from 1, and how many there are; none
  /// for a user without a mailbox.
  func latest(
    _ limit: Int, of user: String
  ) throws(StoreError) -> (messages: [StoredMessage], count: Int)
  /// `nil` where no message has that number.
  func message(_ number: Int, of user: String) throws(StoreError) -> StoredMessage?
  /// The first octets of a message, at most `limit`.
  func read(_ message: StoredMessage, atMost limit: Int) throws(StoreError) -> [UInt8]
}

extension MessageStore {
  package func cleanUp() throws(StoreError) {}

  package func hurry() {}

  /// In order of arrival, numbered from 1; empty for a user without a mailbox.
  package func messages(of user: String) throws(StoreError) -> [StoredMessage] {
    try latest(.max, of: user).messages
  }
}

/// A message while it is being written. Released without being delivered, it leaves nothing behind.
package protocol Spool: AnyObject, Sendable {
  /// How many octets were appended.
  var count: Int { get }
  /// An error is final: what was written is discarded at once, and its space freed.
  func append(_ octets: [UInt8]) throws(StoreError)
  /// Gives the message to all users, or to none. When this returns, it is as safe as the store can
  /// keep it.
  ///
  /// It can be called once, whatever the outcome.
  func deliver(to users: [String]) throws(StoreError)
  /// Does nothing once the message is delivered or discarded.
  func discard()
}

/// A message in a mailbox.
package struct StoredMessage: Hashable, Sendable {
  /// Its place in the mailbox, from 1.
  package let number: Int
  package let user: String
  /// Its name in the store, without flags: it never changes.
  package let name: String
  package let octets: Int
  /// When it arrived, in seconds since 1970.
  package let arrived: Int

  package init(number: Int, user: String, name: String, octets: Int, arrived: Int) {
    self.number = number
    self.user = user
    self.name = name
    self.octets = octets
    self.arrived = arrived
  }
}
