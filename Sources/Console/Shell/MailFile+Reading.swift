import Files
import Glibc
import Language
import PracticeWorld
import Teaching

extension MailFile {
  struct Failure: Error {
    let phrase: Phrase
  }

  /// - Parameter limit: In octets. A larger file is not read.
  init(_ path: String, limit: Int) throws(Failure) {
    let place = Self.expanded(path)
    // O_NONBLOCK, because a named pipe must not block the console.
    let descriptor = open(place, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw Failure(phrase: errno == ENOENT ? .missing(path) : .unreadable(path))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Failure(phrase: .unreadable(path)) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw Failure(phrase: .isFolder(path))
    default: throw Failure(phrase: .notAFile(path))
    }
    guard status.st_size <= limit else {
      throw Failure(phrase: .tooLarge(path, Int(status.st_size), limit))
    }
    guard let octets = File.whole(from: descriptor, atMost: limit) else {
      throw Failure(phrase: .unreadable(path))
    }
    self.init(
      name: path.unicodeScalars.split { $0 == "/" }.last.map { String($0) } ?? path,
      octets: octets)
  }

  /// `~/` is the home folder, as in a shell.
  static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst()
  }
}

extension Phrase {
  fileprivate static func missing(_ path: String) -> Phrase {
    Phrase(en: "There is no file \(path).", zh: "没有文件 \(path)。")
  }
  fileprivate static func unreadable(_ path: String) -> Phrase {
    Phrase(en: "\(path) cannot be read.", zh: "无法读取 \(path)。")
  }
  fileprivate static func isFolder(_ path: String) -> Phrase {
    Phrase(
      en: "\(path) is a folder; mail carries files. Name the files in it.",
      zh: "\(path) 是文件夹；邮件只能携带文件，请写出其中的文件名。")
  }
  fileprivate static func notAFile(_ path: String) -> Phrase {
    Phrase(
      en: "\(path) is a pipe or a device, not a plain file.", zh: "\(path) 是管道或设备，不是普通文件。")
  }
  fileprivate static func tooLarge(_ path: String, _ size: Int, _ limit: Int) -> Phrase {
    Phrase(
      en: "\(path) has \(grouped(size)) octets; at most \(grouped(limit)) can be sent here.",
      zh: "\(path) 有 \(grouped(size)) 字节；这里最多能发送 \(grouped(limit)) 字节。")
  }
}
