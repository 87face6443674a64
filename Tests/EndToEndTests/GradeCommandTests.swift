import Glibc
import Grading
import Lessons
import Subprocess
import TestSupport
import Testing

/// `byhand grade` on files as they lie on a disk, and its output as other programs read it.
@Suite(.fewAtOnce) struct GradeCommandTests {
  private static let lesson = SampleLessons.lesson("first-conversation")
  private static let simulated = {
    var generator = ClassGenerator(seed: 3, lessons: [lesson])
    return generator.make(8)
  }()

  private static func grade(_ arguments: String...) -> [String] {
    ["grade", "--lesson", lesson.id, "--lessons", SampleLessons.folder, "--lang", "en"] + arguments
  }

  private let scratch = Scratch()
  private var folder: String { "\(scratch.path)/hand in" }

  init() { for file in Self.simulated.files { save(file.octets, as: file.path) } }

  private func save(_ octets: [UInt8], as name: String) {
    scratch.save(octets, as: "hand in/\(name)")
  }

  // MARK: Files

  /// Root reads whatever there is, so the program runs as somebody else.
  @Test func `a file that may not be read is a row that says so, and the rest is graded`()
    async throws
  {
    save(Self.simulated.files[0].octets, as: "2026001790.jsonl")
    let copy = "\(scratch.path)/byhand"
    let copied = try await Program.run(.name("cp"), [Program.byhand, copy])
    let opened = try await Program.run(.name("chmod"), ["-R", "a+rX", scratch.path])
    try #require(copied.status == 0 && opened.status == 0)
    chmod("\(folder)/2026001790.jsonl", 0)
    let nobody: uid_t? = getuid() == 0 ? 65_534 : nil
    let lessons = Scratch()
    let lesson = try await Program.run(
      .name("cp"), ["\(SampleLessons.folder)/01-first-conversation.yaml", lessons.path])
    try #require(lesson.status == 0 && chmod(lessons.path, 0o755) == 0)
    let graded = try await Program.byhand(
      [
        "grade", "--lesson", Self.lesson.id, "--lessons", lessons.path, "--as", "csv", "--lang",
        "en", folder,
      ], executable: copy, user: nobody)
    guard nobody == nil || graded.status != 127 else {
      try Test.cancel("Swift's libraries are where only root can read them")
    }
    #expect(graded.status == 65)
    let rows = graded.output.split(separator: "\r\n").dropFirst()
    let locked = rows.filter { $0.hasPrefix("2026001790,") }
    #expect(locked.count == 1 && locked[0].contains("unreadable: no permission to read it"))
    #expect(graded.errors.contains("2026001790.jsonl: no permission to read it"))
    #expect(rows.count == Self.simulated.students.count + 1)
    #expect(rows.count { $0.contains(",record,") } == Self.simulated.students.count)
  }

