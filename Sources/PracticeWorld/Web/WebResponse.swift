import Markup

/// What the web mailbox answers.
struct WebResponse: Sendable {
  var status: Int
  var fields: [(name: String, value: String)] = []
  var content: [UInt8] = []

  static func page(_ status: Int, _ html: HTML, _ fields: [(String, String)] = []) -> WebResponse {
    WebResponse(
      status: status, fields: [("Content-Type", "text/html; charset=utf-8")] + fields,
      content: Array(html.text.utf8))
  }
}

/// The parts of a request that matter to the web mailbox.
struct WebRequest: Sendable {
  var method: String
  var path: String
  var isHTTP11: Bool
  var hosts: [String]
  var acceptLanguage: String
  var ifNoneMatch: String?
  var ifModifiedSince: String?
  /// Each is a secret.
  var authorization: [String] = []
}
