import Language
import Lessons
import Protocols
import Teaching
import TestSupport
import Transcripts

/// A student in a lesson, without a socket: dialogues as people write them become events, facts and
/// verdicts. The lesson has begun.
///
///     T: smtp        telnet to hamburger.edu, or to the host named after it; `http`: the web
///                    server
///     C: S:          lines of the wire; `S#` is a body of counted octets, `C#` a chunk behind BDAT
///     A: 1           an answer to the question whose turn it is: a choice, or words
///     P: 250         a prediction
///     Q: bounced bob@hamburger.edu alice@crepes.fr
///                    what crepes.fr did with a message, and whose it is; without a sender a report
///     B: down        how hamburger.edu behaves from here on; nothing: as usual
///     R: H:          byhand begins and ends to prepare the step whose turn it is
///     W: host        a server opens a connection to that host, and the student watches it
///     K: mailbox     a command to the console
///     L: verified    a TLS handshake: `verified`, `unverified` or `failed`
///     X:             the server closes
struct LessonDialogue {
  private(set) var judge: Judge
  private(set) var verdicts: [Verdict] = []
  private var session = Session()
  private(set) var events: [Event] = []
  private var conversation = 0

  /// - Parameter score: of earlier attempts.
  init(_ lesson: Lesson, score: Score = Score()) {
    judge = Judge(lesson, score: score)
    take(.learner(.began(lesson.attempt(id: "a", at: lesson.steps[0].id))))
  }

  /// The verdicts of this script only.
  @discardableResult
  mutating func play(_ script: String) -> [Verdict] {
    let before = verdicts.count
    for line in script.split(separator: "\n") {
      take(Self.act(String(line), step: judge.current?.id))
    }
    return Array(verdicts[before...])
  }

  mutating func take(_ act: Act) {
    if case .opened = act { conversation += 1 }
    let event = Event(
      number: events.count + 1, milliseconds: 0, conversation: conversation, act: act)
    events.append(event)
    for fact in session.take(event) { verdicts += judge.take(fact) }
  }

  /// `step`: whose answer it would be.
  static func act(_ line: String, step: String?) -> Act {
    if let line = DialogueLine(line) { return .heard(line.side, .line(line.line)) }
    let text = String(line.dropFirst(3))
    switch line.prefix(2) {
    case "T:": return .opened(opening(text))
    case "C#": return .heard(.client, .octets(Array(text.utf8)))
    case "S#": return .heard(.server, .octets(Array(text.utf8)))
    case "A:":
      return .learner(
        .answered(step: step ?? "", Int(text).map { .choice($0) } ?? .text(text)))
    case "P:": return .learner(.predicted(step: step ?? "", reply: text))
    case "Q:":
      let words = text.split(separator: " ").map(String.init)
      return .world(
        .queue(
          QueueAct(
            QueueAct.Deed(rawValue: words[0]) ?? .queued, host: "crepes.fr", message: "1",
            recipient: words[1], sender: words.count > 2 ? words[2] : "")))
    case "B:":
      let behaviour = try? Behaviour(text.split(separator: " ").map(String.init))
      return .world(.changed(host: "hamburger.edu", scenario: behaviour.map { [$0] } ?? []))
    case "R:": return .learner(.resumed(step: step ?? ""))
    case "H:": return .learner(.ready(step: step ?? ""))
    case "W:":
      return .opened(
        Opening(
          attempt: Attempt(dialect: .smtp, host: text, port: 25), address: "127.0.0.1:2525",
          local: nil, isPractice: true, client: "crepes.fr"))
    case "L:":
      switch text {
      case "verified": return .secured(SampleTLS.verified)
      case "unverified": return .secured(.secured(SampleTLS.security(.unverified(.expired))))
      default: return .secured(.failed(.certificate(.expired, [])))
      }
    case "K:": return .learner(.asked(console: text))
    default: return .closed(by: .server, .finished)
    }
  }

  private static func opening(_ text: String) -> Opening {
    let words = text.split(separator: " ")
    let isWeb = words.first == "http"
    return Opening(
      attempt: Attempt(
        dialect: isWeb ? .http : .smtp, host: words.count > 1 ? String(words[1]) : "hamburger.edu",
        port: isWeb ? 80 : 25),
      address: "127.0.0.1:2525", local: nil, isPractice: true)
  }
}

extension [Verdict] {
  /// The ids of the steps that passed.
  var passed: [String] {
    compactMap { if case .passed(let step, _) = $0.finding { step.id } else { nil } }
  }

  /// What was seen and what was expected, where it was nearly right.
  var nearMisses: [String] {
    compactMap {
      guard case .nearMiss(_, let seen, let expected) = $0.finding else { return nil }
      return "\(seen.english) | \(expected.english)"
    }
  }

  var isFinished: Bool {
    contains { if case .finished = $0.finding { true } else { false } }
  }

  var remarks: [String] {
    compactMap { if case .mistaken(_, let say) = $0.finding { say.english } else { nil } }
  }
}

/// A lesson of these steps, written in YAML.
func lesson(_ steps: String) throws -> Lesson {
  try parse("lesson: one\nversion: 1\ntitle: {en: One, zh: 一}\nsteps:\n" + steps)
}

func parse(_ text: String) throws(LessonError) -> Lesson {
  try LessonFile.parse(Array(text.utf8), name: "one.yaml")
}

/// A step that waits for `expect`, in one line.
func step(_ id: String, _ expect: String, _ more: String = "") -> String {
  "  - {id: \(id), say: {en: Do, zh: 做}, expect: \(expect)\(more)}\n"
}
