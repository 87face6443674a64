import Console
package import Lessons
import Protocols
import Transcripts

/// A class that types one lesson to a lecturer's server, from plain sockets in place of byhand, and
/// what the server's recordings show of it.
package struct TypedClass: Sendable {
  package struct Connection: Sendable {
    package let host: String
    package var lines: [String]
  }

  package struct Student: Sendable {
    package let id: String
    package let temperament: Temperament
    /// Oldest first, each with the id in HELO.
    package var connections: [Connection]
    /// Of the steps that a server can see.
    package var steps: [LessonTruth.Step]
    package var flags: Set<SimulatedClass.ExpectedFlag> = []
    /// What two do not write alike by chance.
    var hasOwnWords = false
    /// The recording of their own that a forger hands in.
    package var file: SimulatedClass.File?
  }

  package let lesson: Lesson
  package private(set) var students: [Student] = []

  package init(_ lesson: Lesson, of count: Int, seed: UInt64) {
    self.lesson = lesson
    var random = SeededGenerator(seed: seed)
    for place in 0..<count {
      let id = SimulatedClass.id(ofStudent: place)
      let temperament = Temperament.ofStudent(place)
      switch temperament {
      case .absent:
        students.append(Student(id: id, temperament: .absent, connections: [], steps: []))
      case .copying:
        let source = students.lastIndex { $0.flags.isEmpty && $0.hasOwnWords }
        students.append(
          source.map { copy(of: $0, as: id) } ?? play(temperament, id, &random))
      default: students.append(play(temperament, id, &random))
      }
    }
  }

  private func play(
    _ temperament: Temperament, _ id: String, _ random: inout SeededGenerator
  ) -> Student {
    let pace = TypingPace(using: &random)
    var (work, connections): (StudentAtWork, [Connection])
    repeat {
      work = StudentAtWork(lesson.byHand, temperament, pace, seed: random.next())
      work.play()
      connections = Self.connections(in: work.console.events, id)
      // A connection without HELO is nobody's.
    } while !connections.allSatisfy { $0.lines.contains { $0.hasSuffix(" \(id).crepes.fr") } }
    var student = Student(
      id: id, temperament: temperament, connections: connections, steps: work.truth.steps)
    student.hasOwnWords = !work.ownWords.isDisjoint(with: connections.flatMap(\.lines))
    guard temperament == .forging, !connections.isEmpty else { return student }
    var own = EditedRecording(started: 0, student: id, events: work.console.events)
    own.hurry(3)
    student.file = .init(path: "\(id)/\(lesson.id).jsonl", octets: own.octets)
    student.flags = [.notCounted]
    return student
  }

  /// Another's lines under the copier's own id. A server cannot tell who was first, so both are
  /// flagged.
  private mutating func copy(of source: Int, as id: String) -> Student {
    students[source].flags = [.copy]
    let other = students[source]
    return Student(
      id: id, temperament: .copying,
      connections: other.connections.map { connection in
        Connection(
          host: connection.host,
          lines: connection.lines.map { $0.replacing(other.id, with: id) })
      }, steps: other.steps, flags: [.copy])
  }

  private static func connections(in events: [Event], _ id: String) -> [Connection] {
    var connections: [Int: Connection] = [:]
    for event in events {
      switch event.act {
      case .opened(let opening) where opening.attempt.dialect == .smtp && !opening.isWatched:
        connections[event.conversation] = Connection(host: opening.attempt.host, lines: [])
      case .heard(.client, .line(let line)):
        let text = String(decoding: line.octets, as: UTF8.self)
        let words = text.split(separator: " ")
        let isGreeting = words.count == 2 && ["HELO", "EHLO"].contains(words[0].uppercased())
        connections[event.conversation]?.lines.append(
          isGreeting ? "\(words[0]) \(id).crepes.fr" : text)
      default: break
      }
    }
    return connections.sorted { $0.key < $1.key }.map(\.value)
  }
}
