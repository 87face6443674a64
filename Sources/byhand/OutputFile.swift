import Files
import Language

extension LanguageOption {
  /// Writes a file that was asked for with `-o`.
  ///
  /// - Throws: exit code 74, with the reason said, where it is there already and may not be
  ///   replaced, or cannot be written.
  func write(_ octets: [UInt8], to path: String, replacing mayReplace: Bool) throws {
    if File.exists(path) {
      // A link, a folder or a device is never replaced.
      let isFile = Folder.file(at: path) != nil
      guard isFile, mayReplace else {
        complain(isFile ? .exists(path) : .isNoFile(path))
        throw Exit.inputOutput
      }
    }
    do throws(StoreError) { try File.replace(path, with: octets) } catch {
      complain(.notWritten(path))
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
