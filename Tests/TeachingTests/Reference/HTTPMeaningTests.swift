import Language
import Protocols
import Teaching
import Testing

struct HTTPMeaningTests {
  @Test(arguments: [
    100, 101, 200, 201, 202, 204, 206, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 406,
    408, 411, 413, 414, 415, 416, 417, 426, 429, 431, 500, 501, 502, 503, 504, 505,
  ])
  func `a common status means more than its class`(code: Int) throws {
    let status = try #require(HTTPMeaning.status(code))
    let ofClass = try #require(HTTPMeaning.statusClass(code))
    #expect(status.phrase != ofClass.phrase)
    #expect(status.rule.description.hasPrefix("RFC"))
  }

  @Test func `every status is explained in both languages`() throws {
    for code in 100...599 {
      let phrase = try #require(HTTPMeaning.status(code)).phrase
      #expect(Wording.breaches(of: phrase) == [], "\(code)")
      #expect(Wording.isSentence(phrase), "\(code)")
    }
  }

  @Test(arguments: [0, 99, 600, 999, -1])
  func `a number outside the classes is not a status`(code: Int) {
    #expect(HTTPMeaning.status(code) == nil)
  }

  @Test(arguments: ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE"])
  func `every method is explained; another case is another method`(name: String) throws {
    let phrase = try #require(HTTPMeaning.method(name)).phrase
    #expect(Wording.breaches(of: phrase) == [] && Wording.isSentence(phrase))
    #expect(HTTPMeaning.method(name.lowercased()) == nil)
  }

  @Test(arguments: [
    "Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection", "Date", "Server",
    "Last-Modified", "ETag", "If-None-Match", "If-Modified-Since", "Location", "Allow",
    "Cache-Control", "Accept", "User-Agent", "Set-Cookie", "Cookie", "Authorization",
    "WWW-Authenticate", "Keep-Alive", "Vary", "Content-Encoding", "Content-Security-Policy",
    "X-Content-Type-Options", "Referrer-Policy", "Accept-Encoding", "Accept-Language", "Referer",
    "Range", "Content-Range", "Accept-Ranges", "Retry-After", "Upgrade", "Via", "Trailer", "TE",
    "Content-Disposition", "Strict-Transport-Security", "X-Frame-Options", "Age", "Expires",
    "Expect", "If-Match", "If-Unmodified-Since", "If-Range", "Content-Language",
    "Content-Location",
  ])
  func `every field is explained, in upper or lower case`(name: String) throws {
    let phrase = try #require(HTTPMeaning.field(name)).phrase
    #expect(Wording.breaches(of: phrase) == [] && Wording.isSentence(phrase))
    #expect(HTTPMeaning.field(name.uppercased())?.phrase == phrase)
  }

  @Test func `an unknown field or method has no meaning`() {
    #expect(HTTPMeaning.field("X-Unheard-Of") == nil)
    #expect(HTTPMeaning.method("BREW") == nil)
  }
}