  @Test func `pages of an earlier run are replaced or removed, and nothing else is`() async throws {
    let pages = "\(scratch.path)/pages"
    let grade = Self.grade("--feedback", pages, "-o", "\(scratch.path)/table", "--force", folder)
    let first = try await Program.byhand(grade)
    #expect(first.status == 0, "\(first.errors)")
    let names = scratch.names("pages")
    #expect(names == Self.simulated.students.map { "\($0.id).html" })
    let mine = "<!doctype html>\n<html lang=\"en\"><p>mine"
    try Program.write(mine, to: "\(pages)/notes.html")
    // A student who has left the class has no page any more.
    for file in Self.simulated.students[0].files {
      unlink("\(folder)/\(file.path)")
    }
    let second = try await Program.byhand(grade)
    #expect(second.status == 0, "\(second.errors)")
    #expect(second.errors.contains("removed, of an earlier run: 1"))
    #expect(scratch.names("pages") == Array(names.dropFirst()) + ["notes.html"])
    #expect(Program.text(of: "\(pages)/notes.html") == mine)
    // A file of that name that byhand did not write stays, and so do all others.
    let before = Program.text(of: "\(pages)/\(names[1])")
    try Program.write(mine, to: "\(pages)/\(names[2])")
    let third = try await Program.byhand(
      Self.grade("--feedback", pages, "-o", "\(scratch.path)/other", "--out-of", "7", folder))
    #expect(third.status == 74)
    #expect(Program.text(of: "\(pages)/\(names[2])") == mine)
    #expect(Program.text(of: "\(pages)/\(names[1])") == before)
    // A page that was changed since stays as well, until --force.
    let praise = try #require(before).replacing("<h1>", with: "<h1>Well done: ")
    try Program.write(praise, to: "\(pages)/\(names[1])")
    unlink("\(pages)/\(names[2])")
    let fourth = try await Program.byhand(
      Self.grade("--feedback", pages, "-o", "\(scratch.path)/another", folder))
    #expect(fourth.status == 0 && fourth.errors.contains(names[1]), "\(fourth.errors)")
    #expect(Program.text(of: "\(pages)/\(names[1])") == praise)
    #expect(scratch.names("pages") == Array(names.dropFirst()) + ["notes.html"])
    _ = try await Program.byhand(grade)
    #expect(Program.text(of: "\(pages)/\(names[1])") == before)
  }

  @Test(arguments: [
    ("a.csv", "\u{FEFF}student_id,"), ("a.JSON", "{\"format\":\"byhand-gradebook\""),
    ("a.html", "<!doctype html>"), ("a.txt", "student"),
  ])
  func `without --as the file's name says the form`(name: String, beginning: String) async throws {
    let file = "\(scratch.path)/\(name)"
    let outcome = try await Program.byhand(Self.grade("-o", file, folder))
    #expect(outcome.status == 0, "\(outcome.errors)")
    let text = try #require(Program.text(of: file))
    #expect(text.hasPrefix(beginning) || name == "a.txt" && text.contains(beginning))
    let table = try await Program.byhand(
      Self.grade("--as", "table", "--force", "-o", file, folder))
    #expect(table.status == 0 && Program.text(of: file)?.contains("student") == true)
    #expect(Program.text(of: file)?.hasPrefix("<") == false)
  }

  @Test func `the command that replays a wrong line shows no name`() async throws {
    let report = try await Program.byhand(Self.grade("--as", "html", folder))
    #expect(report.status == 0, "\(report.errors)")
    let commands = report.output.matches(
      of:
        #/
        <code>([^<]+)</code></th> (?:<td[^>]*>[^<]*</td>){3}
        <td><code\ class="command">byhand\ replay\ &\#39;([^<]+)&\#39;\ --file\ (\d+)([^<]*)</code>
        /#)
    try #require(!commands.isEmpty)
    for command in commands {
      let text = String(command.1).unescaped
      let options = command.4.split(separator: " ").map(String.init)
      let replay = try await Program.byhand(
        ["replay", String(command.2), "--file", String(command.3), "--plain"] + options)
      #expect(replay.status == 0, "\(replay.errors)")
      #expect(
        replay.lines.contains { $0.hasSuffix(text) }, "\(text): \(replay.output)")
      let said = replay.output + replay.errors + String(command.0)
      #expect(!Self.simulated.students.contains { said.contains($0.id) })
    }
    let beyond = try await Program.byhand(["replay", folder, "--file", "99", "--lang", "en"])
    #expect(beyond.status == 65)
    #expect(beyond.errors.contains("there is no file 99 in the folder"))
  }

