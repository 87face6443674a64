import Imports
import Language
import Presentation
import Protocols
import Transcripts

/// What standard error is told of one input: lines for people, or one JSON object.
struct ImportReportText {
  private let name: String
  private let language: Language
  private let isJSON: Bool

  init(_ name: String, _ language: Language, isJSON: Bool) {
    (self.name, self.language, self.isJSON) = (name, language, isJSON)
  }

  /// - Parameter written: the files in a folder that the recordings went to.
  func text(_ report: ImportReport, written: [String] = []) -> String {
    if isJSON {
      return json(report.format, report.conversations, report.remarks, nil, written: written)
    }
    let places = written.map { line(.verbatim("→ \(SafeText.of($0))")) }
    return line(.found(report)) + places.joined() + lines(report.remarks)
  }

  func text(_ failure: ImportFailure) -> String {
    let place = failure.place
    if isJSON { return json(nil, 0, failure.remarks, (place, failure.phrase)) }
    let at = place.map { "\($0.line):\($0.column)" }
    return line(failure.phrase, at: at) + lines(failure.remarks)
  }

  var unreadable: String {
    isJSON ? json(nil, 0, Remarks(), (nil, .cannotBeRead)) : line(.cannotBeRead)
  }

  // MARK: Lines

  private func line(_ phrase: Phrase, at place: String? = nil) -> String {
    let colon = Phrase(en: ": ", zh: "：")[language]
    let file = place.map { "\(name):\($0)" } ?? name
    return "byhand\(colon)\(file)\(colon)\(phrase[language])\n"
  }

  private func lines(_ remarks: Remarks) -> String {
    var text = ""
    for remark in remarks.all {
      let excerpt = remark.excerpt.isEmpty ? .empty : Phrase.quoted(remark.excerpt)
      let place = remark.line > 0 ? "\(remark.line):\(remark.column)" : nil
      text += line(remark.why + excerpt, at: place)
    }
    if remarks.further > 0 { text += line(.further(remarks.further)) }
    return text
  }

  // MARK: JSON

  private func json(
    _ format: ImportFormat?, _ conversations: Int, _ remarks: Remarks,
    _ failure: (place: (line: Int, column: Int)?, why: Phrase)?, written: [String] = []
  ) -> String {
    var object = JSONObject()
    object.add("file", name)
    object.add("format", format?.rawValue)
    object.add("conversations", conversations)
    if !written.isEmpty { object.add("written", written) }
    if let failure {
      object.add("line", failure.place?.line)
      object.add("column", failure.place?.column)
      object.add("error", failure.why[language])
    }
    object.add("not_understood", remarks.losses)
    object.add("remarks", remarks.all.map(json))
    if remarks.further > 0 { object.add("further_remarks", remarks.further) }
    return object.text + "\n"
  }

  private func json(_ remark: Remarks.Remark) -> JSONObject {
    var object = JSONObject()
    if remark.line > 0 {
      object.add("line", remark.line)
      object.add("column", remark.column)
    }
    object.add("why", remark.why[language])
    if !remark.excerpt.isEmpty { object.add("excerpt", remark.excerpt) }
    if remark.isLoss { object.add("lost", true) }
    return object
  }
}

extension ImportFailure {
  fileprivate var place: (line: Int, column: Int)? {
    switch self {
    case .tooLarge(let line, let column), .broken(let line, let column, _): (line, column)
    case .tooManyEvents(let line), .tooManyConversations(let line): (line, 1)
    default: nil
    }
  }

  fileprivate var remarks: Remarks {
    if case .nothingFound(_, let remarks) = self { remarks } else { Remarks() }
  }

  fileprivate var phrase: Phrase {
    switch self {
    case .empty: Phrase(en: "the file is empty", zh: "文件是空的")
    case .notRecognised:
      Phrase(
        en: "no known format; --from FORMAT names one, byhand import --help lists them",
        zh: "无法识别格式；可以用“--from 格式”指定，byhand import --help 列出各种格式")
    case .nothingFound(let format, _):
      Phrase(
        en: "read as \(format.rawValue), there is no conversation in it",
        zh: "按 \(format.rawValue) 格式读取，里面没有对话")
    case .tooLarge:
      Phrase(
        en: "larger than \(grouped(Import.octetLimit)) octets: refused, nothing is imported of it",
        zh: "超过 \(grouped(Import.octetLimit)) 字节：拒绝导入，没有写出任何内容")
    case .tooManyEvents:
      Phrase(
        en: """
          more is in it than a recording holds (\(grouped(Import.eventLimit)) events; of a session \
          without marks \(grouped(Import.unmarkedLimit)) lines): refused, nothing is imported of it
          """,
        zh: """
          内容超过一份记录的上限（\(grouped(Import.eventLimit)) 个事件；没有标记的会话为 \
          \(grouped(Import.unmarkedLimit)) 行）：拒绝导入，没有写出任何内容
          """)
    case .tooManyConversations:
      Phrase(
        en: """
          more than \(grouped(Import.conversationLimit)) connections: cut the log, and import \
          its parts
          """,
        zh: "超过 \(grouped(Import.conversationLimit)) 个连接：请把日志分成几部分再导入")
    case .broken(_, _, let why), .notUnpacked(let why), .captureFailed(let why): why
    case .noTshark:
      Phrase(
        en: """
          captures are read with tshark, which is not installed: apt-get install tshark. Or save \
          "Follow TCP Stream" as YAML in Wireshark
          """,
        zh: """
          读取抓包文件需要 tshark，这台机器上没有安装：apt-get install tshark。\
          也可以在 Wireshark 里把“追踪 TCP 流”保存为 YAML
          """)
    }
  }
}

extension Phrase {
  fileprivate static let cannotBeRead = Phrase(en: "cannot be read", zh: "无法读取")

  fileprivate static func found(_ report: ImportReport) -> Phrase {
    let (count, lost) = (report.conversations, report.remarks.losses)
    let found = Phrase(
      en: "\(report.format.rawValue), \(count) conversation\(count == 1 ? "" : "s")",
      zh: "\(report.format.rawValue) 格式，\(count) 个对话")
    guard lost > 0 else { return found }
    return found
      + Phrase(
        en: "; \(grouped(lost)) line\(lost == 1 ? "" : "s") not understood",
        zh: "；\(grouped(lost)) 行无法理解")
  }

  fileprivate static func quoted(_ excerpt: String) -> Phrase {
    Phrase(en: ": \(excerpt)", zh: "：\(excerpt)")
  }

  fileprivate static func further(_ count: Int) -> Phrase {
    Phrase(en: "and \(grouped(count)) more remarks", zh: "另有 \(grouped(count)) 条说明")
  }
}
