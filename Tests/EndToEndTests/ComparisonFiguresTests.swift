import TestSupport
import Testing

/// The comparison's figures against those of a proxy that counts octets.
@Suite(.fewAtOnce) struct ComparisonFiguresTests {
  private static let picture = Array(
    repeating: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ", count: 40)

  private static let message = """
    From: alice@crepes.fr
    To: bob@hamburger.edu
    Subject: 照片
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary=b

    --b
    Content-Type: text/plain

    Do you like ketchup?
    ..
    --b
    Content-Type: image/png
    Content-Transfer-Encoding: base64

    \(picture.joined(separator: "\n"))
    --b--
    .
    """

  private func figure(_ name: String, of leg: String, in json: String) -> Int? {
    guard let start = json.firstRange(of: "\"\(leg)\":{"),
      let key = json[start.upperBound...].firstRange(of: "\"\(name)\":")
    else { return nil }
    return Int(json[key.upperBound...].prefix { $0.isNumber })
  }

  @Test func `the figures equal what crossed the sockets`() async throws {
    let store = Scratch()
    let (push, pull, output) = try await Serving.byhand(store: store) { smtp, http in
      let push = try CountingProxy(to: smtp)
      let pull = try CountingProxy(to: http)
      let outcome = try await Program.byhand(
        ["--json", "--no-record"],
        input: """
          telnet 127.0.0.1 \(push.port) --dialect smtp
          EHLO crepes.fr
          MAIL FROM:<alice@crepes.fr>
          RCPT TO:<bob@hamburger.edu>
          DATA
          \(Self.message)
          QUIT
          telnet 127.0.0.1 \(pull.port) --dialect http
          GET /bob/1 HTTP/1.1
          Host: hamburger.edu

          GET /bob/1/parts/2 HTTP/1.1
          Host: hamburger.edu

          :compare
          :quit

          """)
      return (push.count(), pull.count(), outcome.output)
    }.result
    let json = try #require(
      output.split(separator: "\n").last { $0.hasPrefix("{\"kind\":\"comparison\"") })
    #expect(push.fromClient > 2_000 && pull.fromServer > 1_000)
    #expect(figure("client_octets", of: "push", in: String(json)) == push.fromClient)
    #expect(figure("server_octets", of: "push", in: String(json)) == push.fromServer)
    #expect(figure("client_octets", of: "pull", in: String(json)) == pull.fromClient)
    #expect(figure("server_octets", of: "pull", in: String(json)) == pull.fromServer)
    #expect(figure("objects", of: "pull", in: String(json)) == 2)
    #expect(figure("base64_octets", of: "push", in: String(json)) == 40 * 46)
  }
}
