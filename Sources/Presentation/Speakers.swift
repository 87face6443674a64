import Language
package import Transcripts

/// Who speaks in a conversation, where servers are watched: their lines must not be taken for the
/// student's own.
package struct Speakers: Hashable, Sendable {
  /// `nil`: the student.
  let client: String?
  let server: String
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
    self.isTurn = isTurn
  }
}

extension Phrase {
  /// Above the first line of another conversation.
  static func turn(_ speakers: Speakers) -> Phrase {
    let server = speakers.server
    return speakers.client.map { client in
      Phrase(
        en: "── watched: C: is \(client), S: is \(server)",
        zh: "── 旁观：C: 是 \(client)，S: 是 \(server)")
    }
      ?? Phrase(
        en: "── your own conversation: C: is you, S: is \(server)",
        zh: "── 你自己的对话：C: 是你，S: 是 \(server)")
  }
}
