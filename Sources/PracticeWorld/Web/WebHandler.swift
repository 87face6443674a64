import Files
import Glibc
import Messages
import NIOCore
import NIOHTTP1
import NIOPosix
import Network

/// Carries requests to the mailbox and responses back, in order (RFC 9112 §9.3.2).
final class WebHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let mailbox: WebMailbox
  private let lines: RequestLines
  private let language: @Sendable () -> WebLanguage
  private let disk: NIOThreadPool?
  private let budget: ResponseBudget
  private var head: HTTPRequestHead?
  /// Requests whose response is not written yet.
  private var awaited = 0
  /// Nothing more is answered than what has been asked already.
  private var isEnding = false

  /// `disk`: where requests are answered; `nil` is on the event loop.
  init(
    mailbox: WebMailbox, lines: RequestLines, language: @escaping @Sendable () -> WebLanguage,
    disk: NIOThreadPool?, budget: ResponseBudget
  ) {
    self.mailbox = mailbox
    self.lines = lines
    self.language = language
    self.budget = budget
    self.disk = disk
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body: break
    case .end:
      guard let head else { return }
      self.head = nil
      answer(head, context)
    }
  }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    awaited += 1
    let request = WebRequest(head, language())
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let respond: @Sendable () -> (WebResponse, Int) = { [mailbox, budget] in
      let response = mailbox.respond(to: request)
      if budget.take(response.content.count) { return (response, response.content.count) }
      return (WebPage(request).refusal(.busy), 0)
    }
    let response =
      disk?.runIfActive(eventLoop: context.eventLoop, respond)
      ?? context.eventLoop.makeSucceededFuture(respond())
    response.whenSuccess { [budget] response, taken in
      let (handler, context) = bound.value
      handler.write(
        response, withContent: head.method != .HEAD,
        keepAlive: request.isHTTP11 && head.isKeepAlive && !handler.isEnding, context
      ) { budget.give(back: taken) }
    }
  }

  private func write(
    _ response: WebResponse, withContent: Bool, keepAlive: Bool,
    _ context: ChannelHandlerContext, whenGone: @escaping @Sendable () -> Void = {}
  ) {
    var fields = HTTPHeaders(response.fields)
    fields.add(name: "Date", value: MailDate.http(seconds: WallClock.seconds))
    fields.add(name: "Server", value: "byhand")
    // RFC 9110 §8.6: a 304 never has content.
    if response.status != 304 {
      fields.add(name: "Content-Length", value: "\(response.content.count)")
    }
    fields.add(name: "X-Content-Type-Options", value: "nosniff")
    if !keepAlive { fields.add(name: "Connection", value: "close") }
    // The server's own version, whatever the client's is (RFC 9110 §6.2).
    let head = HTTPResponseHead(
      version: .http1_1, status: .init(statusCode: response.status), headers: fields)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if withContent, !response.content.isEmpty {
      context.write(
        wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: response.content)))), promise: nil)
    }
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      whenGone()
      let (handler, context) = bound.value
      handler.awaited -= 1
      if !keepAlive || handler.isEnding && handler.awaited == 0 { context.close(promise: nil) }
    }
  }

  /// A client that does not speak HTTP is told so, and the connection ends.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? HTTPParserError else { return context.close(promise: nil) }
    let page = WebPage(language())
    let refusal: WebRefusal =
      switch error {
      case .headerOverflow: .longHeader
      case .invalidEOFState: .unfinished
      default: lines.refusal ?? .notHTTP
      }
    awaited += 1
    write(page.refusal(refusal), withContent: true, keepAlive: false, context)
  }

  /// The client sends no more.
  private func end(_ context: ChannelHandlerContext) {
    isEnding = true
    if awaited == 0 { context.close(promise: nil) }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is IdleStateHandler.IdleStateEvent: context.close(promise: nil)
    // A client that has sent all that it will may still read.
    case ChannelEvent.inputClosed: end(context)
    case is SMTPServerHandler.ShutDown: end(context)
    case is SMTPServerHandler.CloseNow: context.close(promise: nil)
    default: context.fireUserInboundEventTriggered(event)
    }
  }
}

extension ChannelPipeline.SynchronousOperations {
  /// Makes the channel a web server.
  func serveWeb(
    _ mailbox: WebMailbox, language: @escaping @Sendable () -> WebLanguage, disk: NIOThreadPool?,
    budget: ResponseBudget
  ) throws {
    let lines = RequestLines()
    try addHandler(lines)
    try configureHTTPServerPipeline(withErrorHandling: false)
    try addHandler(
      WebHandler(mailbox: mailbox, lines: lines, language: language, disk: disk, budget: budget))
  }
}
