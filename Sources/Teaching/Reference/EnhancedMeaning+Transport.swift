import Language
import Protocols

extension EnhancedMeaning {
  /// X.4.
  static func network(_ detail: Int) -> SourcedPhrase? {
    switch detail {
    case 0:
      sourced(
        Rule("RFC 3463", "3.5"),
        en: "It is about the network or the route; nothing more precise is said.",
        zh: "与网络或路由有关，没有更具体的说明。")
    case 1:
      sourced(
        Rule("RFC 3463", "3.5"),
        en: "The next host did not answer.",
        zh: "下一台主机没有应答连接请求。")
    case 2:
      sourced(
        Rule("RFC 3463", "3.5"),
        en: "The connection broke before the transfer was complete.",
        zh: "连接在传输完成之前断开了。")
    case 3:
      sourced(
        Rule("RFC 3463", "3.5"),
        en: "A directory server, most often DNS, could not be reached.",
        zh: "无法访问目录服务器，最常见的是 DNS。")
    case 4:
      sourced(
        Rule("RFC 3463", "3.5"),
        en: "No route to the recipient's domain was found: for instance no MX or address in DNS.",
        zh: "找不到通往收件人域的路由，例如 DNS 中没有 MX 或地址记录。")
    case 5:
      sourced(
        Rule("RFC 3463", "3.5"),
        en: "The mail system is too busy.",
        zh: "邮件系统过于繁忙。")
    case 6:
      sourced(
        Rule("RFC 3463", "3.5"),
        en: "The message goes round in a loop: it has passed through too many hosts.",
        zh: "邮件在兜圈子（邮件循环）：经过的主机太多了。")
    case 7:
      sourced(
        Rule("RFC 3463", "3.5"),
        en:
          "The message became too old, in the queue or by its sender's own limit, and was given up.",
        zh: "邮件在队列中等得太久，或超过了发件人规定的时限，已被放弃。")
    default: nil
    }
  }

  /// X.5.
  static func delivery(_ detail: Int) -> SourcedPhrase? {
    switch detail {
    case 0:
      sourced(
        Rule("RFC 3463", "3.6"),
        en: "It is about the SMTP conversation; nothing more precise is said.",
        zh: "与 SMTP 对话有关，没有更具体的说明。")
    case 1:
      sourced(
        Rule("RFC 3463", "3.6"),
        en: "The command is not supported here, or came out of order.",
        zh: "命令不受支持，或顺序不对。")
    case 2:
      sourced(
        Rule("RFC 3463", "3.6"),
        en: "The command could not be understood: its syntax is wrong, or it is unknown.",
        zh: "命令无法理解：不合语法，或无法识别。")
    case 3:
      sourced(
        Rule("RFC 3463", "3.6"),
        en: "There are more recipients than the server accepts at once.",
        zh: "收件人数超过了服务器一次能接受的上限。")
    case 4:
      sourced(
        Rule("RFC 3463", "3.6"),
        en: "The command's argument is not valid or not supported.",
        zh: "命令的参数无效，或不受支持。")
    case 5:
      sourced(
        Rule("RFC 3463", "3.6"),
        en: "The two sides speak different versions of the protocol.",
        zh: "双方使用的协议版本不一致。")
    case 6:
      sourced(
        Rule("RFC 4954", "6"),
        en: "A line of the login is too long.",
        zh: "登录过程中的某一行过长。")
    default: nil
    }
  }

  /// X.6.
  static func content(_ detail: Int) -> SourcedPhrase? {
    switch detail {
    case 0:
      sourced(
        Rule("RFC 3463", "3.7"),
        en: "It is about the message's content; nothing more precise is said.",
        zh: "与邮件内容有关，没有更具体的说明。")
    case 1:
      sourced(
        Rule("RFC 3463", "3.7"),
        en: "The kind of content is not supported, here or at the next server.",
        zh: "内容的类型在此处或下一台服务器上不受支持。")
    case 2:
      sourced(
        Rule("RFC 3463", "3.7"),
        en: "The content would have to be converted on the way, and that is not allowed.",
        zh: "内容在途中必须转换，而转换不被允许。")
    case 3:
      sourced(
        Rule("RFC 3463", "3.7"),
        en: "The content would have to be converted on the way, and the server cannot do that.",
        zh: "内容在途中必须转换，而服务器做不到。")
    case 4:
      sourced(
        Rule("RFC 3463", "3.7"),
        en: "The content was converted on the way, and something was lost.",
        zh: "内容在途中经过转换，有所损失。")
    case 5:
      sourced(
        Rule("RFC 3463", "3.7"),
        en: "The content had to be converted on the way, and this failed.",
        zh: "内容在途中需要转换，但转换失败。")
    case 6:
      sourced(
        Rule("RFC 4468", "5"),
        en: "The content should have been fetched from another server, but this failed.",
        zh: "内容要从另一台服务器取得，但没有取到。")
    case 7:
      sourced(
        Rule("RFC 6531"),
        en: "An address with non-ASCII characters is not allowed here.",
        zh: "此处不允许使用含非 ASCII 字符的地址。")
    case 8:
      sourced(
        Rule("RFC 6531"),
        en: "The reply needs UTF-8 characters, and the client has not said that it can read them.",
        zh: "响应需要用 UTF-8 字符，而客户端没有声明能接收。")
    case 9:
      sourced(
        Rule("RFC 6531"),
        en: "The header has UTF-8 characters, and a recipient's server cannot accept them.",
        zh: "首部含 UTF-8 字符，而某个收件人的服务器无法接收。")
    case 10:
      sourced(
        Rule("RFC 6531"),
        en: "The same as X.6.8, which replaces this code.",
        zh: "与 X.6.8 相同，此码已由它取代。")
    default: nil
    }
  }
}
