import ArgumentParser
import Console
import Files
import Glibc
import Imports
import Language
import Presentation
import Terminal
import Transcripts

extension ImportFormat: ExpressibleByArgument {}

struct ImportSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: help(
      en: "Other tools' logs and captures as recordings.", zh: "把其他工具的日志和抓包转成会话记录。"),
    discussion: help(
      en: """
        The content tells the format: swaks, curl -v, curl --trace, Python's smtplib, aiosmtpd, \
        OpenSMTPD, Haraka, S: and C: lines, a telnet or nc session, Wireshark's "Follow TCP Stream" \
        as YAML, a capture (through tshark), byhand's own; gzip too. Passwords are withheld.
        """,
      zh: """
        格式由内容识别：swaks、curl -v、curl --trace、Python 的 smtplib、aiosmtpd、OpenSMTPD、Haraka、\
        带 S: 和 C: 的对话、telnet 或 nc 的会话、Wireshark 以 YAML 保存的“追踪 TCP 流”、抓包文件（需要 tshark）、\
        byhand 自己的格式；也可以用 gzip 压缩。密码不会写入。
        """))

  @Argument(
    help: help(
      en: "Logs, captures, folders of them; - is standard input.",
      zh: "日志、抓包文件，或它们的文件夹；- 表示标准输入。", value: (nil, "文件")))
  var files: [String] = []

  @Option(
    help: help(
      en: "Read them as this, whatever they look like.", zh: "不看内容，一律按这种格式读取。",
      value: ("format", "格式")))
  var from: ImportFormat?

  @OptionGroup var output: OutputOptions

  @Flag(
    help: help(
      en: "Report on standard error as JSON, one object a file.",
      zh: "在标准错误输出上以 JSON 报告，每个文件一个对象。"))
  var json = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    if files.isEmpty, isTerminal(STDIN_FILENO) { throw language.refusal(.noFiles) }
  }

  func run() throws {
    let arguments = files.isEmpty ? ["-"] : files
    let (inputs, passedOver) = InputFile.all(arguments)
    for path in passedOver { language.complain(.passedOver(path)) }
    let isOne =
      arguments.count == 1 && !Folder.exists(at: arguments[0])
      && output.file.map { Folder.exists(at: $0) || $0.hasSuffix("/") } != true
    var results = ImportResults(inputs)
    for input in inputs {
      // Each is written as soon as it is read: many do not have to be held together.
      try read(input, isAlone: isOne, &results)
    }
    if inputs.isEmpty { language.complain(.emptyFolder) }
    if results.isUnreadable { throw Exit.inputOutput }
    if results.hasFailed || inputs.isEmpty { throw Exit.badInput }
  }

  private func read(
    _ input: InputFile, isAlone: Bool, _ results: inout ImportResults
  ) throws {
    let report = ImportReportText(input.shownName, language.language, isJSON: json)
    guard let octets = input.octets() else {
      results.isUnreadable = true
      return StandardError.write(report.unreadable)
    }
    let imported: Imported
    do throws(ImportFailure) {
      imported = try Import(from: from, software: Byhand.software)(octets)
    } catch {
      results.hasFailed = true
      return StandardError.write(report.text(error))
    }
    if isAlone, imported.recordings.count == 1, let recording = imported.recordings.first {
      StandardError.write(report.text(imported.report))
      guard let file = output.file else { return recording.file.forEach(StandardOutput.write) }
      return try language.write(recording.file, to: file, replacing: output.force)
    }
    var written: [String] = []
    for recording in imported.recordings {
      let name = results.fileName(recording.name ?? results.name(of: input))
      guard let folder = output.file else {
        recording.bundled(as: name).forEach(StandardOutput.write)
        continue
      }
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      try make(folder)
      // Another recording's file may still be written.
      do { try language.write(recording.file, to: path, replacing: output.force) } catch {
        results.isUnreadable = true
        continue
      }
      written.append(path)
    }
    StandardError.write(report.text(imported.report, written: written))
  }

  private func make(_ folder: String) throws {
    do throws(StoreError) { try Folder.make(folder) } catch {
      language.complain(.noFolder(folder))
      throw Exit.inputOutput
    }
    guard Folder.exists(at: folder) else {
      language.complain(.noFolder(folder))
      throw Exit.inputOutput
    }
  }
}

/// What has come of the inputs so far.
private struct ImportResults {
  /// In octets, with room for a number and the suffix: file systems take 255.
  private static let longestName = 180

