/// On which connections steps were done, as far as a later step asks for it: whether it goes on
/// with the connection of the step before.
///
/// A step counts as done on each connection on which its expectation was met, also after it has
/// passed: a student who lost the connection can do both steps again on a new one.
struct ConnectionRecord: Hashable, Sendable {
  /// By the step that asks: the step before that has to do with a connection.
  private let before: [Int: Int]
  /// Its values, each once.
  private let watched: [Int]
  /// By that step: the numbers of the conversations.
  private(set) var done: [Int: Set<Int>] = [:]
  /// A client that connects again and again costs no memory.
  private static let limit = 1_000

  init(_ lesson: Lesson) {
    var before: [Int: Int] = [:]
    for (index, step) in lesson.steps.enumerated() where step.asksForConnection {
      before[index] = lesson.steps[..<index].lastIndex {
        $0.expectation?.isOnConnection == true
      }
    }
    self.before = before
    watched = Set(before.values).sorted()
  }

  /// Whether it happened on a connection on which the step before `step` was done.
  func goesOn(_ happening: Happening, to step: Int) -> Bool {
    before[step].flatMap { done[$0]?.contains(happening.conversation) } ?? false
  }

  mutating func note(_ happening: Happening, in lesson: Lesson) {
    for step in watched
    where lesson.expectations[step]?
      .isMet(by: happening, goesOn: goesOn(happening, to: step)) == true
    {
      if done[step]?.count == Self.limit { done[step] = [] }
      done[step, default: []].insert(happening.conversation)
    }
  }
}

extension LessonStep {
  /// It asks for a command to the console, which leaves connections and mailboxes as they are.
  package var asksForConsole: Bool { expectation?.asksForConsole == true }

  fileprivate var asksForConnection: Bool {
    expectation?.asksForConnection == true || mistakes.contains { $0.when.asksForConnection }
  }
}
