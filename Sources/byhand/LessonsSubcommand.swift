import ArgumentParser
import Console
import Dispatch
import Files
import Language
import Lessons
import Synchronization
import Teaching

struct LessonsSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lessons",
    abstract: help(
      en: "For teachers: lessons on paper, and the tools of authors.", zh: "供教师使用：打印练习单，编写新课。"),
    subcommands: [
      PrintLessonsSubcommand.self, CheckLessonsSubcommand.self, NewLessonSubcommand.self,
    ])
}

struct CheckLessonsSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: help(
      en: "Plays lessons in every way, right and wrong, and finds dead ends.",
      zh: "用各种对的和错的方式试做各课，找出走不通的地方。"),
    discussion: help(
      en: "Without a path: the lessons that the program carries.",
      zh: "不给出路径时，检查程序自带的课。"))

  @Argument(
    help: help(
      en: "A lesson's file, or a folder of them.", zh: "一课的文件，或存放各课文件的文件夹。",
      value: (nil, "路径")))
  var path: String?

  @OptionGroup var language: LanguageOption

  @OptionGroup var output: OutputArguments

  @OptionGroup var arguments: ConsoleArguments

  func run() throws {
    let sources = try LessonSources.find(path, language)
    let twice = LessonSources.idsTwice(in: sources, language)
    let options = arguments.options(output, language)
    let reports = Mutex([Int: (text: String, isRight: Bool)]())
    DispatchQueue.concurrentPerform(iterations: sources.count) { index in
      let report = Self.report(sources[index], options)
      reports.withLock { $0[index] = report }
    }
    let all = reports.withLock { $0 }.sorted { $0.key < $1.key }.map(\.value)
    for report in all { StandardOutput.write(report.text) }
    for line in twice { StandardOutput.write(line) }
    // A teacher's own lessons need not meet what the course meets.
    let seldomMet = path == nil ? LessonCheck.seldomMet(in: Library().lessons) : []
    for misconception in seldomMet {
      let line = Phrase.seldomMet(misconception)[options.language]
      StandardOutput.write("\(Misconception.fileName): \(line)\n")
    }
    guard all.allSatisfy(\.isRight), twice.isEmpty, seldomMet.isEmpty else { throw Exit.badInput }
  }

  /// What is said of one lesson, a line for each problem.
  private static func report(
    _ source: (name: String, octets: [UInt8]), _ options: ConsoleOptions
  ) -> (text: String, isRight: Bool) {
    let (name, language) = (source.name, options.language)
    do {
      let lesson = try LessonFile.parse(source.octets, name: name)
      let report = try LessonCheck.check(lesson, options)
      let lines = report.problems.map { problem in
        "\(name):\(problem.line): \(lesson.id)/\(problem.step): \(problem.text[language])"
      }
      let right = Phrase(
        en: "\(name): ok, \(report.walks) walks", zh: "\(name)：通过，共走了 \(report.walks) 遍")
      let all = lines.isEmpty ? [right[language]] : lines
      return (all.map { $0 + "\n" }.joined(), lines.isEmpty)
    } catch let error as LessonError {
      return (error.text(language) + "\n", false)
    } catch {
      return ("\(name): \(Phrase.noWorld(error)[language])\n", false)
    }
  }
}

struct NewLessonSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: help(
      en: "Writes the beginning of a lesson to standard output.", zh: "向标准输出写一课的开头。"))

  @Argument(
    help: help(
      en: "Its name: lower-case letters, digits and hyphens.", zh: "课名：小写字母、数字和连字符。",
      value: (nil, "课名")))
  var id: String

  @OptionGroup var language: LanguageOption

  func validate() throws {
    let isName =
      !id.isEmpty
      && id.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
      }
    guard isName else { throw language.refusal(.badID) }
  }

  func run() { StandardOutput.write(LessonTemplate.text(id: id)) }
}

/// `--lessons`: a teacher's own.
struct LessonsOption: ParsableArguments {
  @Option(
    name: .customLong("lessons"),
    help: help(
      en: "Folder of more lessons; one with the name of another takes its place.",
      zh: "存放更多课的文件夹；同名的课会取代原来的课。", value: (nil, "文件夹")))
  var folder: String?

