import PracticeWorld
import Protocols
import TestSupport

/// A mail server on any free port, with a folder of its own. `stop` ends both.
final class TestServer {
  let port: Int
  private let server: MailServer
  private let folder = Scratch()
  private let store: Maildir
  private let host: Host
  /// How many messages of each user have been checked.
  private var seen: [String: Int] = [:]

  init(_ host: Host, maxConnections: Int = 1_000) throws {
    store = Maildir(root: folder.path, domain: "hamburger.edu")
    self.host = host
    server = MailServer(
      .init(
        policy: host.policy, store: store, smtp: [ListenAddress(host: "127.0.0.1", port: 0)],
        maxConnections: maxConnections))
    port = try server.start().smtp[0].port
  }

  func stop() { server.stop() }

  struct NoConnection: Error {}

  /// A client's connection to it.
  func call() throws -> Socket {
    guard let socket = Socket(port: port) else { throw NoConnection() }
    return socket
  }

  /// One conversation, from connection to end.
  func heard(_ octets: [UInt8]) throws -> Heard { try heard([octets[...]]) }

  /// Each piece is a write of its own.
  func heard(_ pieces: [ArraySlice<UInt8>]) throws -> Heard {
    let socket = try call()
    for piece in pieces { socket.send(piece) }
    let (replies, isEnded) = socket.receiveAll()
    return Heard(octets: replies, letters: try newLetters(), isClosed: isEnded)
  }

  /// What has come since the last call.
  func newLetters() throws -> [Letter] {
    var users: [String: [String]] = [:]
    var texts: [String: [UInt8]] = [:]
    for user in ["bob", "carol", "postmaster", "dave", "bob \"x\""] {
      let messages = try store.messages(of: user)
      for message in messages.dropFirst(seen[user] ?? 0) {
        users[message.name, default: []].append(user)
        texts[message.name] = try store.read(message, atMost: .max)
      }
      seen[user] = messages.count
    }
    return texts.map { name, octets in Self.letter((users[name] ?? []).sorted(), octets) }
  }

  /// The message without the lines that the server put on top (RFC 5321 §4.4).
  private static func letter(_ users: [String], _ octets: [UInt8]) -> Letter {
    var rest = octets[...]
    var sender: String?
    var isTrace = false
    while let end = rest.firstIndex(of: 10) {
      let line = String(decoding: rest[..<end], as: UTF8.self)
      let isFolded = line.hasPrefix(" ") || line.hasPrefix("\t")
      let isField = ["Return-Path:", "Delivered-To:", "Received:"].contains { line.hasPrefix($0) }
      guard isField || isFolded && isTrace else { break }
      if line.hasPrefix("Return-Path: ") { sender = String(line.dropFirst(13).dropLast()) }
      isTrace = true
      rest = rest[(end + 1)...]
    }
    // The server puts an empty line before a text without a header.
    if rest.starts(with: [13, 10]) { rest = rest.dropFirst(2) }
    return Letter(users, Array(rest), from: sender)
  }
}