  @Test(arguments: [["--column", "Score", "x"], ["--out-of", "0", "x"], ["--stream", "x"], []])
  func `what says nothing is refused`(arguments: [String]) async throws {
    let outcome = try await Program.byhand(["grade", "--lesson", "first-conversation"] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
  }

  // MARK: Other programs

  private static let schema =
    #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    + "/Sources/Grading/gradebook.schema.json"

  @Test(.needs("jsonschema"), arguments: ["en", "zh"])
  func `the gradebook and the lines of a stream fit their schema`(language: String) async throws {
    save([], as: "empty-2026001799.jsonl")
    save(Array("{\"format\":".utf8), as: "nobody's.jsonl")
    let roster = "\(scratch.path)/roster.csv"
    try Program.write("id,name,class\n2026001700,张三,1\n2026001777,李四,1\n", to: roster)
    let file = "\(scratch.path)/lines"
    let book = try await Program.byhand(
      Self.grade("--as", "json", "--roster", roster, "--due", "2026-11-23", "--lang", language)
        + [folder])
    #expect(book.status == 65)
    let bundles = Self.simulated.files.filter { $0.path.hasPrefix("byhand-") }
    try #require(!bundles.isEmpty)
    let stream = try await Program.byhand(
      Self.grade("--stream", "--lang", language),
      input: bundles.map { String(decoding: $0.octets, as: UTF8.self) }.joined() + "{}\n")
    #expect(stream.lines.count >= bundles.count + 1)
    try Program.write(book.output + stream.output, to: file)
    let script = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      for line in open(sys.argv[2], encoding='utf-8'):
          for error in validator.iter_errors(json.loads(line)): print(error.message)
      """
    let checked = try await Program.run(.name("python3"), ["-c", script, Self.schema, file])
    #expect(checked.status == 0 && checked.output.isEmpty, "\(checked.output)\(checked.errors)")
  }

  @Test(.needs("python3"))
  func `Python's csv reads hostile cells as they were meant, and none begins a formula`()
    async throws
  {
    let names = [
      "=1+1", "+1", "-1", "@a", "\t=1", "a;=1", "a\"b", "a,=b", "＝1", "  =1", "\"\"", "O'Brien",
    ]
    let cells = names.enumerated().map { index, name in
      "\(2_026_001_800 + index),\"\(name.replacing("\"", with: "\"\""))\"\n"
    }
    let roster = "\(scratch.path)/roster.csv"
    try Program.write("id,name\n" + cells.joined(), to: roster)
    let file = "\(scratch.path)/book.csv"
    let book = try await Program.byhand(
      Self.grade("--as", "csv", "-o", file, "--roster", roster, folder))
    #expect(book.status == 0, "\(book.errors)")
    let script = """
      import csv, io, sys
      text = open(sys.argv[1], newline='', encoding='utf-8-sig').read()
      rows = list(csv.reader(io.StringIO(text), strict=True))
      assert len({len(row) for row in rows}) == 1
      assert not any(c.lstrip(' \\t"').startswith(tuple('=+-@＝＋－＠')) for r in rows for c in r)
      for row in rows[1:13]: print(row[1])
      """
    let read = try await Program.run(.name("python3"), ["-c", script, file])
    #expect(read.status == 0, "\(read.errors)")
    #expect(
      read.lines == names.map { GradebookCSV.harmless($0.trimmed) })
  }

  @Test(.needs("python3", "chromium", "chromedriver"))
  func `the report opens in a browser, in both languages, and asks nobody for anything`()
    async throws
  {
    let roster = "\(scratch.path)/roster.csv"
    let students = Self.simulated.students.map { "\($0.id),学生\n" }.joined()
    try Program.write("id,name\n" + students + "2026001777,李四\n", to: roster)
    let page = "\(scratch.path)/report.html"
    let written = try await Program.byhand(
      Self.grade("--as", "html", "-o", page, "--roster", roster, folder))
    #expect(written.status == 0, "\(written.errors)")
    let script = #filePath.replacing("GradeCommandTests.swift", with: "report.py")
    let home = Scratch()
    let outcome = try await Program.run(
      .name("python3"), [script, page, home.path, "\(Self.simulated.students.count)", "1", "0"])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }
}

extension String {
  fileprivate var unescaped: String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(self) { $0.replacing($1.0, with: $1.1) }
  }

  /// As a roster's cells are read.
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
