import Language
import Presentation
import Teaching
import Transcripts

extension ConsoleCommand {
  static let compare = ConsoleCommand(
    name: "compare",
    summary: Phrase(
      en: "SMTP's push beside HTTP's pull, measured in this session",
      zh: "SMTP 的“推”与 HTTP 的“拉”：用本次会话的数据对比"),
    isAct: true
  ) { _, console in
    console.display(.comparison(console.log.comparison))
  }
}
