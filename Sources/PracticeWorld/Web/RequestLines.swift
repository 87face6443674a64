import NIOCore
import Protocols

/// Hands what a client sends to the parser, line by line, and knows what that one cannot say of a
/// request that it refuses: which line is wrong, and where.
///
/// A line may end with LF alone, as `nc` sends it (RFC 9112 §2.2); the parser wants CR LF.
final class RequestLines: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private var framer = Framer()
  /// Of the request under way.
  private var dialogue = HTTPDialogue()
  /// What the first line deserves that is wrong. The connection ends with it.
  private(set) var refusal: WebRefusal?

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    framer.append(Array(unwrapInboundIn(data).readableBytesView))
    handOn(context) { lines in lines.framer.next(lines.dialogue.framing(from: .client)) }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event {
      handOn(context) { lines in lines.framer.flush(lines.dialogue.framing(from: .client)) }
    }
    context.fireUserInboundEventTriggered(event)
  }

  private func handOn(_ context: ChannelHandlerContext, _ next: (RequestLines) -> Piece?) {
    var octets: [UInt8] = []
    while let piece = next(self) {
      hear(piece)
      switch piece {
      case .line(let line): octets += line.octets + (line.ending == .none ? [] : Ending.crlf.octets)
      case .octets(let block): octets += block
      // Only recordings withhold anything.
      case .withheld: break
      }
    }
    if !octets.isEmpty {
      context.fireChannelRead(wrapInboundOut(ByteBuffer(bytes: octets)))
    }
  }

  private func hear(_ piece: Piece) {
    for case .http(let finding) in dialogue.hear(piece, from: .client) where refusal == nil {
      refusal = Self.refusal(of: finding)
    }
    // The request is whole. Its answer is not heard here, so a dialogue would remember all of them.
    if dialogue.guidance.typed == .nothing { dialogue = HTTPDialogue() }
  }

  private static func refusal(of finding: HTTPFinding) -> WebRefusal? {
    switch finding {
    case .request(let line) where !HTTPRequestFault.methods.contains(line.method): .unknownMethod
    // `GET bob/1 HTTP/1.1` has the form of a request line, and the parser refuses it.
    case .request(let line): .faulty(Line("\(line.method) \(line.target) \(line.version)"))
    case .malformedRequest(let line): .faulty(line) ?? .notHTTP
    case .malformedField, .foldedField: .notField
    default: nil
    }
  }
}
