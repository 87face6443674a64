import Presentation
import Protocols
import Teaching
import Transcripts

/// What happened becomes events of the session: each is numbered, folded, recorded, annotated, judged and shown.
extension ConsoleCore {
  /// Takes in what the network told.
  mutating func hear(_ arrivals: [Arrival]) {
    var ofStudent = 0
    for arrival in arrivals {
      switch arrival.source {
      case .student(let number):
        ofStudent += 1
        let line = connection.line(of: arrival)
        experience(
          arrival.act, in: number, at: arrival.moment, isEchoed: line.isEchoed,
          author: line.author, isShown: line.isShown)
        for typed in connection.note(arrival) {
          noteUnsent(String(decoding: typed, as: UTF8.self))
        }
      case .relay:
        if let number = conversation(of: arrival) {
          experience(arrival.act, in: number, at: arrival.moment)
        }
      case .world:
        experience(arrival.act, in: 0, at: arrival.moment)
      }
    }
    // Once for all of it: each costs the other thread a turn.
    if ofStudent > 0 { perform(.acknowledge(ofStudent)) }
  }

  /// The conversation that a watched server's arrival belongs to.
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

  /// Conversations are numbered in the order in which they begin, the student's and the watched ones alike.
  mutating func nextConversation() -> Int {
    conversations += 1
    return conversations
  }

  /// One event. `conversation` is 0 where it belongs to none; `author` is `nil` where the student acted.
  mutating func experience(
    _ act: Act, in conversation: Int = 0, at moment: Duration? = nil, isEchoed: Bool = false,
    author: Author? = nil, isShown: Bool = true
  ) {
    let moment = moment ?? now
    let seen = log.see(act, in: conversation, at: moment, by: author)
    perform(.record(seen.recorded))
    if conversation == connection.number, case .smtp(let dialogue) = self.conversation?.dialogue {
      typedFields.take(seen.facts, in: dialogue.messagePart)
    }
    if isShown { perform(.show(seen, isEchoed: isEchoed)) }
    let own = seen.facts.filter { !$0.isWatched }
    garbled.take(own, at: moment)
    noteEnding(own)
    judge(seen)
  }
}
