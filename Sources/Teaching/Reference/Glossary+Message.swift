import Language
import Protocols

/// The terms of the message that is carried.
extension Glossary {
  static let envelope = Entry(
    Phrase(en: "envelope", zh: "信封"),
    aliases: ["smtp envelope"],
    rule: .smtp("2.3.1"),
    en:
      "What MAIL FROM and RCPT TO said. Servers deliver by it, not by From: and To: in the header.",
    zh: "MAIL FROM 和 RCPT TO 给出的地址。服务器按它投递，而不是按首部里的 From 和 To。")

  static let message = Entry(
    Phrase(en: "message", zh: "报文"),
    aliases: ["mail message", "mail data", "content", "邮件报文", "邮件内容", "消息"],
    rule: .smtp("2.3.9"),
    en:
      "What is sent after 354: header, an empty line, body. It is the letter inside the envelope.",
    zh: "354 之后发送的内容：首部、一个空行、正文，相当于信封里的信。这里所说的报文、消息，就是一封邮件。")

  static let header = Entry(
    Phrase(en: "header", zh: "首部"),
    aliases: [
      "headers", "header lines", "header field", "头部", "首部行", "首部字段", "header fields", "信头",
    ],
    rule: Rule("RFC 5322", "2.2"),
    en: "The lines at the top of the message, such as From:, To: and Subject:. They are part "
      + "of the message, not SMTP commands.",
    zh: "邮件开头的若干行，例如 From、To、Subject。它们是邮件内容的一部分，不是 SMTP 命令。")

  static let from = Entry(
    Phrase(en: "From", zh: "From 首部行"),
    aliases: ["from:", "from line", "from field", "author"],
    rule: Rule("RFC 5322", "3.6.2"),
    en:
      "The header line that names the author, for the reader. MAIL FROM is the envelope's. SMTP itself does not ask that the two agree; DMARC asks that SPF or DKIM vouch for the domain in From.",
    zh: "首部中写明作者的一行，给读信的人看。MAIL FROM 写在信封上。SMTP 本身不要求两者一致；DMARC 要求 SPF 或 DKIM 能证明邮件来自 From 里的域。")

  static let to = Entry(
    Phrase(en: "To", zh: "To 首部行"),
    aliases: ["to:", "to line", "to field", "cc", "cc:"],
    rule: Rule("RFC 5322", "3.6.3"),
    en:
      "The header line that says who the letter is for, as Cc does. Who really gets it is what RCPT says.",
    zh: "首部中写明写给谁的一行，Cc 也是如此。真正投给谁，由 RCPT 决定。")

  static let bcc = Entry(
    Phrase(en: "Bcc", zh: "密送"),
    aliases: ["bcc:", "blind copy", "blind carbon copy", "暗送", "密件抄送"],
    rule: Rule("RFC 5322", "3.6.3"),
    en:
      "Recipients whom the others must not see: RCPT names them, and the Bcc line is taken out of the header before the message is sent.",
    zh: "不让其他收件人看到的收件人：由 RCPT 指定，而首部的 Bcc 行在发送之前去掉。")

  static let encodedWord = Entry(
    Phrase(en: "encoded word", zh: "编码字"),
    aliases: ["encoded-words", "encoded words", "rfc 2047", "编码词"],
    rule: Rule("RFC 2047", "2"),
    en:
      "How a header writes what is not ASCII: the charset, B (base64) or Q (like quoted-printable), and the encoded text. =?UTF-8?B?w6k=?= is é.",
    zh: "首部里非 ASCII 文字的写法：字符集、B（base64）或 Q（类似 quoted-printable）、编码后的文字。=?UTF-8?B?5L2g5aW9?= 就是“你好”。"
  )

  static let subject = Entry(
    Phrase(en: "Subject", zh: "Subject 首部行"),
    aliases: ["subject:", "subject line", "主题", "邮件主题"],
    rule: Rule("RFC 5322", "3.6.5"),
    en: "The header line that says in a few words what the message is about.",
    zh: "首部中的一行，用几个字说明邮件的主题。")

  static let received = Entry(
    Phrase(en: "Received", zh: "Received 首部行"),
    aliases: ["received:", "received line", "trace", "trace information"],
    rule: .smtp("4.4"),
    en:
      "The header line that each server on the way adds at the top: where the message came from, who took it, and when. Read from the bottom up, they show its route.",
    zh: "途经的每台服务器在最上面添加的一行：从哪里来、由谁接收、何时接收。自下而上读，就是邮件走过的路。")

  static let body = Entry(
    Phrase(en: "body", zh: "正文"),
    aliases: ["message body", "主体", "报文体", "邮件正文"],
    rule: Rule("RFC 5322", "2.3"),
    en: "The text of the message, after the header and an empty line.",
    zh: "邮件在首部和一个空行之后的部分。")

  static let returnPath = Entry(
    Phrase(en: "reverse-path", zh: "反向路径"),
    aliases: [
      "return-path", "return path", "null sender", "null reverse-path", "reverse path",
      "返回路径", "退信地址",
    ],
    rule: .smtp("3.3"),
    en:
      "The address in MAIL FROM, where a bounce goes. It is empty, <>, if the message is itself a bounce.",
    zh: "MAIL FROM 中的地址，退信发往那里。如果本身就是退信，则为空，写作 <>。")

