import Language
import Teaching
import Transcripts

extension ConsoleCommand {
  static let drop = ConsoleCommand(
    name: "drop",
    summary: Phrase(en: "cut the connection, without QUIT", zh: "不发 QUIT，直接断开连接")
  ) { _, console in
    guard console.isConnected || console.connection.isDialling else {
      return console.say(.nothingToDrop)
    }
    console.giveUpOutbox()
    console.noteDrop()
    // The next line may open another connection, so wait for the end of this one.
    console.hangUp(then: .read)
  }

  static let quit = ConsoleCommand(
    name: "quit", aliases: ["exit", "q", "退出"],
    summary: Phrase(en: "leave byhand", zh: "离开 byhand"), needsNoColon: true
  ) { _, console in console.leave() }
}

extension ConsoleCore {
  /// The student ends the connection and stays. Its end alone looks as it does when the student
  /// leaves byhand, and then the connection comes back with the lesson.
  mutating func noteDrop() {
    if lesson != nil { handle(.learner(.asked(console: ConsoleCommand.drop.name))) }
  }
}

extension Phrase {
  fileprivate static let nothingToDrop = Phrase(en: "No connection is open.", zh: "现在没有连接。")
}
