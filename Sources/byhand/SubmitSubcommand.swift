import ArgumentParser
import Console
import Language
import Lessons
import Presentation
import Replay
import Teaching
import Transcripts

struct SubmitSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: help(
      en: "The recordings of the lessons done, in one file to hand in.",
      zh: "把做过的课的会话记录装进一个文件，用于提交。"),
    discussion: help(
      en:
        "First lists what it holds. The points are those that the recordings show, as the lecturer's grading finds them. Secrets are never in recordings.",
      zh: "先列出文件里有什么。得分由会话记录算出，与教师评分时看到的一致。会话记录里没有机密。"))

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: help(
      en: "The file to write; - is standard output. Default: byhand-ID.jsonl, or byhand.jsonl.",
      zh: "要写的文件；- 表示标准输出。默认：byhand-学号.jsonl，没有学号则为 byhand.jsonl。",
      value: ("file", "文件")))
  var output: String?

  @Flag(help: help(en: "Replace a file that is there.", zh: "覆盖已有的文件。"))
  var force = false

  @OptionGroup var lessons: LessonsOption

  @OptionGroup var student: StudentOption

  @OptionGroup var language: LanguageOption

  func run() throws {
    var options = ConsoleOptions(
      language: language.language, form: .plain, hasColour: false, records: false, store: nil,
      student: try student.id(), version: Byhand.version, dataFolder: Environment.dataFolder)
    options.library = try lessons.library(language)
    let submission = Submission(options)
    if let aside = submission.keptAside { language.complain(.byhand + .keptAside(aside)) }
    guard !submission.items.isEmpty else {
      language.complain(.nothing(submission.student))
      sayOthers(submission)
      throw Exit.badInput
    }
    let view = TerminalView(ViewOptions(language: language.language, width: outputWidth))
    say(view.table(.submission(submission)))
    sayWarnings(submission)
    guard submission.recordings.contains(where: \.isTaken) else {
      language.complain(.noRecordings)
      sayOthers(submission)
      throw Exit.badInput
    }
    try write(submission)
    // Who has a file to hand in may have forgotten the ID, now or in a lesson; other students' are no
    // concern of theirs.
    for other in submission.others where submission.student == nil || other == nil {
      language.complain(.other(other))
    }
  }

  private func write(_ submission: Submission) throws {
    if output == "-" {
      return StandardOutput.write(String(decoding: submission.octets, as: UTF8.self))
    }
    let path = output ?? "byhand\(submission.student.map { "-" + $0.fileName } ?? "").jsonl"
    try language.write(submission.octets, to: path, replacing: force)
    say(Phrase.written(path, submission)[language.language] + "\n")
  }

  /// The list goes where the file does not.
  private func say(_ text: String) {
    if output == "-" { StandardError.write(text) } else { StandardOutput.write(text) }
  }

  private func sayWarnings(_ submission: Submission) {
    var named: Set<String> = []
    for recording in submission.recordings where named.insert(recording.name).inserted {
      guard case .taken(_, let warnings) = recording.state else { continue }
      for warning in warnings {
        language.complain(.verbatim("\(recording.name): ") + warning.phrase)
      }
    }
  }

  /// Perhaps another ID was meant.
  private func sayOthers(_ submission: Submission) {
    for other in submission.others { language.complain(.other(other)) }
  }
}

extension Phrase {
  fileprivate static func nothing(_ student: StudentID?) -> Phrase {
    guard let student else {
      return Phrase(
        en: "byhand: there is nothing to hand in: no lesson was begun without a student ID.",
        zh: "byhand：没有可以提交的内容：还没有不填学号做过的课。")
    }
    return Phrase(
      en: "byhand: there is nothing to hand in: \(student.text) has begun no lesson here.",
      zh: "byhand：没有可以提交的内容：学号 \(student.text) 在这里还没有做过课。")
  }
  fileprivate static let noRecordings = Phrase(
    en: "byhand: there is nothing to hand in: no recording is left of these lessons.",
    zh: "byhand：没有可以提交的内容：这些课的会话记录都已不在。")
  fileprivate static func other(_ student: StudentID?) -> Phrase {
    guard let student else {
      return Phrase(
        en: "There are lessons that were done without a student ID: byhand submit",
        zh: "另有不填学号做的课：byhand submit")
    }
    return Phrase(
      en:
        "There are lessons that \(student.text) has done: byhand submit --student \(student.text)",
      zh: "另有学号 \(student.text) 做的课：byhand submit --student \(student.text)")
  }
  fileprivate static func written(_ path: String, _ submission: Submission) -> Phrase {
    let count = submission.recordings.filter(\.isTaken).count
    let size = grouped(submission.octets.count)
    return Phrase(
      en: "Written: \(path), \(size) octets, recordings: \(count). Hand in this file.",
      zh: "已写入 \(path)：\(size) 字节，会话记录 \(count) 份。请提交这个文件。")
  }
}
