import ArgumentParser
import Console
import Lessons
import Transcripts

/// Which recording of a file is shown, and with whose lessons.
struct RecordingOptions: ParsableArguments {
  @Option(
    help: help(
      en:
        "Of several recordings in the file, as byhand submit writes it, or in the list that byhand replay shows without a file: the one with this number.",
      zh: "文件里有多份会话记录时（byhand submit 写出的文件），或 byhand replay 不写文件时列出多份：选择这个序号的一份。",
      value: ("n", "序号")))
  var session: Int?

  @Option(
    help: help(
      en: "Of several recordings: the one that was handed in for this lesson.",
      zh: "文件里有多份会话记录时：选择为这一课提交的一份。", value: ("id", "课名")))
  var lesson: String?

  @Option(
    help: help(
      en: "Folder of more lessons, whose texts are shown, too.", zh: "存放更多课的文件夹，其中的课文也会显示。",
      value: (nil, "文件夹")))
  var lessons: String?

  var choice: RecordingChoice { RecordingChoice(number: session, lesson: lesson) }

  /// - Throws: as ``LanguageOption/library(in:)`` does.
  func library(_ language: LanguageOption) throws -> Library {
    try lessons.map { try language.library(in: $0) } ?? Library()
  }
}

extension RecordingFile.Failure {
  var exit: ExitCode {
    switch self {
    case .unreadable: Exit.inputOutput
    case .recording(.several): .validationFailure
    case .recording(.noneOfThose), .recording(.transcript): Exit.badInput
    }
  }
}
