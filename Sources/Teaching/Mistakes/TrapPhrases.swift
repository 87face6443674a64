import Language
import Protocols

extension Phrase {
  /// What happened in a beginner's trap, and what to do.
  static func explaining(_ trap: Trap) -> Phrase {
    switch trap {
    case .backspace:
      Phrase(
        en: "The backspace was sent to the server as an octet; it erases nothing there.",
        zh: "退格键作为一个字节发给了服务器；在那里它什么也删不掉。")
    case .escapeSequence:
      Phrase(
        en: "An arrow or function key was sent along; to the server it is part of the line.",
        zh: "方向键或功能键也被发出去了；服务器把它当作这一行的内容。")
    case .controlCharacter:
      Phrase(
        en: "There is a control character here; a command has printable characters only.",
        zh: "这里有控制字符；命令里只能有可打印字符。")
    case .carriageReturn:
      Phrase(
        en: "There is a bare CR inside the line; CR belongs only before LF, at the end.",
        zh: "行内出现了 CR；它只能在行末、LF 之前出现。")
    case .invisibleCharacter:
      Phrase(
        en: "There is an invisible character here, probably from pasting; type the line again.",
        zh: "这里有看不见的字符，多半是粘贴带来的；请重新输入这一行。")
    case .fullWidth:
      Phrase(
        en:
          "A full-width character from an input method; SMTP's commands are ASCII. Switch the input method to English.",
        zh: "这是输入法打出的全角字符；SMTP 命令只用半角 ASCII 字符。请切换到英文输入法。")
    case .otherBrackets:
      Phrase(
        en: "An address goes between < and >, not between other brackets or quotes.",
        zh: "地址要放在 < 和 > 之间，不能用别的括号或引号。")
    case .literalBackslashRN:
      Phrase(
        en: "These characters are sent as they are. Enter sends CR LF by itself.",
        zh: "这几个字符会原样发送。按回车键就会发送 CR LF。")
    case .pastedPrompt:
      Phrase(
        en: "\"C:\" belongs to the printed dialogue, not to the command.",
        zh: "“C:”是书上对话的记号，不属于命令。")
    case .leadingSpace:
      Phrase(
        en: "The line begins with a space; a command begins with its verb.",
        zh: "行首多了空格；每条命令都以命令字开头。")
    case .extraSpace:
      Phrase(
        en:
          "One space too many: there is one between words, and none next to the colon or inside an address.",
        zh: "多了空格：单词之间只有一个，冒号前后和地址里都没有。")
    case .missingSpace:
      Phrase(en: "There must be a space after the verb.", zh: "命令后面要有一个空格。")
    case .misspeltVerb:
      Phrase(en: "No such command; perhaps you meant the one below.", zh: "没有这个命令；你想输入的也许是下面这个。")
    case .foreignVerb:
      Phrase(
        en: "That is another program's word; in SMTP you leave with QUIT.",
        zh: "这是别的程序的说法；SMTP 里离开要用 QUIT。")
    case .missingVerb:
      Phrase(
        en: "The verb is missing: MAIL before FROM:, RCPT before TO:.",
        zh: "缺少命令字：FROM: 前面是 MAIL，TO: 前面是 RCPT。")
    case .missingKeyword:
      Phrase(
        en: "MAIL is followed by FROM:, RCPT by TO:.", zh: "MAIL 后面要有 FROM:，RCPT 后面要有 TO:。")
    case .wrongKeyword:
      Phrase(
        en: "MAIL FROM: names the sender, RCPT TO: the recipient.",
        zh: "发件人用 MAIL FROM:，收件人用 RCPT TO:。")
    case .missingColon:
      Phrase(
        en: "A colon belongs after FROM or TO, with no space before it.",
        zh: "FROM 或 TO 后面要紧跟冒号。")
    case .missingBrackets:
      Phrase(
        en: "An address goes between < and >; some servers do without them, the standard does not.",
        zh: "地址要放在 < 和 > 之间；有些服务器不计较，但标准要求这样写。")
    case .displayName:
      Phrase(
        en: "A person's name belongs in the header; the envelope has only the address.",
        zh: "人名写在首部里；信封上只有地址。")
    case .severalAddresses:
      Phrase(
        en: "One address per command: each recipient gets its own RCPT.",
        zh: "每个命令一个地址：每位收件人各用一条 RCPT。")
    case .missingDomain:
      Phrase(
        en:
          "A mailbox in which domain? After the name come @ and the domain, as in bob@hamburger.edu.",
        zh: "是哪个域的邮箱？@ 后面要写域名，例如 bob@hamburger.edu。")
    case .missingArgument: .missingArgument(after: nil)
    case .addressAsHost:
      Phrase(
        en: "HELO and EHLO name a host, not a person: the part after the @.",
        zh: "HELO 和 EHLO 报的是主机名，不是人：只要 @ 后面的部分。")
    case .unexpectedArgument:
      Phrase(
        en: "The command ends here; nothing may follow.", zh: "后面不应再有内容；命令到此为止。")
    }
  }

