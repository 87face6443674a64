import TestSupport
import Testing

/// `byhand compare`: its figures against an independent count.
@Suite(.fewAtOnce) struct CompareTests {
  private func figure(_ name: String, of leg: String, in json: String) -> Int? {
    guard let start = json.firstRange(of: "\"\(leg)\":{"),
      let key = json[start.upperBound...].firstRange(of: "\"\(name)\":")
    else { return nil }
    return Int(json[key.upperBound...].prefix { $0.isNumber })
  }

  @Test func `an object of a web server is counted to the octet, and pushed whole`() async throws {
    let body = [UInt8](0...255) + Array(repeating: 0x2E, count: 1_000)
    let head = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: \(body.count)\r\n\r\n"
    let server = try ScriptedServer(
      [.line, .line, .line, .line, .send(Array(head.utf8) + body), .stay])
    let port = server.port
    let result = try await Program.byhand(
      ["compare", "--json", "--lang", "en", "--url", "http://127.0.0.1:\(port)/picture?size=1"])
    // Let go, it would stop listening.
    withExtendedLifetime(server) {}
    #expect(result.status == 0)
    let request =
      "GET /picture?size=1 HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n"
    #expect(figure("client_octets", of: "pull", in: result.output) == request.utf8.count)
    #expect(figure("server_octets", of: "pull", in: result.output) == head.utf8.count + body.count)
    #expect(figure("object_octets", of: "pull", in: result.output) == body.count)
    #expect(figure("decoded_octets", of: "push", in: result.output) == body.count)
    // 23 lines of base64, four characters for three octets, CR LF after each.
    #expect(figure("base64_octets", of: "push", in: result.output) == (body.count + 2) / 3 * 4 + 46)
  }

  @Test func `an object too large to be pushed is still reported as pulled`()
    async throws
  {
    let count = 16 << 20 | 1
    let head = "HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n"
    let body = [UInt8](repeating: 0x2E, count: count)
    let server = try ScriptedServer(
      [.line, .line, .line, .line, .send(Array(head.utf8) + body), .stay])
    let url = "http://127.0.0.1:\(server.port)/film"
    let result = try await Program.byhand(["compare", "--lang", "en", "--url", url])
    #expect(result.status == 65)
    #expect(result.errors.contains("too large"))
    #expect(!result.errors.contains("200"))
    withExtendedLifetime(server) {}
  }

  @Test func `a message with pictures takes one response more than it has pictures`()
    async throws
  {
    let result = try await Program.byhand(["compare", "--json", "--objects", "2", "--lang", "zh"])
    #expect(result.status == 0)
    #expect(figure("objects", of: "push", in: result.output) == 1)
    #expect(figure("base64_parts", of: "push", in: result.output) == 2)
    #expect(figure("objects", of: "pull", in: result.output) == 3)
    #expect(result.output.contains("需要") || result.output.contains("个响应才取完"))
  }

  @Test(arguments: [
    (["--url", "https://example.com/"], 64), (["--url", "http://u@h/"], 64),
    (["--objects", "-1"], 64), (["--json", "--markdown"], 64),
    (["--url", "http://127.0.0.1:1/"], 69),
  ])
  func `a failed comparison has an exit code of its own`(
    arguments: [String], code: Int
  ) async throws {
    #expect(try await Program.byhand(["compare"] + arguments).status == Int32(code))
  }
}
