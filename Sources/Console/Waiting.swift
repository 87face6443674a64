import Language
import Protocols
import Teaching
import Terminal
import Transcripts

/// Whose turn it is, and what waits for it.
extension Console {
  /// Nothing can usefully be typed: a connection is being made, or the server owes a reply.
  var isServersTurn: Bool {
    line.isDialling || isFull || (line.isSpeaking && !isSendingBody && !isSendingText)
      || (isConnected && conversation?.guidance.typed == .nothing && !garbling.isLasting(at: .now))
  }

  /// The network takes no more for now, and what waits for it takes memory.
  var isFull: Bool { line.unheard > 1 << 20 }

  /// A long message is sent ahead of what has been heard of it: line by line it would wait for two threads at each. A
  /// short one is not, so that a loss is seen where it happened. After the lone dot it is the server's turn.
  private var isSendingText: Bool {
    guard let conversation, conversation.guidance.typed == .content, !line.isEnding,
      case .smtp = conversation.dialogue
    else { return false }
    return conversation.client.octets > 8_192 && line.unheard < 65_536
  }

  /// A counted body (HTTP) is heard in blocks, not in lines: until all of it is sent, a line of it waits for nothing.
  private var isSendingBody: Bool {
    guard case .octets(let left) = conversation?.dialogue.framing(from: .client) else {
      return false
    }
    return line.unheard < left
  }

  /// Lets the server have its turn. A person gets the prompt back soon, for `:` commands; a pipe's next line waits as long
  /// as RFC 5321 §4.5.3.2 asks a client to wait.
  func settle() {
    let start = ContinuousClock.now
    var mayRemark = !keyboard.echoesLines
    absorb()
    while !isQuitting, isServersTurn || isAnswerPossible, !pipelines || line.isDialling || isFull {
      let waited = ContinuousClock.now - start
      // A server that goes on and on is slow, not silent.
      let silent = ContinuousClock.now - max(start, lastHeard)
      if !isServersTurn, waited >= .seconds(3) { return }
      if keyboard.echoesLines, waited >= .milliseconds(700) { return }
      if !keyboard.echoesLines, silent >= patience { return giveUp() }
      if line.isDialling, waited >= .milliseconds(300) { tellDialling() }
      if mayRemark, silent > .seconds(10) {
        mayRemark = false
        say(silence)
      }
      // A script's next line waits for the reply; one that hangs up has waited long enough.
      if waited > .seconds(10), isNextLeaving { return }
      switch keyboard.wait(milliseconds: 200) {
      case .interrupted: return interrupt()
      case .woken, .timedOut: absorb()
      }
    }
  }

  /// A script's broken request may be answered before the rest of it is sent, or may not, and so may a line behind 101; a
  /// person sees which.
  private var isAnswerPossible: Bool {
    guard !keyboard.echoesLines, isConnected, case .http(let dialogue) = conversation?.dialogue
    else {
      return false
    }
    // A protocol that byhand does not know owes nothing that can be waited for; it gets its moment all the same.
    return dialogue.isRequestBroken || dialogue.awaitsOtherProtocol
  }

  private var isNextLeaving: Bool {
    guard !keyboard.echoesLines, let next = keyboard.peek(), next.first == UInt8(ascii: ":") else {
      return false
    }
    let word = next.dropFirst().prefix { $0 != .space }
    let name = Commands.named(String(decoding: word, as: UTF8.self).lowercased())?.name
    return name == ConsoleCommand.drop.name || name == ConsoleCommand.quit.name
  }

  /// The server has said goodbye; its FIN is all that is missing.
  var isOver: Bool {
    guard isConnected, case .smtp(let dialogue) = conversation?.dialogue else { return false }
    return dialogue.state == .closed
  }

  /// Sends what was typed ahead, a line for each reply.
  func flushOutbox() {
    while !outbox.isEmpty, isConnected, !isServersTurn || pipelines {
      transmit(outbox.removeFirst(), isEchoed: false)
      if !pipelines { return }
    }
    if !outbox.isEmpty, !isConnected, !line.isDialling {
      say(.unsent(outbox.count))
      outbox = []
    }
  }

  /// The end of the input, or of the program, with a connection open: closed without QUIT, and said so.
  func hangUp() {
    guard isConnected || line.isDialling else { return }
    line.hangUp()
    awaitEnd()
  }

  /// Until the connection that was hung up is seen to have ended.
  func awaitEnd() {
    let deadline = ContinuousClock.now + .seconds(2)
    while isConnected || line.isDialling, ContinuousClock.now < deadline {
      _ = keyboard.wait(milliseconds: 200)
      absorb()
    }
  }
}

extension Phrase {
  fileprivate static func unsent(_ count: Int) -> Phrase {
    Phrase(
      en: "Typed ahead and not sent, for the connection has ended: \(count) line(s).",
      zh: "连接已经结束，提前输入的 \(count) 行没有发送。")
  }
}
