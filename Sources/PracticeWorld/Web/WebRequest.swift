import Language
import NIOHTTP1

/// The parts of a request that matter to the web mailbox.
struct WebRequest: Sendable {
  var method: String
  var path: String
  var isHTTP11: Bool
  var hosts: [String]
  var language: Language
  /// Its Accept-Language was asked.
  var choosesLanguage: Bool
  /// Browsers ask for HTML; who types a request by hand seldom does.
  var wantsHTML: Bool
  var ifNoneMatch: String?
  var ifModifiedSince: String?
  /// Each is a secret.
  var authorization: [String] = []

  init(_ head: HTTPRequestHead, _ language: WebLanguage) {
    method = head.method.rawValue
    path = head.uri
    isHTTP11 = head.version == .http1_1
    hosts = head.headers["Host"]
    self.language = language.chosen(by: head.headers.first(name: "Accept-Language"))
    choosesLanguage = language.followsReaders
    wantsHTML = WeightedValue.all(in: head.headers["Accept"].joined(separator: ",")).contains {
      ["text/html", "application/xhtml+xml"].contains($0.text)
    }
    ifNoneMatch = head.headers.first(name: "If-None-Match")
    ifModifiedSince = head.headers.first(name: "If-Modified-Since")
    authorization = head.headers["Authorization"]
  }

  /// Whether the client has this version of the object (RFC 9110 §13.1.2). `tag`: in its quotation
  /// marks.
  func knows(_ tag: String) -> Bool {
    guard let known = ifNoneMatch else { return false }
    return known == "*"
      || known.split(separator: ",").contains {
        $0.drop(while: { $0 == " " }).split(separator: "W/").last.map(String.init) == tag
      }
  }
}
