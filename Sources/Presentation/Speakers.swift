import Language
package import Transcripts

/// Who speaks in a conversation, where servers are watched: their lines must not be taken for the
/// student's own.
package struct Speakers: Hashable, Sendable {
  /// `nil`: the student.
  let client: String?
  let server: String
  /// Of a watched conversation, where several are open at once.
  let number: Int?
  /// The line before belonged to another conversation.
  let isTurn: Bool

  /// `nil` where it goes without saying: no watched conversation is near.
  ///
  /// - Parameter previous: The conversation of the line before this event.
  package init?(of event: Event, after previous: Int?, in session: Session) {
    guard let conversation = session.conversations[event.conversation] else { return nil }
    let wasWatched = previous.flatMap { session.conversations[$0] }?.isWatched == true
    let isTurn = previous != event.conversation
    guard conversation.isWatched || isTurn && wasWatched else { return nil }
    client = conversation.opening.client
    server = conversation.opening.attempt.host
    number = conversation.isWatched ? session.watchNumbers[event.conversation] : nil
    self.isTurn = isTurn
  }
}

extension Phrase {
  /// Above the first line of another conversation.
  static func turn(_ speakers: Speakers) -> Phrase {
    let server = speakers.server
    return speakers.client.map { client in
      let number = speakers.number.map { " \($0)" } ?? ""
      return Phrase(
        en: "── watched\(number): C: is \(client), S: is \(server)",
        zh: "── 旁观\(number)：C: 是 \(client)，S: 是 \(server)")
    }
      ?? Phrase(
        en: "── your own conversation: C: is you, S: is \(server)",
        zh: "── 你自己的对话：C: 是你，S: 是 \(server)")
  }

  /// Where a watched conversation begins while another is open.
  static func several(_ number: Int) -> Phrase {
    number == 2
      ? Phrase(
        en: "Two watched conversations are open at once: this one is marked 2, the other 1.",
        zh: "同时旁观两个对话：这一个标为 2，另一个标为 1。")
      : Phrase(
        en: "One more watched conversation is open at the same time: this one is marked \(number).",
        zh: "又有一个对话同时打开：这一个标为 \(number)。")
  }
}
