/// All that decides what passes from here on, without the numbers of events and conversations. Two
/// judges in the same situation go on alike.
package struct JudgeSituation: Hashable, Sendable {
  struct Early: Hashable, Sendable {
    let steps: [Int]
    let matter: Happening.Matter
    let host: String?
    let isOnOpenConnection: Bool
  }

  let position: Int
  let prediction: String?
  let prepared: String?
  let early: [Early]
  /// The steps that were done on the open connection, as far as a later step asks for it.
  let done: Set<Int>
}

extension Judge {
  /// `conversation`: the one that is open.
  package func situation(conversation: Int?) -> JudgeSituation {
    JudgeSituation(
      position: position, prediction: prediction, prepared: prepared,
      early: early.map {
        .init(
          steps: $0.steps, matter: $0.happening.matter, host: $0.happening.host,
          isOnOpenConnection: $0.happening.conversation == conversation)
      }, done: Set(connections.done.filter { $0.value.contains(conversation ?? 0) }.keys))
  }
}
