import PracticeWorld
import Presentation
import Protocols
import Teaching
import Transcripts

/// Turns everything that happens into events of the session. Each event is numbered, folded,
/// recorded, annotated, judged and shown.
extension ConsoleCore {
  /// Processes what arrived from the network.
  mutating func receive(_ arrivals: [Arrival]) {
    var studentArrivals = 0
    for arrival in arrivals {
      switch arrival.source {
      case .student(let number):
        studentArrivals += 1
        let line = connection.line(of: arrival)
        handle(
          arrival.act, in: number, at: arrival.moment, isEchoed: line.isEchoed,
          author: isLeavingWorld(arrival) ? .console : line.author, isShown: line.isShown,
          remark: line.remark)
        for typed in connection.note(arrival) {
          noteUnsent(String(decoding: typed, as: UTF8.self))
        }
      case .relay:
        if let number = conversation(of: arrival) {
          handle(arrival.act, in: number, at: arrival.moment)
        }
      case .world:
        handle(arrival.act, in: 0, at: arrival.moment)
      }
    }
    // One acknowledgement for all arrivals: each one has to be handed to the network thread.
    if studentArrivals > 0 { perform(.acknowledge(studentArrivals)) }
  }

  /// byhand ends the connection because the student goes to another world.
  private func isLeavingWorld(_ arrival: Arrival) -> Bool {
    guard case .closed(by: .client, _) = arrival.act, case .closing(_, let next) = activity else {
      return false
    }
    return switch next {
    case .enter, .identify: true
    case .read, .line, .leave: false
    }
  }

  /// The conversation to which an arrival of a watched server belongs.
  private mutating func conversation(of arrival: Arrival) -> Int? {
    switch arrival.act {
    case .failed: return nextConversation()
    case .opened:
      let number = nextConversation()
      relays[arrival.source] = number
      return number
    case .closed: return relays.removeValue(forKey: arrival.source)
    default: return relays[arrival.source]
    }
  }

  /// Conversations are numbered in the order in which they begin, both the student's and the
  /// watched ones.
  mutating func nextConversation() -> Int {
    conversations += 1
    return conversations
  }

  /// Processes one event. `conversation` is 0 if it belongs to none. `author` is `nil` if the
  /// student acted. `remark` is said below it.
  mutating func handle(
    _ act: Act, in conversation: Int = 0, at moment: Duration? = nil, isEchoed: Bool = false,
    author: Author? = nil, isShown: Bool = true, remark: Note? = nil
  ) {
    let moment = moment ?? now
    let seen = log.add(act, in: conversation, at: moment, by: redo == nil ? author : .resume)
    perform(.record(seen.recorded))
    if conversation == connection.number, case .smtp(let dialogue) = self.conversation?.dialogue {
      typedFields.take(seen.facts, in: dialogue.messagePart)
    }
    if isShown { perform(.show(seen, isEchoed: isEchoed)) }
    if var remark {
      remark.event = seen.event.number
      say(remark)
    }
    let own = seen.facts.filter { !$0.isWatched }
    garbled.take(own, at: moment)
    noteEnding(own)
    redo?.take(seen.facts)
    noteDelivery(own)
    followLogin(own)
    followSecuring(own)
    let server = practiceServer?.description
    mailUnderWay.take(seen.facts, relay: server?.relays == true ? server?.name : nil)
    if case .world(.queue(let queued)) = act { noteDelivery(of: queued) }
    if case .world(.changed(let host, let scenario)) = act, redo == nil {
      say(.behaviour(of: host, scenario))
    }
    judge(seen)
  }
}
