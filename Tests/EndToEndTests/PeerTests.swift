import Glibc
import Subprocess
import TestSupport
import Testing

/// Real clients against `byhand serve`, and byhand against real servers.
@Suite(.fewAtOnce) struct PeerTests {
  static let message =
    "From: alice@crepes.fr\r\nTo: bob@hamburger.edu\r\nSubject: pickles\r\n\r\n.dot\r\nHow about it?\r\n"

  /// The message as it was sent, after the lines that the server put before it.
  private func body(of stored: [UInt8]?) -> String {
    let text = String(decoding: stored ?? [], as: UTF8.self)
    guard let from = text.range(of: "From: alice@crepes.fr") else { return text }
    return String(text[from.lowerBound...])
  }

  @Test(.needs("curl"))
  func `curl delivers by SMTP and reads back by HTTP`() async throws {
    let store = Scratch()
    let letter = "\(store.path)/letter"
    try Program.write(Self.message, to: letter)
    let page = try await Serving.byhand(store: store) { smtp, http in
      let sent = try await Program.run(
        .name("curl"),
        [
          "-sS", "smtp://127.0.0.1:\(smtp)/crepes.fr", "--mail-from", "alice@crepes.fr",
          "--mail-rcpt", "bob@hamburger.edu", "-T", letter,
        ])
      #expect(sent.status == 0, "\(sent.errors)")
      return try await Program.run(
        .name("curl"), ["-sS", "-i", "http://127.0.0.1:\(http)/bob/1.eml"])
    }.result
    let stored = store.files(in: "hamburger.edu/bob/new")
    #expect(stored.count == 1)
    #expect(body(of: stored.first) == Self.message)
    #expect(page.output.hasPrefix("HTTP/1.1 200"))
    #expect(Array(page.output.utf8).suffix(stored.first?.count ?? 0) == stored.first?[...])
  }

  @Test(.needs("swaks"))
  func `swaks delivers, and its bytes are stored`() async throws {
    let store = Scratch()
    let letter = "\(store.path)/letter"
    try Program.write(Self.message, to: letter)
    let sent = try await Serving.byhand(store: store) { smtp, _ in
      try await Program.run(
        .name("swaks"),
        [
          "--server", "127.0.0.1:\(smtp)", "--from", "alice@crepes.fr", "--to",
          "bob@hamburger.edu", "--data", "@\(letter)",
        ])
    }.result
    #expect(sent.status == 0, "\(sent.output)")
    // swaks adds an empty line to the end of its DATA.
    #expect(
      body(of: store.files(in: "hamburger.edu/bob/new").first).hasPrefix(Self.message))
  }

  @Test(.needs("python3"))
  func `smtplib delivers to two recipients over one connection`() async throws {
    let store = Scratch()
    let script = """
      import smtplib, sys
      with smtplib.SMTP('127.0.0.1', int(sys.argv[1])) as client:
          assert client.ehlo('crepes.fr')[0] == 250
          assert client.has_extn('8bitmime') and client.has_extn('size')
          message = sys.argv[2].encode()
          refused = client.sendmail('alice@crepes.fr',
              ['bob@hamburger.edu', 'carol@hamburger.edu', 'dave@hamburger.edu'], message)
          assert list(refused) == ['dave@hamburger.edu'], refused
      """
    let sent = try await Serving.byhand(store: store) { smtp, _ in
      try await Program.run(.name("python3"), ["-c", script, "\(smtp)", Self.message])
    }.result
    #expect(sent.status == 0, "\(sent.errors)")
    for user in ["bob", "carol"] {
      #expect(body(of: store.files(in: "hamburger.edu/\(user)/new").first) == Self.message)
    }
  }

  @Test func `serve ends at SIGTERM, with exit 0`() async throws {
    let store = Scratch()
    let served = try await Serving.byhand(store: store) { _, _ in true }
    #expect(served.status == .exited(0))
  }

  @Test(.needs("python3"))
  func `byhand speaks to aiosmtpd`() async throws {
    let script = """
      import asyncio, sys
      sys.path.append('/usr/lib/python3/dist-packages')
      from aiosmtpd.smtp import SMTP
      from aiosmtpd.handlers import Sink
      async def main():
          server = await asyncio.get_running_loop().create_server(
              lambda: SMTP(Sink(), hostname='peer.example'), '127.0.0.1', 0)
          print('ready', server.sockets[0].getsockname()[1], flush=True)
          await server.serve_forever()
      asyncio.run(main())
      """
    let hasPeer = try await Program.run(
      .name("python3"),
      ["-c", "import sys; sys.path.append('/usr/lib/python3/dist-packages'); import aiosmtpd"])
    guard hasPeer.status == 0 else {
      try Program.missing("aiosmtpd")
    }
    let outcome = try await Serving.peer(.name("python3"), ["-c", script], ready: "ready") {
      try await self.converse(withPort: Int($0.split(separator: " ").last ?? "") ?? 0)
    }
    expectDelivery(outcome)
  }

  /// smtp-sink refuses to run as root, and only root can change its user.
  private static let user = getuid() == 0 ? "-u nobody" : ""

  @Test(.needs("smtp-sink"))
  func `byhand speaks to Postfix's smtp-sink`() async throws {
    // smtp-sink cannot choose a port and name it: take one that was free a moment ago, and try
    // again if it is taken.
    var outcome = try await converseWithSink(at: try freePort())
    for _ in 0..<2 where outcome.status != 0 {
      outcome = try await converseWithSink(at: try freePort())
    }
    expectDelivery(outcome)
  }

  private func converseWithSink(at port: Int) async throws -> Program.Outcome {
    try await Serving.peer(
      .name("sh"),
      [
        "-c",
        "smtp-sink \(Self.user) 127.0.0.1:\(port) 10 & trap \"kill $!\" TERM; echo ready; wait",
      ],
      ready: "ready"
    ) { _ in
      // It does not say when it listens, either: a refused connection is tried again.
      for _ in 0..<200 {
        let outcome = try await self.converse(withPort: port)
        if outcome.status != 69 { return outcome }
        await Task.yield()
      }
      return try await self.converse(withPort: port)
    }
  }

  private func converse(withPort port: Int) async throws -> Program.Outcome {
    try await Program.byhand(
      ["connect", "127.0.0.1:\(port)", "--plain", "--no-record"],
      input: """
        EHLO crepes.fr
        MAIL FROM:<alice@crepes.fr>
        RCPT TO:<bob@hamburger.edu>
        DATA
        How about pickles?
        .
        QUIT

        """)
  }

  private func expectDelivery(_ outcome: Program.Outcome) {
    #expect(outcome.status == 0)
    let wire = outcome.wire
    #expect(wire.first?.hasPrefix("S: 220") == true, "\(outcome.output)")
    let afterDot = wire.firstIndex(of: "C: .").map { wire[$0 + 1] }
    #expect(afterDot?.hasPrefix("S: 250") == true, "\(outcome.output)")
    #expect(wire.last?.hasPrefix("S: 221") == true, "\(outcome.output)")
  }

  private func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(descriptor, $0, length)
        getsockname(descriptor, $0, &length)
      }
      return Int(UInt16(bigEndian: pointer.pointee.sin_port))
    }
  }
}

extension String {
  fileprivate func range(of part: String) -> Range<String.Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].utf8.starts(with: part.utf8) {
        return index..<self.index(index, offsetBy: part.count)
      }
      index = unicodeScalars.index(after: index)
    }
    return nil
  }
}
