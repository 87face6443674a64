import Files
import Messages
import Protocols

/// The web side of a mail server: the same messages, pulled. Requests in, responses out; it blocks
/// on the store only.
struct WebMailbox: Sendable {
  let policy: ServerPolicy
  let store: any MessageStore
  /// Octets of a message that a page shows.
  private static let pageLimit = 8 << 20
  /// Messages that a list shows: each of them is opened for it.
  private static let listLimit = 100

  func respond(to request: WebRequest) -> WebResponse {
    let page = WebPage(language: request.acceptLanguage)
    // RFC 9112 §3.2: a request of HTTP/1.1 names its Host, once.
    if request.isHTTP11, request.hosts.count != 1 {
      return page.refusal(400, .noHost)
    }
    guard request.hosts.allSatisfy(WebTarget.isHost) else { return page.refusal(400, .badHost) }
    // RFC 9112 §3 asks servers to accept at least 8000 octets.
    guard request.path.utf8.count <= 8_000 else { return page.refusal(414, .longTarget) }
    guard ["GET", "HEAD"].contains(request.method) else {
      return page.refusal(405, .onlyGet, [("Allow", "GET, HEAD")])
    }
    var response = content(of: request, page)
    if response.status == 200, isUnchanged(response, request) {
      response.status = 304
      response.content = []
    }
    return response
  }

  /// `/`, `/bob/`, `/bob/1`, `/bob/1.eml`, `/bob/1/parts/2`.
  private func content(of request: WebRequest, _ page: WebPage) -> WebResponse {
    guard let path = WebTarget.path(of: request.path), path.hasPrefix("/"),
      let parts = WebTarget.segments(of: path)
    else { return page.refusal(404, .notFound) }
    if path == "/style.css" {
      return WebResponse(
        status: 200, fields: [("Content-Type", "text/css; charset=utf-8")],
        content: Array(WebPage.style.utf8))
    }
    guard let user = parts.first else {
      return .page(200, page.users(policy.mailboxes.sorted(), of: policy.domain))
    }
    guard user.hasOctets(of: user.lowercasedASCII), policy.mailboxes.holds(user) else {
      return page.refusal(404, .notFound)
    }
    if let refusal = refusal(of: user, to: request, page) { return refusal }
    if parts.count == 1 {
      guard path.hasSuffix("/") else {
        return page.refusal(301, .moved, [("Location", WebPage.url("/\(user)/"))])
      }
      guard let latest = try? store.latest(Self.listLimit, of: user) else {
        return page.refusal(500, .broken)
      }
      return sealed(list(latest.messages, older: latest.count - Self.listLimit, user, page), user)
    }
    do throws(StoreError) {
      return try message(Array(parts.dropFirst()), of: user, page).map { sealed($0, user) }
        ?? page.refusal(404, .notFound)
    } catch { return page.refusal(500, .broken) }
  }

  // MARK: Users

  /// A mailbox with a password is its user's alone (RFC 9110 §11). `nil` where the client may see
  /// it.
  private func refusal(
    of user: String, to request: WebRequest, _ page: WebPage
  ) -> WebResponse? {
    guard policy.users.guards(user) else { return nil }
    let given = request.authorization.compactMap(BasicAuthorization.credentials)
    guard given.count == 1, request.authorization.count == 1, policy.users.admit(given[0]) else {
      let words: WebPage.Words = request.authorization.isEmpty ? .logIn : .wrongPassword
      return page.refusal(
        401, words,
        [("WWW-Authenticate", BasicAuthorization.challenge(domain: policy.domain))])
    }
    return given[0].name.lowercasedASCII.hasOctets(of: user) ? nil : page.refusal(403, .notYours)
  }

  /// Browsers may cache it, proxies may not (RFC 9111 §5.2.2.7).
  private func sealed(_ response: WebResponse, _ user: String) -> WebResponse {
    guard policy.users.guards(user) else { return response }
    var response = response
    response.fields.append(("Cache-Control", "private"))
    return response
  }

  private func list(
    _ messages: [StoredMessage], older: Int, _ user: String, _ page: WebPage
  ) -> WebResponse {
    let rows = messages.map { message in
      let start = (try? store.read(message, atMost: 65_536)) ?? []
      return (
        message,
        MessageSummary(Message.parse(start).header, octets: message.octets, charsets: .system)
      )
    }
    return .page(200, page.list(rows, older: older, of: "\(user)@\(policy.domain)", at: "/\(user)"))
  }

  private func message(
    _ parts: [String], of user: String, _ page: WebPage
  ) throws(StoreError) -> WebResponse? {
    let isRaw = parts.count == 1 && parts[0].hasSuffix(".eml")
    let digits = isRaw ? parts[0].dropLast(4) : parts[0][...]
    guard digits.utf8.allSatisfy(\.isDigit), let number = Int(digits),
      let stored = try store.message(number, of: user),
      // A page shows the beginning of a long message; an object is whole.
      let octets = try? store.read(
        stored, atMost: parts.count == 1 && !isRaw ? Self.pageLimit : .max)
    else { return nil }
    var response: WebResponse
    switch parts.count {
    case 1 where isRaw:
      response = WebResponse(
        status: 200, fields: [("Content-Type", "message/rfc822")], content: octets)
    case 1:
      let message = Message.parse(octets)
      response = .page(200, page.message(message, octets: stored.octets, at: "/\(user)/\(number)"))
    case 3 where parts[1] == "parts":
      guard let part = part(parts[2], of: Message.parse(octets)) else { return nil }
      response = part
    default: return nil
    }
    // A stored message never changes, so its name is its tag; a page differs by language (RFC 9110
    // §8.8.3).
    let name = stored.name.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    let variant =
      parts.count == 1 && !isRaw ? "\(page.tongue)-\(WebPage.edition)" : "\(parts.count)"
    response.fields += [
      ("ETag", "\"\(name)-\(variant)\""),
      ("Last-Modified", MailDate.http(seconds: stored.arrived)),
      ("Vary", "Accept-Language"),
    ]
    return response
  }

  /// A part as an object of its own, numbered from 1. Only images are shown in place; a browser
  /// saves everything else, and runs none of it.
  private func part(_ digits: String, of message: Message) -> WebResponse? {
    guard let number = Int(digits), number > 0 else { return nil }
    let leaves = Array(message.root.leaves)
    guard number <= leaves.count else { return nil }
    let part = leaves[number - 1]
    let image = part.pictureType
    return WebResponse(
      status: 200,
      fields: [
        ("Content-Type", image ?? "application/octet-stream"),
        ("Content-Disposition", image == nil ? "attachment" : "inline"),
      ], content: part.decoded)
  }

  // RFC 9110 §13.2.2: If-None-Match first; only without it If-Modified-Since.
  private func isUnchanged(_ response: WebResponse, _ request: WebRequest) -> Bool {
    let field = { (name: String) in response.fields.first { $0.name == name }?.value }
    guard let tag = field("ETag"), let modified = field("Last-Modified") else { return false }
    if let known = request.ifNoneMatch {
      return known == "*"
        || known.split(separator: ",").contains {
          $0.drop(while: { $0 == " " }).split(separator: "W/").last.map(String.init) == tag
        }
    }
    guard let since = request.ifModifiedSince.flatMap(MailDate.parseHTTP),
      let changed = MailDate.parseHTTP(modified)
    else { return false }
    return changed <= since
  }
}
