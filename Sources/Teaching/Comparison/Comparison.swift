// How push and pull are compared
// ------------------------------
// The facts of a session, folded:
//
//   Comparison             every connection that the student opened
//   └ MeasuredConversation   one connection: its greeting, handshake and close
//     └ Transfer               one object that crossed it, with all that was said for this object
//
// `PushCounter` (SMTP) and `PullCounter` (HTTP) read findings and make the transfers. What was said
// in vain, and what belongs to other objects, is in no transfer.
//
// Then one push is set beside one pull, each with its connection: the same message in both
// directions, where the session has such a pair. `ContentDigest` tells: a message that is pulled is
// the pushed text below the lines that servers put on top. So the figures do not depend on how many
// messages were sent, or on mistakes on the way.

import Protocols
package import Transcripts

/// One push by SMTP beside one pull by HTTP, counted from their events.
package struct Comparison: Hashable, Sendable {
  private var conversations: [Int: MeasuredConversation] = [:]
  /// A forged file may open any number of connections.
  private static let conversationLimit = 1_000

  /// Of the last response, successful or not.
  package private(set) var lastStatus: Int?

  package init() {}

  package mutating func take(_ fact: Fact) {
    if fact.isWatched { return }
    if case .found(.http(.status(let line, _))) = fact.matter { lastStatus = line.status }
    if case .opened(let opening) = fact.matter {
      conversations[fact.conversation] = MeasuredConversation(opening)
      if conversations.count > Self.conversationLimit, let oldest = conversations.keys.min() {
        conversations[oldest] = nil
      }
    }
    conversations[fact.conversation]?.take(fact)
  }

  // MARK: The pair

  /// A message that SMTP delivered: the one that was pulled too, else the latest.
  package var push: MeasuredObject? { pair.push }
  /// An object that HTTP fetched: the message that was pushed, else the latest.
  package var pull: MeasuredObject? { pair.pull }

  package var pair: (push: MeasuredObject?, pull: MeasuredObject?) {
    let (pushes, pulls) = (measured(.smtp), measured(.http))
    for pull in pulls {
      if let push = pushes.first(where: { pull.relation(to: $0).isSame }) { return (push, pull) }
    }
    return (pushes.first, pulls.first)
  }

  /// The latest first.
  private func measured(_ dialect: Dialect) -> [MeasuredObject] {
    let most = conversations.values.filter { $0.dialect == dialect }.map(\.count).max() ?? 0
    return conversations.values.filter { $0.dialect == dialect }
      .flatMap { conversation in
        conversation.transfers.map {
          MeasuredObject($0, of: conversation, mostOnOneConnection: most)
        }
      }
      .sorted { $0.event > $1.event }
  }

  /// Responses that brought the page of the pulled message, or a file of it.
  var responses: Int {
    guard let page = pull?.page else { return 0 }
    let targets = measured(.http).compactMap(\.target)
    return Set(targets.filter { $0 == page || $0.hasPrefix(page + "/parts/") }).count
  }

  /// The address of a pushed message in the web mailbox, if the mailbox was empty before this
  /// session. Of a server outside only the first page is known.
  func web(of push: MeasuredObject) -> (host: String, target: String) {
    guard push.isPractice, let recipient = push.recipients.first, let host = recipient.domain
    else { return (push.host, "/") }
    let number = measured(.smtp).filter {
      $0.event <= push.event && $0.recipients.contains(recipient)
    }.count
    return (host.description, "/\(recipient.localPart)/\(number).eml")
  }
}
