import ArgumentParser
import Console
import Language
import Lessons
import Teaching

struct ConsoleSubcommand: ParsableCommand {
  static let name = "console"
  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: help(en: "The console with the practice world.", zh: "控制台和练习环境。"))

  @OptionGroup var student: StudentOption

  @OptionGroup var language: LanguageOption

  @OptionGroup var output: OutputArguments

  @OptionGroup var arguments: ConsoleArguments

  func run() throws {
    try open(.practice, try arguments.opened(by: student, output, language), language)
  }
}

struct ConnectSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "connect",
    abstract: help(
      en: "The console, connected to a real server.", zh: "控制台，连接真实服务器。"))

  @Argument(
    help: help(
      en: "HOST or HOST:PORT; an IPv6 address in brackets. Port 25 unless given.",
      zh: "“主机”或“主机:端口”；IPv6 地址写在方括号里。默认端口 25。", value: (nil, "主机")))
  var host: String

  @Option(
    help: help(
      en:
        "none: in clear, until you type STARTTLS. starttls: byhand types EHLO and STARTTLS, and ends where the server does not offer it. implicit: TLS from the first octet on. Default: implicit at port 465, else none.",
      zh:
        "none：以明文开始，直到你输入 STARTTLS。starttls：byhand 输入 EHLO 和 STARTTLS，服务器不提供就结束。implicit：一开始就是 TLS。默认：465 端口用 implicit，其他用 none。",
      value: ("none|starttls|implicit", "none|starttls|implicit")))
  var tls: SecurityWish.Mode?

  @Flag(
    help: help(
      en: "Go on although the server's certificate is wrong: anybody may be at the other end.",
      zh: "服务器的证书有问题也继续：对面可能是任何人。"))
  var insecure = false

  @OptionGroup var student: StudentOption

  @OptionGroup var language: LanguageOption

  @OptionGroup var output: OutputArguments

  @OptionGroup var arguments: ConsoleArguments

  func run() throws {
    guard var target = DialTarget([host, "--real"]) else {
      throw language.refusal(.noHost(host))
    }
    target.tls = tls
    target.isInsecure = insecure
    try open(.connect(target), try arguments.opened(by: student, output, language), language)
  }
}

extension SecurityWish.Mode: ExpressibleByArgument {}

struct LessonSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: help(
      en: "Lessons: the map of the course with your progress, or one of them.",
      zh: "显示课程一览和你的进度，或进入某一课。"))

  @Argument(
    help: help(
      en:
        "The lesson's name, as the map shows it, or its number, or a lesson's file (FILE.yaml). Without it: the map.",
      zh: "一览里的课名或序号，也可以是一课的文件（文件.yaml）。不写则显示一览。", value: (nil, "课名")))
  var id: String?

  @OptionGroup var lessons: LessonsOption

  @Flag(
    name: .customLong("continue"), help: help(en: "Go on where you stopped.", zh: "从上次停下的地方继续。"))
  var resumes = false

  @Flag(
    help: help(
      en: "Forget the progress of this lesson, after asking.", zh: "清除这一课的进度，会先询问。"))
  var reset = false

  @Flag(help: help(en: "With --reset: do not ask.", zh: "与 --reset 一起使用：不再询问。"))
  var yes = false

  @OptionGroup var student: StudentOption

  @OptionGroup var language: LanguageOption

  @OptionGroup var output: OutputArguments

  @OptionGroup var arguments: ConsoleArguments

  func validate() throws {
    if yes, !reset { throw language.refusal(.yesWithoutReset) }
  }

  func run() throws {
    var options = try arguments.opened(by: student, output, language)
    options.library = try lessons.library(language)
    if reset { return try resetProgress(options) }
    guard let id else {
      guard resumes else { return StandardOutput.write(LessonProgress.map(options)) }
      return try open(.lesson(id: nil), options, language)
    }
    guard LessonPath.isFile(id) else {
      return try open(.lesson(id: id), options, language)
    }
    try open(.lessonFile(try language.lesson(at: id)), options, language)
  }

  private func resetProgress(_ options: ConsoleOptions) throws {
    guard let id else { throw language.refusal(.resetWhat) }
    guard
      let lesson = LessonPath.isFile(id) ? try language.lesson(at: id) : options.library[id]
    else {
      language.complain(.noLesson(id))
      throw Exit.badInput
    }
    let passed = LessonProgress.passed(in: lesson, options)
    guard yes || passed == 0 || isConfirmed(.forget(lesson, passed)) else {
      language.complain(.keptProgress(id))
      throw ExitCode.validationFailure
    }
    LessonProgress.reset(lesson, options)
    StandardOutput.write(Phrase.forgotten(lesson)[language.language] + "\n")
  }

  /// Asks on standard error, so that the question is seen where the output is piped. The end of
  /// the input, as without a terminal, means no.
  private func isConfirmed(_ question: Phrase) -> Bool {
    StandardError.write(question[language.language])
    guard let line = readLine() else {
      StandardError.write("\n")
      return false
    }
    return ["y", "yes", "ｙ", "是", "好"].contains(line.lowercased().filter { !$0.isWhitespace })
  }
}

/// Opens the console; how it ended becomes the exit code.
private func open(
  _ beginning: Beginning, _ options: ConsoleOptions, _ language: LanguageOption
) throws {
  let outcome: ConsoleOutcome
  do { outcome = try Console.open(beginning, options) } catch {
    language.complain(.byhand + .cannotOpen(error))
    throw Exit.inputOutput
  }
  switch outcome {
  case .left: return
  case .badInput: throw Exit.badInput
  case .cannotConnect: throw Exit.cannotConnect
  case .noWorld: throw Exit.inputOutput
  }
}

extension Phrase {
  fileprivate static let resetWhat = Phrase(
    en: "--reset needs a lesson's name.", zh: "--reset 后面要写课名。")
  fileprivate static let yesWithoutReset = Phrase(
    en: "--yes goes with --reset.", zh: "--yes 要与 --reset 一起使用。")

  fileprivate static func noHost(_ text: String) -> Phrase {
    Phrase(en: "\(text) is not HOST or HOST:PORT.", zh: "\(text) 不是“主机”或“主机:端口”。")
  }
  static func noLesson(_ id: String) -> Phrase {
    Phrase(en: "byhand: there is no lesson \(id).", zh: "byhand：没有叫 \(id) 的课。")
  }
  fileprivate static func forget(_ lesson: Lesson, _ passed: Int) -> Phrase {
    let count = lesson.steps.count
    return Phrase(
      en: "\(lesson.id): \(passed) of \(count) steps are done. Forget them? (y/n) ",
      zh: "\(lesson.id)：已完成 \(count) 步中的 \(passed) 步。确定要清除吗？(y/n) ")
  }
  fileprivate static func forgotten(_ lesson: Lesson) -> Phrase {
    Phrase(
      en: "\(lesson.id) begins at its first step again.", zh: "\(lesson.id) 将从第一步重新开始。")
  }
  fileprivate static func keptProgress(_ id: String) -> Phrase {
    Phrase(
      en: "byhand: the progress of \(id) is kept. (--yes forgets it without asking.)",
      zh: "byhand：保留了 \(id) 的进度。（--yes 可不经询问直接清除。）")
  }
}
