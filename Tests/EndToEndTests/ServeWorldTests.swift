import Subprocess
import SystemPackage
import TestSupport
import Testing

/// `byhand serve --world FILE`: several hosts at once, by the same code as the console's world.
@Suite(.fewAtOnce) struct ServeWorldTests {
  private static let world = """
    hosts:
      - name: hamburger.edu
        mailboxes: [bob]
      - name: crepes.fr
        mailboxes: [{name: alice, password: pickles}]
        relay: true

    """

  @Test func `each ready line ends in the host's name, and mail goes from host to host`()
    async throws
  {
    let folder = Scratch()
    let file = "\(folder.path)/world.yaml"
    try Program.write(Self.world, to: file)
    let outcome = try await Subprocess.run(
      .path(FilePath(Program.byhand)),
      arguments: [
        "serve", "--world", file, "--smtp", "127.0.0.1:0", "--http", "127.0.0.1:0", "--store",
        "\(folder.path)/mail",
      ], input: .none, output: .sequence, error: .discarded
    ) { execution in
      var ready: [String] = []
      for try await line in execution.standardOutput.strings() {
        ready.append(line)
        if ready.count == 4 { break }
      }
      defer { try? execution.send(signal: .terminate) }
      let words = ready.map { $0.split(separator: " ").map(String.init) }
      let port = words.first { $0.first == "smtp" && $0.last == "crepes.fr" }
        .flatMap { $0[1].split(separator: ":").last }.flatMap { Int($0) }
      guard let socket = Socket(port: port ?? 0) else { return [["no connection"]] }
      socket.send(
        """
        HELO me\r
        MAIL FROM:<alice@crepes.fr>\r
        RCPT TO:<bob@hamburger.edu>\r
        DATA\r
        Subject: pickles\r
        \r
        .\r
        QUIT\r

        """.utf8)
      let replies = String(decoding: socket.receiveAll().octets, as: UTF8.self)
      #expect(replies.contains("250 bob@hamburger.edu ... Recipient ok"))
      #expect(replies.contains("250 Message accepted for delivery"))
      return words.map { [$0[0], $0[2]] }
    }
    #expect(
      outcome.closureResult == [
        ["smtp", "hamburger.edu"], ["http", "hamburger.edu"], ["smtp", "crepes.fr"],
        ["http", "crepes.fr"],
      ])
    #expect(outcome.terminationStatus == .exited(0))
  }

  @Test(arguments: ["--domain", "--mailbox", "--user", "--scenario"])
  func `what the world's file says is not said by an option too`(option: String) async throws {
    let outcome = try await Program.byhand([
      "serve", "--world", "x", option, "a:b", "--lang", "en",
    ])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("\(option) cannot be used with --world"))
  }
}