  static let ascii = Entry(
    Phrase(en: "7-bit ASCII", zh: "7 位 ASCII"),
    aliases: ["ascii", "7bit", "7-bit", "seven-bit ascii", "7 位", "七位 ascii"],
    rule: .smtp("2.4"),
    en:
      "SMTP's alphabet: octets from 0 to 127. Where 8BITMIME is offered, the text of a MIME message may go as it is, in lines of at most 998 octets; headers, and data such as a picture, are encoded all the same.",
    zh: "SMTP 的字符集：0 到 127 的字节。对方支持 8BITMIME 时，MIME 邮件的正文（例如中文）可以直接传，每行最多 998 个字节；首部和图片等二进制数据仍须编码。")

  static let octet = Entry(
    Phrase(en: "octet", zh: "字节"),
    aliases: ["octets", "byte", "bytes"],
    en: "Eight bits, a number from 0 to 255; most people say byte. Standards say octet.",
    zh: "8 个二进制位，0 到 255 的一个数。标准里称 octet，平常称 byte。")

  static let crlf = Entry(
    Phrase(en: "CRLF", zh: "回车换行"),
    aliases: [
      "cr lf", "cr", "lf", "\\r\\n", "line end", "line ending", "carriage return", "行结束符",
      "换行",
    ],
    rule: .smtp("2.3.8"),
    en:
      "The two octets, carriage return and line feed, that end every line of SMTP. Nothing else does.",
    zh: "回车、换行两个字节，SMTP 的每一行都以它结束。别的都不算行结束。")

  static let finalDot = Entry(
    Phrase(en: "CRLF.CRLF", zh: "CRLF.CRLF 结束标记"),
    aliases: [
      "final dot", "dot", ".", "end of data", "end-of-data", "single dot", "结束标记", "单独的点",
      "句点",
    ],
    rule: .smtp("4.1.1.4"),
    en: "A line with nothing but a dot: this is how the client shows where the message ends.",
    zh: "只有一个句点的一行：客户端用它表示邮件到此结束。")

  static let dotStuffing = Entry(
    Phrase(en: "dot stuffing", zh: "点填充"),
    aliases: ["dot-stuffing", "transparency", "dot stuff", "透明传输", "加点"],
    rule: .smtp("4.5.2"),
    en:
      "A line of the message that begins with a dot is sent with a second dot in front, which the server removes. So it is not mistaken for the end.",
    zh: "邮件里以句点开头的行，发送时在行首多加一个句点，由服务器去掉。这样就不会被误认为结束标记。")

  static let bdat = Entry(
    Phrase(en: "BDAT", zh: "BDAT 命令"),
    aliases: ["bdat last", "chunk", "chunks"],
    rule: Rule("RFC 3030", "2"),
    en:
      "The command of the extension CHUNKING that can replace DATA: BDAT 1000 announces a chunk of 1000 octets, BDAT 1000 LAST the last one. There is no final dot.",
    zh: "扩展 CHUNKING 的命令，可以代替 DATA：BDAT 1000 表示后面一块有 1000 个字节，BDAT 1000 LAST "
      + "表示最后一块。不需要结束的句点。")

  static let mime = Entry(
    Phrase(en: "MIME", zh: "多用途互联网邮件扩展"),
    aliases: ["multipurpose internet mail extensions", "mime-version"],
    rule: Rule("RFC 2045", "1"),
    en:
      "Header lines that say what a message holds and how it is encoded. With them mail can carry pictures and any language.",
    zh: "用若干首部行说明邮件含什么、如何编码。邮件因此能带图片，也能用任何语言。")

  static let multipart = Entry(
    Phrase(en: "multipart message", zh: "多部分邮件"),
    aliases: ["multipart", "attachment", "attachments", "multipart/mixed", "附件", "多部分", "多部分报文"],
    rule: Rule("RFC 2046", "5.1"),
    en:
      "One message that holds several objects, such as text and pictures, each in a part between boundary lines.",
    zh: "含有多个对象（例如文字和图片）的一封邮件，各部分之间用分界行隔开。")

  static let base64 = Entry(
    Phrase(en: "base64", zh: "base64 编码"),
    aliases: ["base 64"],
    rule: Rule("RFC 4648", "4"),
    en:
      "Writes every three octets as four ASCII characters, so that they pass through 7-bit mail. The text grows by a third, and it is not encryption.",
    zh: "把每三个字节写成四个 ASCII 字符，从而能通过 7 位的邮件系统。长度增加三分之一，而且不是"
      + "加密。")

  static let quotedPrintable = Entry(
    Phrase(en: "quoted-printable", zh: "quoted-printable 编码"),
    aliases: ["qp", "quoted printable"],
    rule: Rule("RFC 2045", "6.7"),
    en:
      "Writes each octet that is not plain ASCII as = and two hexadecimal digits: é becomes =C3=A9. The rest of the text stays readable.",
    zh: "把每个非 ASCII 字节写成 = 加两位十六进制数：é 变成 =C3=A9。其余文字仍可直接阅读。")

  static let maildir = Entry(
    Phrase(en: "Maildir", zh: "Maildir 邮箱格式"),
    aliases: ["mail directory"],
    en:
      "A mailbox as three folders, tmp, new and cur, with one file for each message. A message has arrived once it is in new.",
    zh: "用 tmp、new、cur 三个目录表示的邮箱，一封邮件一个文件。移入 new 之后才算收到。")
}
