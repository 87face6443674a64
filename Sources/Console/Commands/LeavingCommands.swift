import Language
import Teaching
import Transcripts

extension ConsoleCommand {
  private static let dropName = "drop"

  static let drop = ConsoleCommand(
    name: dropName,
    summary: Phrase(en: "cut the connection, without QUIT", zh: "不发 QUIT，直接断开连接")
  ) { _, console in
    guard console.isConnected || console.connection.isDialling else {
      return console.say(.nothingToDrop)
    }
    console.giveUpOutbox()
    // In the recording, the end of the connection looks as it does when the student leaves byhand.
    if console.lesson != nil { console.handle(.learner(.asked(console: dropName))) }
    // The next line may open another connection, so wait for the end of this one.
    console.hangUp(then: .read)
  }

  static let quit = ConsoleCommand(
    name: "quit", aliases: ["exit", "q", "退出"],
    summary: Phrase(en: "leave byhand", zh: "离开 byhand"), needsNoColon: true
  ) { _, console in console.leave() }
}

extension Phrase {
  fileprivate static let nothingToDrop = Phrase(en: "No connection is open.", zh: "现在没有连接。")
}
