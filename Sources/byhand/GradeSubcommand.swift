import ArgumentParser
import CLibEdit
import Console
import Files
import Glibc
import Grading
import Language
import Lessons
import Markup
import Presentation
import Terminal
import Transcripts

/// What a gradebook is written as.
enum GradebookForm: String, CaseIterable, ExpressibleByArgument {
  case table, csv, json, gradescope, html

  /// As the end of the file's name says.
  init(ofFile path: String?) {
    let name = path?.lowercased() ?? ""
    self = [Self.csv, .json, .html].first { name.hasSuffix(".\($0.rawValue)") } ?? .table
  }
}

struct GradeSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: help(
      en: "Recordings of a class in, a gradebook out.", zh: "读入全班的会话记录，得出成绩册。"),
    discussion: help(
      en: """
        Each step is judged as the lesson judged it live, and the gradebook names the recording and \
        the events that prove it. Recordings of a lecturer's serve --record are graded alone; a \
        student's own file is a record, which can be edited. Flags say what to look at, and take \
        nothing away.
        """,
      zh: """
        每一步都按上课时的同一套规则评判，成绩册写明由哪份会话记录、哪些事件证明。教师用 serve --record \
        录下的记录单独评分；学生自己的文件只是一份记录，可以被改动。标记只提示该看哪里，从不扣分。
        """))

  @Option(
    name: .customLong("lesson"),
    help: help(
      en: "The lesson to grade: its name, or a file (FILE.yaml). Repeat it for several.",
      zh: "要评分的课：课名，或一课的文件（文件.yaml）。可以写多次。", value: ("id", "课名")))
  var lesson: [String]

  @Argument(
    help: help(
      en: "Recordings, what byhand submit wrote, other tools' logs, and folders of them.",
      zh: "会话记录、byhand submit 写出的文件、其他工具的日志，或它们的文件夹。", value: (nil, "路径")))
  var path: [String] = []

  @OptionGroup var lessons: LessonsOption

  @Option(
    help: help(
      en: "The class as CSV: columns by name (ID number, name, class).",
      zh: "班级名单（CSV），按列名读取（学号、姓名、班级）。", value: ("csv", "名单")))
  var roster: String?

  @Option(
    name: .customLong("as"),
    help: help(
      en:
        "What to write. Default: as the end of the file's name says (.csv, .json, .html), else table.",
      zh: "写成什么。默认看文件名的结尾（.csv、.json、.html），否则是表格（table）。",
      value: ("format", "格式")))
  var chosenForm: GradebookForm?

  @OptionGroup var output: OutputOptions

  @Option(
    help: help(
      en:
        "The CSV that Moodle, Canvas or another system exported: scores are written into this file, and nothing else in it changes.",
      zh: "Moodle、Canvas 等系统导出的 CSV：把得分写进这个文件，其余一概不变。", value: ("csv", "成绩表")))
  var fill: String?

  @Option(
    help: help(
      en:
        "The column that --fill writes into. Default: the one named after the lesson, or the only one of grades.",
      zh: "--fill 要填的列。默认是以课名命名的那一列，或唯一的成绩列。", value: ("name", "列名")))
  var column: String?

  @Option(
    help: help(
      en: "Give scores out of this maximum instead of points.", zh: "把得分换算成这个满分，而不用课里的分数。",
      value: ("maximum", "满分")))
  var outOf: Double?

  @Option(
    help: help(
      en:
        "When it was due: 2026-12-01, or 2026-12-01T18:00, with Z or +08:00; without, this machine's time. Nothing is deducted.",
      zh: "截止时间：2026-12-01，或 2026-12-01T18:00，可以加 Z 或 +08:00；不写则按本机时区。不会扣分。",
      value: ("time", "时间")))
  var due: String?

  @Option(
    help: help(
      en:
        "Also write a page for each student into this folder, with that student's data alone. Such pages of an earlier run are replaced or removed; those that were changed since, and other files, stay.",
      zh: "另外为每位学生在这个文件夹里写一页，只含该学生自己的数据。以前生成的这类页面会被替换或删去；生成之后改过的页面和其他文件不动。",
      value: ("folder", "文件夹")))
  var feedback: String?

  @Option(
    help: help(
      en: "How many students are graded at once. Default: as many as there are cores.",
      zh: "同时给多少名学生评分。默认等于处理器核数。", value: ("n", "数量")))
  var jobs: Int?

  @ArgumentParser.Flag(
    help: help(
      en: "One recording a line on standard input, one result a line on standard output.",
      zh: "从标准输入逐行读取会话记录，每行一份；向标准输出逐行写出结果。"))
  var stream = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    if lesson.isEmpty { throw language.refusal(.lessonNeeded) }
    if stream, !path.isEmpty { throw language.refusal(.streamTakesNoPath) }
    if !stream, path.isEmpty { throw language.refusal(.pathNeeded) }
    if let outOf, !(outOf > 0 && outOf <= 1_000_000) { throw language.refusal(.badMaximum) }
    if let jobs, !(1...256).contains(jobs) { throw language.refusal(.badJobs) }
    if column != nil, fill == nil { throw language.refusal(.columnOfNothing) }
    if let due, DueTime(due) == nil { throw language.refusal(.badTime(due)) }
  }

  func run() throws {
    memory_use_one_heap()
    let library = try lessons.library(language)
    var job = GradingJob(
      // Named twice it is graded once.
      lessons: try language.lessons(called: lesson, in: library).reduce(into: []) { all, lesson in
        if !all.contains(where: { $0.id == lesson.id }) { all.append(lesson) }
      },
      jobs: jobs ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    job.scale = outOf
    job.due = due.flatMap { DueTime($0)?.milliseconds }
    if stream { return GradingStream.run(Grader(job), job.lessons, language.language) }
    job.roster = try roster.map { try list(at: $0) }
    let missing = path.filter { !Folder.exists(at: $0) && !File.exists($0) }
    if missing.count == path.count {
      for path in missing { language.complain(.unreadable(path)) }
      throw Exit.inputOutput
    }
    // What cannot be read should be said before the work, not after it.
    let sheet = try fill.map { try octets(of: $0) }
    let progress = ProgressLine(isShown: isTerminal(STDERR_FILENO))
    let book = Grader(job).grade(path) { done, all in progress.show(done, of: all) }
    progress.clear()
    if book.files == 0 { language.complain(.nothingThere) }
    var options = ReportOptions(language: language.language, software: Byhand.software)
    options.lessons = job.lessons.reduce(library) { $0.adding($1) }
    try write(book, options)
    if let feedback {
      try writePages(of: book, to: feedback, options, showsFlags: false)
    }
    if let fill, let sheet { try fillIn(book, sheet, fill) }
    for problem in book.problems where form != .table { language.complain(.byhand + problem) }
    if book.unreadable > 0 || book.files == 0 { throw Exit.badInput }
  }

  // MARK: Output

  private var form: GradebookForm { chosenForm ?? GradebookForm(ofFile: output.file) }

  private func write(_ book: Gradebook, _ options: ReportOptions) throws {
    switch form {
    case .table:
      let width = output.file == nil ? outputWidth : 80
      let table = GradebookTable(
        book, ViewOptions(language: language.language, width: width))
      let overview = OverviewText(Overview(book), language.language, width: width)
      try write(table.text + "\n" + overview.lines.map { $0 + "\n" }.joined())
    case .csv: try write(GradebookCSV(book, language.language).portions)
    case .json: try write(GradebookJSON.text(book, language.language))
    case .gradescope:
      let students = Set(book.grades.map(\.student))
      guard students.count == 1 else {
        language.complain(.oneStudent(students.count))
        throw ExitCode.validationFailure
      }
      try write(GradescopeResults.text(book.grades, in: book, language.language))
    case .html:
      guard let file = output.file else {
        return try write(ReportPage(book, Overview(book), options).html.text)
      }
      try language.mayWrite(file, replacing: output.force)
      // The conversations stand beside the report, a page a student.
      let stem = file.hasSuffix(".html") ? String(file.dropLast(5)) : file
      let folder = stem + "-students"
      try writePages(of: book, to: folder, options, showsFlags: true)
      let name = folder.split(separator: "/").last.map(String.init) ?? folder
      let pages = book.pageNames
      let page = ReportPage(book, Overview(book), options) { student in
        pages[student].map { "\(name)/\($0)" }
      }
      try write(page.html.text)
    }
  }

  private func write(_ text: String) throws { try write(CollectionOfOne(Array(text.utf8))) }

  private func write(_ portions: some Sequence<[UInt8]>) throws {
    guard let file = output.file else { return portions.forEach(StandardOutput.write) }
    try language.write(portions, to: file, replacing: output.force)
    language.complain(.written(file))
  }

  /// A page for each student who handed in something. Those of an earlier run are replaced, and
  /// removed where there is none any more: their grades no longer hold. What byhand did not write
  /// stays, and so does a page that was changed since, unless `--force` says otherwise.
  private func writePages(
    of book: Gradebook, to folder: String, _ options: ReportOptions, showsFlags: Bool
  ) throws {
    do throws(StoreError) { try Folder.make(folder) } catch {
      language.complain(.noFolder(folder))
      throw Exit.inputOutput
    }
    let earlier = pages(in: folder)
    let changed = output.force ? [] : earlier.filter { isChanged("\(folder)/\($0)") }
    let pageNames = book.pageNames
    let students = book.byStudent.filter { pageNames[$0[$0.startIndex].student] != nil }
    let names = students.compactMap { pageNames[$0[$0.startIndex].student] }
    for name in names where !earlier.contains(name) {
      try language.mayWrite("\(folder)/\(name)", replacing: output.force)
    }
    for (name, grades) in zip(names, students) where !changed.contains(name) {
      let page = StudentPage(
        grades[grades.startIndex].student, Array(grades), in: book, options,
        showsFlags: showsFlags)
      let html = page.html { $0.read() }.text
      try language.write(Array(html.utf8), to: "\(folder)/\(name)", replacing: true)
    }
    let stale = earlier.subtracting(names).subtracting(changed)
    for name in stale { unlink("\(folder)/\(name)") }
    let written = names.count { !changed.contains($0) }
    language.complain(.pages(written, folder, removed: stale.count))
    if !changed.isEmpty { language.complain(.changedPages(changed.sorted())) }
  }

  private func isChanged(_ path: String) -> Bool {
    File.whole(path, atMost: 256 << 20).map(StudentPage.isChanged) ?? true
  }

  /// The names of students' pages.
  private func pages(in folder: String) -> Set<String> {
    let names = (try? Folder.names(in: folder)) ?? []
    return Set(
      names.filter { name in
        let path = "\(folder)/\(name)"
        return name.hasSuffix(".html") && Folder.file(at: path) != nil
          && File.beginning(of: path, atMost: 200).map(StudentPage.isPage) == true
      })
  }

  private func fillIn(_ book: Gradebook, _ sheet: [UInt8], _ path: String) throws {
    let filling: ScoreFilling
    do throws(CSVFault) {
      filling = try ScoreFilling(sheet, name: path, with: book, column: column)
    } catch {
      StandardError.write(error.text(language.language) + "\n")
      throw Exit.badInput
    }
    try language.write(filling.octets, to: path, replacing: true)
    language.complain(.filled(path, filling))
    if let other = filling.otherMaximum { language.complain(.otherMaximum(other)) }
  }

  // MARK: Input

  private func octets(of path: String) throws -> [UInt8] {
    guard let octets = File.whole(path, atMost: 32 << 20) else {
      language.complain(.unreadable(path))
      throw Exit.inputOutput
    }
    return octets
  }

  private func list(at path: String) throws -> Roster {
    let octets = try octets(of: path)
    do throws(CSVFault) {
      let roster = try Roster(octets, name: path)
      for warning in roster.warnings {
        StandardError.write(warning.text(language.language) + "\n")
      }
      return roster
    } catch {
      StandardError.write(error.text(language.language) + "\n")
      throw Exit.badInput
    }
  }
}

