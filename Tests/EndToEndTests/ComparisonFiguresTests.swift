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
          GET /bob/1.eml HTTP/1.1

          GET /bob/1.eml HTTP/1.1
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
    let figures = { (leg: String, names: [String]) in
      names.compactMap { figure($0, of: leg, in: String(json)) }
    }
    #expect(push.fromClient > 2_000 && pull.fromServer > 1_000)
    #expect(figures("push", ["client_octets"]) == [push.fromClient])
    #expect(figures("push", ["server_octets"]) == [push.fromServer])
    // The request without Host and the picture are not the message, and are counted apart.
    for (leg, proxy) in [("push", push), ("pull", pull)] {
      let all = proxy.fromClient + proxy.fromServer
      let parts = figures(leg, ["object_octets", "overhead_octets", "other_octets"])
      #expect(parts.count == 3 && parts.reduce(0, +) == all)
      let sides = figures(leg, ["client_octets", "server_octets", "other_octets"])
      #expect(sides.count == 3 && sides.reduce(0, +) == all)
    }
    let request = "GET /bob/1.eml HTTP/1.1\r\nHost: hamburger.edu\r\n\r\n"
    #expect(figures("pull", ["client_octets"]) == [request.utf8.count])
    let text = figures("pull", ["object_octets"]).reduce(0, +)
    #expect(
      text - figures("pull", ["trace_octets"]).reduce(0, +)
        == figures("push", ["object_octets"]).reduce(0, +))
    #expect(figures("pull", ["objects"]) == [2])
    #expect(figure("base64_octets", of: "push", in: String(json)) == 40 * 46)
  }
}
