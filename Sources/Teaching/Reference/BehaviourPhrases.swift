package import Language
package import Protocols

extension Behaviour {
  /// What a student sees of the scenario.
  package var effect: Phrase {
    switch self {
    case .down:
      Phrase(
        en: "nobody listens: connections are refused, and mail waits in the sender's queue",
        zh: "没有程序监听：连接被拒绝，邮件留在发送方的邮件队列里")
    case .slow: Phrase(en: "every reply takes that long", zh: "每个响应都要等这么久")
    case .greylist:
      Phrase(
        en:
          "450 to a client, sender and recipient not seen together before; the next try gets through, where real servers want a wait of some minutes",
        zh: "客户端、发件人、收件人的组合第一次出现时返回 450；再试一次就通过，真实的服务器则要求隔几分钟")
    case .full: Phrase(en: "452: the mailbox is full", zh: "452：邮箱已满")
    case .closing:
      Phrase(en: "421 to everything: the server is going away", zh: "一律 421：服务器正要关闭")
    case .strip8Bit:
      Phrase(
        en: "does not know 8BITMIME and loses the eighth bit: what happens to é and 你?",
        zh: "不支持 8BITMIME，丢掉第八位：看看 é 和“你”会变成什么")
    case .postfixGET:
      Phrase(en: "hangs up on a GET, as Postfix does", zh: "收到 GET 就挂断，和 Postfix 一样")
    case .hideSTARTTLS:
      Phrase(
        en:
          "no STARTTLS in the list, and 502 to it: as if somebody on the way had taken it out, so that mail and passwords go in clear",
        zh: "列表里没有 STARTTLS，发了也是 502：好像途中有人把它删掉了，想让邮件和密码以明文传输")
    case .lenientEnd:
      Phrase(
        en:
          "takes a bare LF for a line end, so that a dot between two of them ends the message: the careless parser that makes smuggling possible",
        zh: "把单独的 LF 当作行尾，于是夹在两个 LF 之间的点也会结束邮件：正是这种不严格的解析，让邮件走私成为可能")
    case .checkSenders:
      Phrase(
        en:
          "checks who sent a message by SPF, DKIM and DMARC, all simulated, and writes what it found into Authentication-Results:",
        zh: "用 SPF、DKIM、DMARC（都是模拟的）检查邮件是谁发的，结果写进 Authentication-Results:")
    case .recipients(let count):
      Phrase(
        en: "452 from the \(ordinal(count + 1)) recipient on", zh: "从第 \(count + 1) 个收件人起返回 452")
    case .reject:
      Phrase(
        en: "this code to that command: always, or only the nth time",
        zh: "对该命令返回这个状态码：每次都返回，或只在第 n 次")
    case .drop:
      Phrase(
        en: "the connection breaks off: at a command, or after its reply",
        zh: "连接中断：收到命令时（at），或响应之后（after）")
    }
  }
}

extension Phrase {
  /// `others`: what may be said besides the scenarios themselves.
  package static func wording(
    _ error: Behaviour.WordingError, beside others: [String] = []
  ) -> Phrase {
    switch error.matter {
    case .unknown(let word):
      let names = others + Behaviour.names
      return Phrase(
        en:
          "There is no scenario \"\(word.prefix(40))\". Choose from: \(names.joined(separator: ", ")).",
        zh: "没有“\(word.prefix(40))”这种场景。可用的有：\(names.joined(separator: "、"))。")
    case .wrong(let example):
      return Phrase(
        en: "Word \(error.word + 1) of the scenario is wrong. Write it like this: \(example)",
        zh: "场景的第 \(error.word + 1) 个词不对。应像这样：\(example)")
    }
  }
}