  /// What is missing after a verb, or after the colon of MAIL and RCPT.
  static func missingArgument(after verb: Verb?) -> Phrase {
    switch verb {
    case .helo, .ehlo:
      Phrase(
        en: "HELO and EHLO are followed by the name of your own host, such as crepes.fr.",
        zh: "HELO 和 EHLO 后面要写你自己的主机名，例如 crepes.fr。")
    case .mail, .rcpt:
      Phrase(
        en: "The address is missing: it goes between < and >, after the colon.",
        zh: "冒号后面缺少地址，要写在 < 和 > 之间。")
    case .vrfy:
      Phrase(
        en: "VRFY is followed by the name of a user or a mailbox, such as bob.",
        zh: "VRFY 后面要写用户名或邮箱，例如 bob。")
    case .expn:
      Phrase(
        en: "EXPN is followed by the name of a mailing list.", zh: "EXPN 后面要写邮件列表的名字。")
    case .auth:
      Phrase(
        en: "AUTH is followed by a mechanism, such as PLAIN; EHLO's reply lists those on offer.",
        zh: "AUTH 后面要写认证机制，例如 PLAIN；EHLO 的响应里列出了可用的机制。")
    case .bdat:
      Phrase(
        en: "BDAT is followed by the number of octets that come, such as BDAT 5.",
        zh: "BDAT 后面要写接下来的字节数，例如 BDAT 5。")
    default:
      Phrase(en: "Something is missing after the verb.", zh: "命令后面缺少内容。")
    }
  }

  /// What belongs at the column of the caret.
  ///
  /// - Parameter isRecordedByClient: The student can ask byhand for more.
  static func expecting(_ expected: SyntaxError.Expected, isRecordedByClient: Bool) -> Phrase {
    switch expected {
    case .verb where !isRecordedByClient:
      Phrase(en: "No SMTP command begins like this.", zh: "没有这样开头的 SMTP 命令。")
    case .verb:
      Phrase(
        en: "No SMTP command begins like this; :next shows what can come now.",
        zh: "没有这样开头的 SMTP 命令；用 :next 看看现在可以输入什么。")
    case .fromKeyword: Phrase(en: "FROM: is expected here.", zh: "这里应为 FROM:。")
    case .toKeyword: Phrase(en: "TO: is expected here.", zh: "这里应为 TO:。")
    case .space: Phrase(en: "A space is expected here.", zh: "这里应有一个空格。")
    case .domain:
      Phrase(
        en:
          "A name such as crepes.fr is expected here: letters, digits, hyphens, and dots between them.",
        zh: "这里应为 crepes.fr 这样的名字：由字母、数字和连字符组成，用点隔开。")
    case .userName: Phrase(en: "A user's name is expected here.", zh: "这里应为用户名。")
    case .mechanism:
      Phrase(en: "A mechanism is expected here, such as PLAIN.", zh: "这里应为认证机制，例如 PLAIN。")
    case .chunkSize:
      Phrase(
        en: "The number of octets that follow is expected here.", zh: "这里应为接下来的字节数。")
    case .openingBracket: Phrase(en: "< is expected here.", zh: "这里应为 <。")
    case .closingBracket: Phrase(en: "> is expected here.", zh: "这里应为 >。")
    case .localPart:
      Phrase(
        en: "The name of a mailbox is expected here, the part before @.", zh: "这里应为邮箱名，也就是 @ 前面的部分。"
      )
    case .atSign:
      Phrase(en: "@ and the domain are expected here.", zh: "这里应为 @ 和域名。")
    case .recipient:
      Phrase(
        en: "Only MAIL FROM may be empty, for a bounce; a recipient needs an address.",
        zh: "只有 MAIL FROM 可以为空（用于退信）；收件人必须有地址。")
    case .closingQuote: Phrase(en: "The closing \" is missing here.", zh: "这里缺少结束的引号 \"。")
    case .addressLiteral:
      Phrase(
        en: "Between [ and ] an IP address is expected: [192.0.2.1] or [IPv6:2001:db8::1].",
        zh: "[ 和 ] 之间应为 IP 地址：[192.0.2.1] 或 [IPv6:2001:db8::1]。")
    case .parameter:
      Phrase(
        en: "A parameter is expected here: KEYWORD or KEYWORD=VALUE.",
        zh: "这里应为参数，写成“关键字”或“关键字=值”。")
    case .endOfLine:
      Phrase(en: "The command ends here; nothing may follow.", zh: "后面不应再有内容；命令到此为止。")
    case .lineEnd:
      Phrase(
        en: "The line ended with a bare LF; in SMTP a line ends with CR LF.",
        zh: "这一行只以 LF 结束；SMTP 的行必须以 CR LF 结束。")
    case .shorterLine:
      Phrase(en: "The line is too long for a command.", zh: "这一行作为命令太长了。")
    case .shorterLocalPart:
      Phrase(
        en: "The part before @ has at most 64 octets.", zh: "@ 前面的部分最多 64 个字节。")
    case .shorterDomain:
      Phrase(en: "A host's name has at most 255 octets.", zh: "主机名最多 255 个字节。")
    case .shorterPath:
      Phrase(en: "A path has at most 256 octets, brackets included.", zh: "路径最多 256 个字节（含尖括号）。")
    }
  }
}
