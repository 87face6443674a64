/// On which connections steps were done, as far as a later step asks for it: whether it goes on
/// with the connection of the step before.
///
/// A step counts as done on each connection on which its expectation was met, also after it has
/// passed: a student who lost the connection can do both steps again on a new one.
struct ConnectionRecord: Hashable, Sendable {
  /// By a step of `ConnectionOrder.watched`: the numbers of the conversations.
  private(set) var done: [Int: Set<Int>] = [:]
  /// A client that connects again and again costs no memory.
  private static let limit = 1_000

  /// Whether it happened on a connection on which the step before `step` was done.
  func goesOn(_ happening: Happening, to step: Int, in lesson: Lesson) -> Bool {
    guard let before = lesson.connectionOrder.before[step] else { return false }
    return done[before]?.contains(happening.conversation) ?? false
  }

  mutating func note(_ happening: Happening, in lesson: Lesson) {
    for step in lesson.connectionOrder.watched
    where lesson.expectations[step]?
      .isMet(by: happening, goesOn: goesOn(happening, to: step, in: lesson)) == true
    {
      if done[step]?.count == Self.limit { done[step] = [] }
      done[step, default: []].insert(happening.conversation)
    }
  }
}

/// Which steps of a lesson ask for the connection of another.
struct ConnectionOrder: Hashable, Sendable {
  /// By each step, where it asks: the step before that has to do with a connection.
  let before: [Int?]
  /// Its values, each once.
  let watched: [Int]

  init(_ steps: [LessonStep]) {
    before = steps.indices.map { index in
      guard steps[index].asksForConnection else { return nil }
      return steps[..<index].lastIndex { $0.expectation?.isOnConnection == true }
    }
    watched = Set(before.compactMap { $0 }).sorted()
  }
}

extension LessonStep {
  /// It asks for a command to the console, which leaves connections and mailboxes as they are.
  package var asksForConsole: Bool { expectation?.asksForConsole == true }

  fileprivate var asksForConnection: Bool {
    expectation?.asksForConnection == true || mistakes.contains { $0.when.asksForConnection }
  }
}
