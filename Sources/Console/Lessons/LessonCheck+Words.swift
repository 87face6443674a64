import Language
import Lessons

extension Phrase {
  static func text(_ fault: TextFault) -> Phrase {
    switch fault {
    case .unexplained(let choice):
      Phrase(
        en: "choice \(choice) does not say why it is wrong", zh: "选项 \(choice) 没有说明错在哪里（why）")
    case .wide(let line, let columns):
      Phrase(
        en: "a line is \(columns) columns wide, and 70 fit beside the prompt: \(line.prefix(40))…",
        zh: "有一行宽 \(columns) 列，提示符旁边只放得下 70 列：\(line.prefix(40))……")
    case .otherHost(let host):
      Phrase(en: "\(host) is not a host of this lesson's world", zh: "本课的练习环境里没有主机 \(host)")
    case .noMailbox(let address), .noRecipient(let address):
      Phrase(
        en: "\(address) is not a mailbox of this lesson's world", zh: "本课的练习环境里没有邮箱 \(address)")
    case .notWhole(let address):
      Phrase(
        en: "\(address) is not a whole address, such as bob@hamburger.edu",
        zh: "\(address) 不是完整的地址（例如 bob@hamburger.edu）")
    case .answerIsSlip(let answer):
      Phrase(en: "\(answer) is both right and a slip", zh: "\(answer) 既是正确答案，又在 slips 里")
    case .neverSaid(let mistake, let earlier?):
      Phrase(
        en: "mistake \(mistake) is never said: mistake \(earlier) fits whenever it does",
        zh: "第 \(mistake) 条 mistakes 永远不会显示：符合它时，前面的第 \(earlier) 条也符合")
    case .neverSaid(let mistake, nil):
      Phrase(
        en: "mistake \(mistake) is never said: the step passes then",
        zh: "第 \(mistake) 条 mistakes 永远不会显示：符合它时，这一步已经通过")
    }
  }

  /// Why a solution does not pass its step.
  static func shortfall(_ shortfall: Shortfall) -> Phrase {
    switch shortfall {
    case .questionWaits:
      Phrase(
        en: ": the question waits, for a message or a request is under way",
        zh: "：问题还不能提出，因为有一封邮件或一个请求还没有结束")
    case .nearMiss(let seen, let expected):
      Phrase(
        en: ": seen \(seen.english); still waited for: \(expected.english)",
        zh: "：看到的是 \(seen.chinese)；还在等：\(expected.chinese)")
    case .waits(let expected):
      Phrase(en: ": still waited for: \(expected.english)", zh: "：还在等：\(expected.chinese)")
    case .unknown: .empty
    }
  }
}
