import Glibc
import Subprocess
import TestSupport
import Testing

@Suite(.fewAtOnce) struct ManyConnectionsTests {
  @Test func `500 connections at once, each gets its greeting and its message through`()
    async throws
  {
    // Each costs the server a socket, a file being written and a place in the web mailbox, so a
    // process that may have only 1,024 descriptors gets fewer.
    var limits = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
    let count = min(500, Int(clamping: limits.rlim_max) / 4)
    let store = Scratch()
    let served = try await Serving.byhand(store: store) { port, _ in
      var clients = ManyClients()
      for _ in 0..<count { clients.join(port) }
      #expect(clients.count == count)
      clients.sendAll(
        Array(
          """
          HELO crepes.fr\r
          MAIL FROM:<alice@crepes.fr>\r
          RCPT TO:<bob@hamburger.edu>\r
          DATA\r
          A: b\r
          .\r
          QUIT\r

          """.utf8))
      for replies in clients.receiveAll() {
        let codes = String(decoding: replies, as: UTF8.self)
          .split(whereSeparator: \.isNewline).map { $0.prefix(3) }
        #expect(codes == ["220", "250", "250", "250", "354", "250", "221"])
      }
    }
    #expect(served.status == .exited(0))
    #expect(store.files(in: "hamburger.edu/bob/new").count == count)
  }
}