  /// The course, with the folder's lessons.
  ///
  /// - Throws: as ``LanguageOption/lesson(at:)`` does.
  func library(_ language: LanguageOption) throws -> Library {
    try folder.map { folder in try language.read { try LessonPath.library(in: folder) } }
      ?? Library()
  }
}

extension LanguageOption {
  /// - Throws: exit code 65 where a file is wrong, each fault said with line and column; 74 where
  ///   one cannot be read.
  func lesson(at path: String) throws -> Lesson { try read { try LessonPath.lesson(at: path) } }

  /// Those that a person named: by id, number or title, or by a file.
  ///
  /// - Throws: exit code 65 where one is unknown, after all of them were said; as ``lesson(at:)``
  ///   does.
  func lessons(called names: [String], in library: Library) throws -> [Lesson] {
    var found: [Lesson] = []
    var unknown: [String] = []
    for name in names {
      if LessonPath.isFile(name) {
        found.append(try lesson(at: name))
      } else if let lesson = library.lesson(called: name.halfWidthLetters) {
        found.append(lesson)
      } else {
        unknown.append(name)
      }
    }
    for name in unknown { complain(.noLesson(name) + .lessonsAreListed) }
    if !unknown.isEmpty { throw Exit.badInput }
    return found
  }

  fileprivate func read<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch LessonPath.Failure.wrong(let errors) {
      for error in errors { StandardError.write(error.text(language) + "\n") }
      throw Exit.badInput
    } catch LessonPath.Failure.unreadable(let path) {
      complain(.unreadable(path))
      throw Exit.inputOutput
    }
  }
}

/// The lesson files at a path.
enum LessonSources {
  static func find(
    _ path: String?, _ language: LanguageOption
  ) throws -> [(name: String, octets: [UInt8])] {
    guard let path else { return Course.entries.map { ($0.file, $0.octets) } }
    let files = try files(in: path, language) ?? [path]
    return try files.map { file in
      guard let octets = File.beginning(of: file, atMost: LessonFile.limit + 1) else {
        language.complain(.unreadable(file))
        throw Exit.inputOutput
      }
      return (file, octets)
    }
  }

  /// Those of a folder; `nil` where the path names none. What looks like a lesson and is passed
  /// over is told.
  private static func files(in path: String, _ language: LanguageOption) throws -> [String]? {
    guard Folder.exists(at: path), let names = try? Folder.names(in: path) else { return nil }
    for name in names.sorted() where name.hasSuffix(".yml") {
      StandardOutput.write("\(path)/\(name): \(Phrase.passedOver[language.language])\n")
    }
    let lessons = names.filter(LessonPath.isLesson).sorted()
    guard !lessons.isEmpty else {
      language.complain(.noLessons(in: path))
      throw Exit.badInput
    }
    return lessons.map { "\(path)/\($0)" }
  }

  /// A line for each file whose lesson has the id of another before it.
  static func idsTwice(
    in sources: [(name: String, octets: [UInt8])], _ language: LanguageOption
  ) -> [String] {
    var seen: Set<String> = []
    return sources.compactMap { name, octets in
      guard let lesson = try? LessonFile.parse(octets, name: name),
        !seen.insert(lesson.id).inserted
      else { return nil }
      return "\(name):1: \(Phrase.lessonTwice(lesson.id)[language.language])\n"
    }
  }
}

extension Phrase {
  fileprivate static let lessonsAreListed = Phrase(
    en: " (byhand lesson lists them.)", zh: "（byhand lesson 列出所有的课。）")
  fileprivate static let passedOver = Phrase(
    en: "passed over: a lesson's file ends in .yaml", zh: "已跳过：课的文件名要以 .yaml 结尾")
  fileprivate static func noLessons(in path: String) -> Phrase {
    Phrase(
      en: "byhand: there is no lesson in \(path) (FILE.yaml).",
      zh: "byhand：\(path) 里没有课（文件.yaml）。")
  }
  fileprivate static func seldomMet(_ misconception: Misconception) -> Phrase {
    Phrase(
      en: "\(misconception.id) is met in fewer than two lessons",
      zh: "\(misconception.id) 出现在不到两课里")
  }
}
