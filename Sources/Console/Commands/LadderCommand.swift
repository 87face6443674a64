import Language
import Teaching
import Transcripts

extension ConsoleCommand {
  static let ladder = ConsoleCommand(
    name: "ladder", arguments: .verbatim("[all]"),
    summary: Phrase(
      en: "the last conversation as a sequence diagram", zh: "把最近一次对话画成时序图"),
    detail: Phrase(
      en:
        "Who said what to whom, phase by phase; the text of a message is counted, not shown. With :watch the servers' own conversations are in it too. :ladder all draws the whole session.",
      zh: "谁对谁说了什么，按阶段排列；邮件正文只计行数。用 :watch 旁观过的服务器之间的对话也在其中。:ladder all 画出整个会话。"),
    isAct: true,
    choices: { words, _ in words.count == 1 ? ["all"] : [] }
  ) { arguments, console in
    let session = Ladder(console.log.events)
    let ladder = arguments.first?.lowercased() == "all" ? session : session.ofLastConversation
    guard !ladder.rungs.isEmpty else { return console.say(.nothingYet(console.firstServer)) }
    if !console.log.isComplete { console.say(.onlyBeginning) }
    console.display(.ladder(ladder))
  }
}

extension Phrase {
  fileprivate static func nothingYet(_ server: String) -> Phrase {
    Phrase(
      en: "Nothing has been said yet. Begin with telnet \(server) 25.",
      zh: "还没有任何对话。先输入 telnet \(server) 25。")
  }
  fileprivate static let onlyBeginning = Phrase(
    en: "This session is too long to draw whole: only its beginning is shown.",
    zh: "本次会话太长，未能全部保留：只画出开头部分。")
}
