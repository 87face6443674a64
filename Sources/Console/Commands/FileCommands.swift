import Files
import Language
import Teaching

extension ConsoleCommand {
  static let save = ConsoleCommand(
    name: "save", arguments: Phrase(en: "FILE", zh: "文件"),
    summary: Phrase(en: "write this session's transcript to FILE", zh: "把本次会话的记录写入文件")
  ) { arguments, console in
    guard let path = arguments.first else { return console.say(.saveUsage) }
    console.perform(
      .job(
        .save(
          path: path.hasSuffix(".jsonl") ? path : path + ".jsonl",
          transcript: Array(console.log.transcript.utf8), isWhole: console.log.isComplete)))
  }

  static let replay = ConsoleCommand(
    name: "replay", arguments: Phrase(en: "[FILE]", zh: "[文件]"),
    summary: Phrase(
      en: "replay this session, or a recorded one; p in it asks for predictions",
      zh: "回放本次会话，或文件里的会话；其中按 p 可以做预测")
  ) { arguments, console in
    let job = arguments.first.map { Job.replayFile(path: $0) } ?? .replay(console.log.events)
    console.perform(.job(job))
  }
}

extension Phrase {
  fileprivate static let saveUsage = Phrase(
    en: "Save where? For example :save first.jsonl", zh: "保存到哪里？例如 :save first.jsonl")
}
