import Files
import Glibc
package import Language
import PracticeWorld
import Teaching
import Terminal

/// Explains why a world or a server cannot be opened.
extension Phrase {
  package static func noWorld(_ error: any Error) -> Phrase {
    Phrase(en: "The practice world cannot be opened: ", zh: "无法打开练习环境：") + cannotOpen(error)
  }

  /// Without a prefix such as `byhand: `.
  package static func cannotOpen(_ error: any Error) -> Phrase {
    let stop = Phrase(en: ".", zh: "。")
    switch error {
    case let error as CannotListen:
      let place = error.address
      let why = error.errno.map(Phrase.reason) ?? Phrase(en: "unknown host", zh: "未知主机")
      let free = Phrase(en: "; port 0 picks a free one", zh: "；端口写 0 会自动选一个空闲的")
      let isTaken = error.errno == EADDRINUSE
      return Phrase(en: "cannot listen on \(place): ", zh: "无法监听 \(place)：") + why
        + (isTaken ? free : Phrase.empty) + stop
    case let error as CannotKeep:
      let beginning =
        switch error.purpose {
        case .mail:
          Phrase(
            en: "\(error.folder): cannot keep mail there: ", zh: "\(error.folder)：无法在那里保存邮件：")
        case .recordings:
          Phrase(
            en: "\(error.folder): cannot keep recordings there: ",
            zh: "\(error.folder)：无法在那里保存会话记录：")
        }
      return beginning + .reason(error.error) + stop
    case let error as StoreError: return .reason(error) + stop
    case let error as WakePipe.Failure: return .reason(error.errno) + stop
    default: return .verbatim("\(error)") + stop
    }
  }

  private static func reason(_ error: StoreError) -> Phrase {
    switch error {
    case .full: Phrase(en: "the disk is full", zh: "磁盘已满")
    case .failed(_, let code): reason(code)
    default: .verbatim("\(error)")
    }
  }

  /// The system's own message, if there is no better one.
  private static func reason(_ code: Int32) -> Phrase {
    switch code {
    case EADDRINUSE: Phrase(en: "that address is in use", zh: "该地址已被占用")
    case EADDRNOTAVAIL: Phrase(en: "not an address of this machine", zh: "不是本机的地址")
    case EACCES, EPERM: Phrase(en: "not permitted", zh: "没有权限")
    case EROFS: Phrase(en: "it is read-only", zh: "只能读，不能写")
    case EMFILE, ENFILE: Phrase(en: "too many files are open", zh: "不能再打开更多文件")
    case ENOENT: Phrase(en: "no such folder", zh: "没有这个文件夹")
    case ENOTDIR: Phrase(en: "not a folder", zh: "不是文件夹")
    default: .verbatim(String(cString: strerror(code)))
    }
  }
}
