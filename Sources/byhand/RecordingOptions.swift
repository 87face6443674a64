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

  @OptionGroup var lessons: LessonsOption

  var choice: RecordingChoice { RecordingChoice(number: session, lesson: lesson) }
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