extension Phrase {
  fileprivate static let lessonNeeded = Phrase(
    en: "--lesson ID says which lesson is graded; byhand lesson lists them.",
    zh: "用“--lesson 课名”写明给哪一课评分；byhand lesson 列出所有的课。")
  fileprivate static let streamTakesNoPath = Phrase(
    en: "--stream reads standard input, and takes no path.", zh: "--stream 读取标准输入，不能再写路径。")
  fileprivate static let pathNeeded = Phrase(
    en: "Which recordings? Name files or folders.", zh: "给哪些会话记录评分？请写出文件或文件夹。")
  fileprivate static let badMaximum = Phrase(
    en: "--out-of takes a number above 0.", zh: "--out-of 要写大于 0 的数。")
  fileprivate static let badJobs = Phrase(
    en: "--jobs takes a number from 1 to 256.", zh: "--jobs 要写 1 到 256 的整数。")
  fileprivate static let columnOfNothing = Phrase(
    en: "--column names a column of the file that --fill names.",
    zh: "--column 指的是 --fill 那个文件里的一列，要一起写。")
  fileprivate static func oneStudent(_ count: Int) -> Phrase {
    Phrase(
      en: "byhand: results.json is one student's, and these recordings are of \(count).",
      zh: "byhand：results.json 只属于一位学生，而这些会话记录属于 \(count) 位。")
  }
  fileprivate static func written(_ path: String) -> Phrase {
    Phrase(en: "Written: \(path)", zh: "已写入 \(path)")
  }
  fileprivate static func noFolder(_ path: String) -> Phrase {
    Phrase(en: "byhand: the folder \(path) cannot be made.", zh: "byhand：无法创建文件夹 \(path)。")
  }
  fileprivate static func pages(_ count: Int, _ folder: String, removed: Int) -> Phrase {
    Phrase(en: "Written: \(folder), pages: \(count)", zh: "已写入 \(folder)：\(count) 页")
      + (removed == 0
        ? .empty
        : Phrase(
          en: "; removed, of an earlier run: \(removed)", zh: "；删去以前生成的 \(removed) 页"))
  }
  fileprivate static func changedPages(_ names: [String]) -> Phrase {
    Phrase(
      en:
        "Kept, for they were changed since byhand wrote them: \(names.joined(separator: ", ")). --force replaces them.",
      zh:
        "这些页面在生成之后被改过，已保留：\(names.joined(separator: "、"))。用 --force 覆盖。")
  }
  fileprivate static func filled(_ path: String, _ filling: ScoreFilling) -> Phrase {
    let columns = filling.columns.joined(separator: ", ")
    let missing = filling.notInFile.map { $0.id.isEmpty ? $0.name : $0.id }
    let disputed = filling.disputed.map { $0.name.isEmpty ? $0.id : "\($0.id) \($0.name)" }
    return Phrase(
      en:
        "Filled in: \(path), column \(columns), scores: \(filling.filled); cells kept, of students without a recording: \(filling.withoutGrade.count).",
      zh:
        "已填入 \(path) 的“\(columns)”列：\(filling.filled) 个得分；\(filling.withoutGrade.count) 位没有会话记录的学生保持原样。"
    )
      + (missing.isEmpty
        ? .empty
        : Phrase(
          en: " Not in the file: \(missing.joined(separator: ", ")).",
          zh: "文件里没有：\(missing.joined(separator: "、"))。"))
      + (disputed.isEmpty
        ? .empty
        : Phrase(
          en:
            " Two students would be one row of the file, and neither was filled in: \(disputed.joined(separator: ", ")).",
          zh: "不同的学生对应文件里的同一行，都没有填：\(disputed.joined(separator: "、"))。"))
  }
  fileprivate static let nothingThere = Phrase(
    en: "byhand: there is no file in that folder.", zh: "byhand：文件夹里没有文件。")
  fileprivate static func otherMaximum(_ other: ScoreFilling.OtherMaximum) -> Phrase {
    let (number, scale) = (JSONObject.number(other.maximum), JSONObject.number(other.scale))
    return Phrase(
      en:
        "The file's maximum is \(number), these scores have another: --out-of \(scale) scales them.",
      zh: "文件里的满分是 \(number)，与这些得分的满分不同：可以用 --out-of \(scale) 换算。")
  }
  fileprivate static func badTime(_ text: String) -> Phrase {
    Phrase(
      en: "--due \(text): not a time. Write 2026-12-01, or 2026-12-01T18:00.",
      zh: "--due \(text)：不是时间。请写成 2026-12-01，或 2026-12-01T18:00。")
  }
}
