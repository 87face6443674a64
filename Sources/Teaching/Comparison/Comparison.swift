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

  /// The numbers of pushed messages in their mailboxes, as a store says, by the message's event.
  private var numbers: [Int: Int] = [:]
  private static let locationLimit = 50

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

  /// Asks a store under which number it keeps each of the latest pushed messages: the mailbox may
  /// have held others before.
  package mutating func locate(_ number: (MeasuredObject) -> Int?) {
    for push in pushes.prefix(Self.locationLimit) { numbers[push.event] = number(push) }
  }

  // MARK: The pair

  /// A message that SMTP delivered: the one that was pulled too, else the latest.
  package var push: MeasuredObject? { pair.push }
  /// An object that HTTP fetched: the message that was pushed, else the latest.
  package var pull: MeasuredObject? { pair.pull }

  package var pair: (push: MeasuredObject?, pull: MeasuredObject?) {
    let (pushes, pulls) = (pushes, measured(.http))
    // Without the message itself, its page or a file of it.
    for isMeant in [{ $0.relation(to: $1).isSame }, { $0.page == $1.page }]
      as [(MeasuredObject, MeasuredObject) -> Bool]
    {
      for pull in pulls {
        if let push = pushes.first(where: { isMeant(pull, $0) }) { return (push, pull) }
      }
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

  /// The messages, each with its page in the web mailbox. Where no store was asked, they are
  /// counted, unless a pull has shown that the mailbox was not empty before this session.
  private var pushes: [MeasuredObject] {
    var counts: [Mailbox: Int] = [:]
    let pulls = measured(.http)
    return measured(.smtp).reversed().map { push in
      for recipient in Set(push.recipients) { counts[recipient, default: 0] += 1 }
      guard push.isPractice, let first = push.recipients.first,
        let number = numbers[push.event] ?? counts[first]
      else { return push }
      let page = "/\(first.localPart)/\(number)"
      let isTaken = pulls.contains {
        $0.target == page + ".eml" && $0.host == first.domain?.description
          && !$0.relation(to: push).isSame
      }
      var push = push
      push.page = isTaken ? nil : page
      return push
    }.reversed()
  }

  /// Responses that brought the page of the pulled message, or a file of it.
  var responses: Int {
    guard let page = pull?.page else { return 0 }
    let targets = measured(.http).compactMap(\.target)
    return Set(targets.filter { $0 == page || $0.hasPrefix(page + "/parts/") }).count
  }

  /// Where a pushed message can be pulled. Of a server outside only the first page is known.
  func web(of push: MeasuredObject) -> (host: String, target: String) {
    guard let page = push.page, let host = push.recipients.first?.domain else {
      return (push.host, "/")
    }
    return (host.description, page + ".eml")
  }
}
