import Lessons
import Protocols
import Transcripts

/// The part of a recording that an attempt at a lesson consists of: what happened in its world
/// since that was last opened.
struct RecordedAttempt {
  private var events: ArraySlice<Event>

  /// The attempt with this ID.
  ///
  /// - Throws: where there is none, or the lesson was another then.
  init(_ id: String?, at lesson: Lesson, in events: [Event]) throws(Redo.Origin.Reason) {
    let began = events.lastIndex {
      if case .learner(.began(let attempt)) = $0.act { attempt.id == id } else { false }
    }
    guard id != nil, let began, case .learner(.began(let attempt)) = events[began].act else {
      throw .noRecording
    }
    guard attempt.lesson == lesson.id, attempt.digest == lesson.digest else {
      throw .lessonChanged
    }
    var (start, opened, end) = (began, Int?.none, events.endIndex)
    search: for index in events.indices[(began + 1)...] {
      switch events[index].act {
      case .world(.opened): opened = index
      // The world was opened anew for them.
      case .learner(.restarted), .learner(.back): start = opened ?? start
      case .learner(.began), .learner(.asked(console: "lesson off")):
        end = index
        break search
      default: break
      }
    }
    self.events = events[start..<end]
  }

  /// Leaves out what came after the step's beginning.
  mutating func cut(before step: String, of lesson: Lesson) throws(Redo.Origin.Reason) {
    guard let end = LessonPassage(lesson).end(before: step, in: events) else { throw .noRecording }
    events = events.prefix(end)
  }

  /// Whether byhand has typed what has to happen before the step: itself, or with all the rest when
  /// it resumed there.
  func hasPrepared(_ step: String) -> Bool {
    events.contains { if case .learner(.ready(step)) = $0.act { true } else { false } }
  }

  /// What byhand has to do again.
  ///
  /// - Throws: if it cannot: a secret was withheld, or the connection led out of the practice world.
  var acts: [Redo.Act] {
    get throws(Redo.Origin.Reason) {
      var acts: [Redo.Act] = []
      var watched: [String] = []
      var relays: Set<Int> = []
      // The student has ended the latest connection and gone on, rather than left.
      var isDropped = false
      for event in events {
        switch event.act {
        case .opened(let opening) where opening.isWatched: relays.insert(event.conversation)
        case .opened(let opening):
          guard opening.isPractice else { throw .noRecording }
          acts.append(.dial(opening.attempt))
          isDropped = false
        case .heard(.client, let piece) where !relays.contains(event.conversation):
          guard let octets = piece.octetsOnWire else { throw .secret }
          acts.append(.send(octets))
        case .closed(let side, _) where !relays.contains(event.conversation):
          acts.append(side == .client ? .hangUp : .awaitEnd)
          // What is done again was done on purpose.
          if event.by == .resume { isDropped = true }
        case .world(.changed(let host, let scenario)): acts.append(.behave(host: host, scenario))
        case .world(.queue(let act)): acts.append(.awaitDeed(Redo.Deed(act)))
        case .learner(.asked(console: ConsoleCommand.drop.name)): isDropped = true
        case .learner(.asked(console: "queue run")): acts.append(.flushQueues)
        case .learner(.asked(let command)):
          guard let hosts = Self.watched(after: command, watched) else { break }
          watched = hosts
          acts.append(.watch(hosts))
        default: break
        }
      }
      // The last connection ended because the student left.
      if acts.last == .hangUp, !isDropped { acts.removeLast() }
      return acts
    }
  }

  /// The codes of the replies and responses, oldest first.
  var answers: [Int] {
    var session = Session()
    return events.flatMap { session.take($0) }.filter { !$0.isWatched }.compactMap(\.answerCode)
  }

  /// `nil` if the command is another.
  private static func watched(after command: String, _ hosts: [String]) -> [String]? {
    let words = command.split(separator: " ").map { $0.lowercased() }
    guard words.count == 2, words[0] == ConsoleCommand.watch.name else { return nil }
    if words[1] == "off" { return [] }
    return hosts.contains(words[1]) ? hosts : hosts + [words[1]]
  }
}

extension Piece {
  /// `nil` if some were withheld.
  fileprivate var octetsOnWire: [UInt8]? {
    switch self {
    case .line(let line): line.wire
    case .octets(let octets): octets
    case .withheld: nil
    }
  }
}
