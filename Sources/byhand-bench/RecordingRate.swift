import Lessons
import Transcripts

/// How fast recordings are read, folded and judged, on one core: what a grader does with a folder
/// of them.
struct RecordingRate {
  private let files = (0..<100).map { SampleRecording(seed: $0).octets }

  /// Events read from the files' octets and folded, a second.
  func events(seconds: Double) -> Double {
    rate(seconds) { file in
      var session = Session()
      let events = (try? Transcript(file))?.events ?? []
      return events.count { !session.take($0).isEmpty }
    }
  }

  /// Recordings read, folded and judged, a second: those that finish the lesson count.
  func recordings(seconds: Double) -> Double {
    guard let lesson = try? Course.entry("first-conversation")?.lesson() else { return .nan }
    return rate(seconds) { file in
      var session = Session()
      var judge = Judge(lesson)
      for event in (try? Transcript(file))?.events ?? [] {
        for fact in session.take(event) { _ = judge.take(fact) }
      }
      return judge.current == nil ? 1 : 0
    }
  }

  private func rate(_ seconds: Double, _ count: ([UInt8]) -> Int) -> Double {
    let start = Clock.seconds
    var done = 0
    while Clock.seconds - start < seconds {
      for file in files { done += count(file) }
    }
    return Double(done) / (Clock.seconds - start)
  }
}
