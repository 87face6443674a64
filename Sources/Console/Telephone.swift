import Network
import Protocols
import Transcripts

/// The one connection that the student speaks on, and what was sent on it that its events do not tell.
final class Telephone {
  struct Mark {
    /// The line stands on the screen already.
    var isEchoed = false
    /// byhand typed it, not the student.
    var isByConsole = false
  }

  private let inbox: Inbox
  private var connection: ClientConnection?
  private var marks: [Mark] = []
  private(set) var number: Int?
  private(set) var isDialling = false
  private var dialled = 0

  init(inbox: Inbox) { self.inbox = inbox }

  func dial(_ attempt: Attempt, host: String, port: Int, isPractice: Bool) {
    dialled += 1
    let number = dialled
    self.number = number
    isDialling = true
    marks = []
    let inbox = inbox
    connection = ClientConnection.open(
      attempt, host: host, port: port, isPractice: isPractice
    ) { act in inbox.put(act, conversation: number) }
  }

  /// One line, as typed; CR LF follows it on the wire.
  func send(_ line: [UInt8], isEchoed: Bool, isByConsole: Bool) {
    marks.append(Mark(isEchoed: isEchoed, isByConsole: isByConsole))
    connection?.send(line + Ending.crlf.octets)
  }

  /// Something sent has not come back from the wire yet.
  var isSpeaking: Bool { !marks.isEmpty }

  func hangUp() { connection?.close() }

  /// What is known of the line that this arrival carries. The client's lines come back in the order they were sent.
  func mark(for arrival: Arrival) -> Mark {
    guard arrival.conversation == number, case .heard(.client, .line) = arrival.act,
      !marks.isEmpty
    else { return Mark() }
    return marks.removeFirst()
  }

  func note(_ arrival: Arrival) {
    connection?.acknowledge(1)
    guard arrival.conversation == number else { return }
    switch arrival.act {
    case .opened: isDialling = false
    case .failed, .closed:
      isDialling = false
      marks = []
    default: break
    }
  }
}
