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
    let page = WebPage(request)
    do throws(WebRefusal) {
      try check(request)
      var response = try content(of: request, page)
      if response.status == 200, isUnchanged(response, request) {
        response.status = 304
        response.content = []
      }
      return response
    } catch { return page.refusal(error) }
  }

  private func check(_ request: WebRequest) throws(WebRefusal) {
    guard HTTPRequestFault.methods.contains(request.method) else { throw .unknownMethod }
    // RFC 9112 §3.2: a request of HTTP/1.1 names its Host, once.
    if request.isHTTP11, request.hosts.count != 1 { throw .noHost }
    guard request.hosts.allSatisfy(WebTarget.isHost) else { throw .badHost }
    // RFC 9112 §3 asks servers to accept at least 8000 octets.
    guard request.path.utf8.count <= 8_000 else { throw .longTarget }
    guard ["GET", "HEAD"].contains(request.method) else { throw .onlyGet }
  }

  /// `/`, `/bob/`, `/bob/1`, `/bob/1.eml`, `/bob/1/parts/2`.
  private func content(
    of request: WebRequest, _ page: WebPage
  ) throws(WebRefusal) -> WebResponse {
    guard let path = WebTarget.path(of: request.path), path.hasPrefix("/"),
      let parts = WebTarget.segments(of: path)
    else { throw .noAddress }
    switch path {
    case "/style.css": return .file("text/css", WebPage.style)
    case WebPage.scriptPath: return .file("text/javascript", WebPage.script)
    default: break
    }
    guard let user = parts.first else {
      return page.users(policy.mailboxes.sorted(), of: policy.domain)
    }
    guard user.hasOctets(of: user.lowercasedASCII), policy.mailboxes.holds(user) else {
      throw .noMailbox(HarmlessText.line(user, limit: 64))
    }
    try admit(request, to: user)
    if parts.count == 1 {
      guard path.hasSuffix("/") else { throw .moved(to: WebPage.url("/\(user)/")) }
      return sealed(try list(of: user, for: request, page), user)
    }
    return sealed(try message(Array(parts.dropFirst()), of: user, page), user)
  }

  // MARK: Users

  /// A mailbox with a password is its user's alone (RFC 9110 §11).
  private func admit(_ request: WebRequest, to user: String) throws(WebRefusal) {
    guard policy.users.guards(user) else { return }
    let challenge = BasicAuthorization.challenge(domain: policy.domain)
    if request.authorization.isEmpty { throw .logIn(challenge: challenge) }
    let given = request.authorization.compactMap(BasicAuthorization.credentials)
    guard given.count == 1, request.authorization.count == 1, policy.users.admit(given[0]) else {
      throw .wrongPassword(challenge: challenge)
    }
    guard given[0].name.lowercasedASCII.hasOctets(of: user) else { throw .notYours }
  }

  /// Browsers may keep it, and ask each time whether it has changed; proxies may not keep a mailbox
  /// with a password (RFC 9111 §5.2.2).
  private func sealed(_ response: WebResponse, _ user: String) -> WebResponse {
    var response = response
    let directives = policy.users.guards(user) ? "private, no-cache" : "no-cache"
    response.fields.append(("Cache-Control", directives))
    return response
  }

  private func list(
    of user: String, for request: WebRequest, _ page: WebPage
  ) throws(WebRefusal) -> WebResponse {
    guard let latest = try? store.latest(Self.listLimit, of: user) else { throw .broken }
    let tag = Self.tag(
      latest.messages.last?.name ?? "", "\(latest.count)", page.isHTML ? "html" : "text",
      page.variant)
    // Every browser that shows the list asks again and again: the messages stay unread.
    if request.knows(tag) { return WebResponse(status: 304, fields: [("ETag", tag)]) }
    let rows = latest.messages.map { message in
      let start = (try? store.read(message, atMost: 65_536)) ?? []
      return (
        message,
        MessageSummary(Message.parse(start).header, octets: message.octets, charsets: .system)
      )
    }
    var response = page.list(
      rows, older: latest.count - Self.listLimit, of: "\(user)@\(policy.domain)", at: "/\(user)")
    response.fields.append(("ETag", tag))
    return response
  }

  private static func tag(_ name: String, _ variants: String...) -> String {
    let name = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return "\"\(([name] + variants).joined(separator: "-"))\""
  }

  private func message(
    _ parts: [String], of user: String, _ page: WebPage
  ) throws(WebRefusal) -> WebResponse {
    let isRaw = parts.count == 1 && parts[0].hasSuffix(".eml")
    let isPart = parts.count == 3 && parts[1] == "parts"
    let digits = isRaw ? parts[0].dropLast(4) : parts[0][...]
    guard parts.count == 1 || isPart, digits.utf8.allSatisfy(\.isDigit), let number = Int(digits)
    else { throw .nothing(in: user) }
    let stored = try stored(number, of: user)
    // A page shows the beginning of a long message; an object is whole.
    let limit = isRaw || isPart ? Int.max : Self.pageLimit
    guard let octets = try? store.read(stored, atMost: limit) else { throw .broken }
    var response: WebResponse
    // A stored message never changes, so its name is its tag; a page differs by language (RFC 9110
    // §8.8.3).
    let variant: String
    if isRaw {
      variant = "1"
      response = WebResponse(
        status: 200, fields: [("Content-Type", "message/rfc822")], content: octets)
    } else if isPart {
      variant = "3"
      guard let part = part(parts[2], of: Message.parse(octets)) else {
        throw .noPart(of: number, of: user)
      }
      response = part
    } else {
      variant = page.variant
      let html = page.message(
        octets, size: stored.octets, in: "\(user)@\(policy.domain)", at: "/\(user)/\(number)")
      response = .page(200, html, page.languageFields.map { ("Vary", $0) })
    }
    response.fields += [
      ("ETag", Self.tag(stored.name, variant)),
      ("Last-Modified", MailDate.http(seconds: stored.arrived)),
    ]
    return response
  }

  private func stored(_ number: Int, of user: String) throws(WebRefusal) -> StoredMessage {
    do {
      if let message = try store.message(number, of: user) { return message }
      let count = try store.latest(1, of: user).count
      throw WebRefusal.noMessage(number, of: user, count: count)
    } catch let refusal as WebRefusal { throw refusal } catch { throw .broken }
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
    if request.ifNoneMatch != nil { return request.knows(tag) }
    guard let since = request.ifModifiedSince.flatMap(MailDate.parseHTTP),
      let changed = MailDate.parseHTTP(modified)
    else { return false }
    return changed <= since
  }
}
