import ArgumentParser
import Console
import Exports
import Files
import Grading
import Language
import Lessons
import Transcripts

/// Which recording of a file is shown.
struct RecordingOptions: ParsableArguments {
  @Option(
    name: .customLong("file"),
    help: help(
      en: "Of a folder, the file with this number, as byhand grade counts them: it names nobody.",
      zh: "给出文件夹时：其中这个序号的文件（与 byhand grade 的顺序相同），不显示姓名。",
      value: ("n", "序号")))
  var fileNumber: Int?

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

  var choice: RecordingChoice { RecordingChoice(number: session, lesson: lesson) }

  /// The file that is meant by this path.
  ///
  /// - Throws: exit code 65 where it is not a folder, or has no file with that number.
  func file(at path: String, _ language: LanguageOption) throws -> String {
    guard let fileNumber else { return path }
    let files = ClassFolder.files(in: path).files
    guard files.indices.contains(fileNumber - 1) else {
      language.complain(.noSuchFile(fileNumber, in: path))
      throw Exit.badInput
    }
    return files[fileNumber - 1]
  }

  /// What the file is called where names are not shown; `nil`: by its path, which the user wrote.
  func name(showsNames: Bool) -> Phrase? {
    guard let fileNumber, !showsNames else { return nil }
    return Phrase(en: "file \(fileNumber)", zh: "文件 \(fileNumber)")
  }
}

extension Phrase {
  fileprivate static func noSuchFile(_ number: Int, in folder: String) -> Phrase {
    Phrase(
      en: "byhand: there is no file \(number) in the folder \(folder).",
      zh: "byhand：文件夹 \(folder) 里没有第 \(number) 个文件。")
  }
}

extension RecordingChoice {
  /// The recording in another tool's log, as `byhand grade` counts them; `nil`: there is none.
  func imported(from file: String) -> (header: TranscriptHeader, events: [Event])? {
    guard lesson == nil, let recording = GradedRecording(path: file, place: number).read() else {
      return nil
    }
    return (recording.header, recording.events)
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