  var hasFailed = false
  var isUnreadable = false
  private var names: Set<String> = []
  /// The number that was given last, for each name.
  private var numbers: [String: Int] = [:]
  /// How many inputs have this name, without their folders.
  private var inputs: [String: Int] = [:]

  init(_ files: [InputFile]) {
    for file in files { inputs[file.baseName, default: 0] += 1 }
  }

  /// A class hands in folders of equal names within: `alice-telnet`, `bob-telnet`.
  func name(of file: InputFile) -> String {
    guard inputs[file.baseName, default: 0] > 1, let folder = file.folderName else {
      return file.baseName
    }
    return "\(folder)-\(file.baseName)"
  }

  /// `session.jsonl`, `session-2.jsonl`: no recording takes another's place.
  mutating func fileName(_ name: String) -> String {
    let stem = Self.stem(of: name)
    var number = numbers[stem] ?? 1
    var candidate = number == 1 ? "\(stem).jsonl" : "\(stem)-\(number).jsonl"
    while !names.insert(candidate).inserted {
      number += 1
      candidate = "\(stem)-\(number).jsonl"
    }
    numbers[stem] = number
    return candidate
  }

  /// A name inside a bundle is a stranger's: it leads nowhere else, and is shown on terminals.
  private static func stem(of name: String) -> String {
    var stem = ""
    for scalar in (name.hasSuffix(".jsonl") ? name.dropLast(6) : name[...]).unicodeScalars {
      let isPlain =
        scalar != "/" && scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
        && !scalar.hides(after: nil)
      guard stem.utf8.count < longestName else { break }
      stem.unicodeScalars.append(isPlain ? scalar : "-")
    }
    return stem.isEmpty || stem.hasPrefix(".") ? "recording\(stem)" : stem
  }
}

/// A file to import, or standard input.
struct InputFile {
  /// `nil`: standard input.
  let path: String?

  /// The files that the arguments name: of a folder, and those inside it, all that are not hidden, in
  /// the order of their names.
  static func all(_ arguments: [String]) -> (files: [InputFile], passedOver: [String]) {
    var files: [InputFile] = []
    var passedOver: [String] = []
    for argument in arguments {
      if argument == "-" {
        files.append(InputFile(path: nil))
      } else if Folder.exists(at: argument) {
        let listing = FileTree.files(in: argument)
        files += listing.files.map { InputFile(path: $0) }
        passedOver += listing.passedOver
      } else {
        files.append(InputFile(path: argument))
      }
    }
    return (files, passedOver)
  }

  /// One octet more than may be read, where there are that many; `nil` where it cannot be read.
  func octets() -> [UInt8]? {
    guard let path else {
      return try? File.block(of: Import.octetLimit + 1, from: STDIN_FILENO)
    }
    return Folder.exists(at: path)
      ? nil : File.beginning(of: path, atMost: Import.octetLimit + 1)
  }

  var shownName: String { path.map { SafeText.of($0) } ?? "-" }

  /// `nil`: the path names none.
  var folderName: String? {
    let parts = path?.split(separator: "/").dropLast()
    return parts?.last { $0 != "." && $0 != ".." }.map(String.init)
  }

  /// Without folder, `.gz` and the last suffix.
  var baseName: String {
    guard var name = path?.split(separator: "/").last.map(String.init) else { return "recording" }
    if name.hasSuffix(".gz") { name = String(name.dropLast(3)) }
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }
}

extension Phrase {
  fileprivate static let noFiles = Phrase(
    en: "Name a file or a folder, or pipe a log in.", zh: "请给出文件或文件夹，或用管道送入日志。")
  fileprivate static let emptyFolder = Phrase(
    en: "byhand: there is no file in the folder.", zh: "byhand：文件夹里没有文件。")
  fileprivate static func passedOver(_ path: String) -> Phrase {
    Phrase(
      en: "byhand: \(SafeText.of(path)): a link, or no plain file; passed over",
      zh: "byhand：\(SafeText.of(path))：是链接或不是普通文件；已跳过")
  }
  fileprivate static func noFolder(_ path: String) -> Phrase {
    Phrase(
      en:
        "byhand: \(path): not a folder, or it cannot be made. With several recordings -o names one.",
      zh: "byhand：\(path) 不是文件夹，或无法创建。有多份记录时，-o 给出的是文件夹。")
  }
}
