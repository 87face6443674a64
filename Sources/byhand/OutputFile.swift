import ArgumentParser
import Files
import Language

/// Where a document goes: standard output, or a file.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: help(
      en: "The file to write. Default: standard output.", zh: "要写的文件。默认：标准输出。",
      value: ("file", "文件")))
  var output: String?

  @Flag(help: help(en: "Replace a file that is there.", zh: "覆盖已有的文件。"))
  var force = false

  /// `nil`: standard output.
  var file: String? { output == "-" ? nil : output }
}

extension LanguageOption {
  /// Writes a file that was asked for with `-o`.
  ///
  /// - Throws: exit code 74, with the reason said, where it is there already and may not be
  ///   replaced, or cannot be written.
  func write(_ octets: [UInt8], to path: String, replacing mayReplace: Bool) throws {
    try write(CollectionOfOne(octets), to: path, replacing: mayReplace)
  }

  /// The same, of content that is not held in memory as a whole.
  func write(
    _ portions: some Sequence<[UInt8]>, to path: String, replacing mayReplace: Bool
  ) throws {
    try mayWrite(path, replacing: mayReplace)
    do throws(StoreError) { try File.replace(path, with: portions) } catch {
      complain(.notWritten(path))
      throw Exit.inputOutput
    }
  }

  /// - Throws: as ``write(_:to:replacing:)`` would.
  func mayWrite(_ path: String, replacing mayReplace: Bool) throws {
    guard File.exists(path) else { return }
    // A link, a folder or a device is never replaced.
    let isFile = Folder.file(at: path) != nil
    guard isFile, mayReplace else {
      complain(isFile ? .exists(path) : .isNoFile(path))
      throw Exit.inputOutput
    }
  }
}

extension Phrase {
  fileprivate static func exists(_ path: String) -> Phrase {
    Phrase(
      en: "byhand: \(path) exists already. --force replaces it, -o FILE takes another name.",
      zh: "byhand：\(path) 已经存在。--force 覆盖它，“-o 文件”换一个名字。")
  }
  fileprivate static func isNoFile(_ path: String) -> Phrase {
    Phrase(
      en: "byhand: \(path) exists already, and is not a plain file. Choose another name.",
      zh: "byhand：\(path) 已经存在，而且不是普通文件。请换一个名字。")
  }
  fileprivate static func notWritten(_ path: String) -> Phrase {
    Phrase(en: "byhand: \(path) cannot be written.", zh: "byhand：无法写入 \(path)。")
  }
}
