package import Language
import Protocols

/// The answer to `:explain X` and `byhand explain X`: about a code, a status, a verb, a keyword, a
/// term or a whole reply line.
package enum Explanation {
  /// `participants`: the names that an example may use.
  package static func notes(
    on topic: String, naming participants: Participants = .lecture
  ) -> [Note] {
    known(topic, participants) ?? noCode(topic) ?? [.unknown(near: near(topic))]
  }

  private static func known(_ topic: String, _ participants: Participants) -> [Note]? {
    let topic = topic.trimmingBlanks
    let plain = topic.halfWidthLetters
    return found(topic, participants) ?? wireLine(topic, participants)
      ?? (plain == topic ? nil : known(plain, participants))
  }

  private static func found(_ topic: String, _ participants: Participants) -> [Note]? {
    number(topic) ?? wholeStatus(topic) ?? statusLine(topic) ?? replyLine(topic)
      ?? verb(topic, participants) ?? word(topic) ?? field(topic) ?? fieldLine(topic)
      ?? commandLine(topic, participants) ?? Base64Prompt.notes(on: topic)
  }

  /// As byhand itself writes it: `S: 550 5.1.1 No such user`, `C: MAIL FROM:<alice@crepes.fr>`.
  private static func wireLine(_ text: String, _ participants: Participants) -> [Note]? {
    guard text.hasPrefix("S:") || text.hasPrefix("C:") else { return nil }
    let line = String(text.dropFirst(2)).trimmingBlanks
    let verb = text.hasPrefix("C:") ? line.split(separator: " ").first.map(String.init) : nil
    return found(line, participants) ?? verb.flatMap { self.verb($0, participants) }
  }

  /// Whether there is an answer: `byhand explain` exits with 65 if not.
  package static func isKnown(_ topic: String) -> Bool { known(topic, .lecture) != nil }

  /// A code with words behind it, as a server says them: not a code alone, nor a status of HTTP.
  package static func isReplyLine(_ topic: String) -> Bool {
    let reply = ReplyText(topic.utf8)
    guard let code = reply.code, !reply.text.isEmpty else { return false }
    return reply.enhanced != nil || ReplyMeaning.codes.contains(code)
      || !HTTPMeaning.isRegistered(code.value)
  }

  /// Commands and terms with an English name close to the topic, the likeliest first. Chinese names
  /// are too short to compare like this.
  private static func near(_ topic: String) -> [String] {
    let word = Glossary.folded(topic)
    let count = word.utf8.count
    guard (3...24).contains(count) else { return [] }
    let limit = count > 5 ? 2 : 1
    return names.filter { abs($0.folded.utf8.count - count) <= limit }
      .map { ($0.name, word.distance(to: $0.folded)) }
      .filter { $0.1 <= limit }
      .sorted { $0.1 < $1.1 }
      .prefix(3).map(\.0)
  }

  /// How the last of these words may go on: with a command, a term in either language, or a code.
  /// Where nothing has been typed, codes and the other language are left out.
  package static func topics(begunBy words: [String], _ language: Language) -> [String] {
    let verbs = Verb.allCases.map(\.rawValue)
    let terms = Glossary.all.map(\.name)
    guard words != [""] else { return verbs + terms.map { $0[language] } }
    let codes = ReplyMeaning.codes.map { String($0.value) }
    return (verbs + terms.flatMap { [$0.english, $0.chinese] } + codes).compactMap { topic in
      let parts = topic.split(separator: " ")
      guard parts.count >= words.count,
        zip(parts, words.dropLast()).allSatisfy({ $0.lowercased() == $1.lowercased() })
      else { return nil }
      return parts.dropFirst(words.count - 1).joined(separator: " ")
    }
  }

  private static let names = (Verb.allCases.map(\.rawValue) + Glossary.all.map(\.name.english))
    .map { (name: $0, folded: Glossary.folded($0)) }

  /// A port, which may look like a code, or a code.
  private static func number(_ text: String) -> [Note]? {
    guard text.utf8.allSatisfy(\.isDigit) else { return nil }
    return term(text) ?? (text.utf8.count == 3 ? Int(text).flatMap(code) : nil)
  }

  /// Three digits that are no code.
  private static func noCode(_ text: String) -> [Note]? {
    guard text.utf8.count == 3, text.utf8.allSatisfy(\.isDigit) else { return nil }
    return [.noCode(text)]
  }

  private static func code(_ value: Int) -> [Note]? {
    guard let code = ReplyCode(value) else { return nil }
    let isSMTP = ReplyMeaning.codes.contains(code)
    let http = HTTPMeaning.status(value).map {
      Note(
        .reply, code: value, rule: $0.rule, isRemark: isSMTP,
        text: .inHTTP + $0.phrase)
    }
    let isHTTPOnly = !isSMTP && HTTPMeaning.isRegistered(value)
    if !isHTTPOnly, !code.isInGrammar { return nil }
    return (isHTTPOnly ? [] : meanings(of: code))
      + (isHTTPOnly || (isSMTP && HTTPMeaning.isRegistered(value)) ? [http].compactMap { $0 } : [])
  }

  /// The code in general, then each request for which it is usual, with its meaning there. A code
  /// that any command may get is in few lists, so it is also explained for the commands that a
  /// student types.
  private static func meanings(of code: ReplyCode) -> [Note] {
    let isAnywhere = ReplyStanding.anywhere.contains(code.value)
    let usual = contexts.filter {
      ReplyStanding.listed(for: $0.request).contains(code.value)
        || (isAnywhere && [.verb(.mail), .verb(.rcpt)].contains($0.request))
    }
    let general = isAnywhere || usual.isEmpty ? ReplyMeaning.general(of: code) : nil
    // The replies to HELO and EHLO mean the same: once is enough.
    var meanings: [(text: SourcedPhrase, names: [Phrase])] = []
    for context in usual {
      let text = ReplyMeaning.text(code: code, answering: context.request)
      if text.phrase == general?.phrase { continue }
      if let index = meanings.firstIndex(where: { $0.text.phrase == text.phrase }) {
        meanings[index].names.append(context.name)
      } else {
        meanings.append((text, [context.name]))
      }
    }
    return (general.map { [note(code, $0.phrase, $0.rule)] } ?? [])
      + meanings.map { text, names in
        // The general meaning is not attributed to one command.
        let isGeneral = text.phrase == ReplyMeaning.general(of: code).phrase
        return note(code, isGeneral ? text.phrase : .asked(names) + text.phrase, text.rule)
      }
  }

  private static func note(_ code: ReplyCode, _ text: Phrase, _ rule: Rule) -> Note {
    Note(.reply, code: code.value, gist: ReplyNotes.gist(of: code), rule: rule, text: text)
  }

  private static let contexts: [(request: AnsweredRequest, name: Phrase)] =
    [(.connection, Phrase(en: "on connecting", zh: "建立连接时"))]
    + Verb.allCases.map {
      (.verb($0), Phrase(en: "to \($0.rawValue)", zh: "响应 \($0.rawValue) 时"))
    } + [(.endOfData, Phrase(en: "to the final dot", zh: "响应结束的句点时"))]

  private static func status(_ text: String) -> [Note]? {
    EnhancedStatus(text).map { status in
      let meaning = EnhancedMeaning.text(status)
      return [
        Note(
          .reply, rule: meaning.rule,
          text: Phrase(en: "\(status): ", zh: "\(status)：") + meaning.phrase)
      ]
    }
  }

  /// The whole code, then its class and its subject (RFC 3463 §2), because here no reply stands
  /// before it.
  private static func wholeStatus(_ text: String) -> [Note]? {
    guard let notes = status(text), let status = EnhancedStatus(text),
      let category = EnhancedMeaning.category(status.category)
    else { return nil }
    let subject = EnhancedMeaning.subject(status.subject)
    let hasSubject = (1...7).contains(status.subject)
    let parts =
      Phrase(en: "\(status.category).X.X: ", zh: "\(status.category).X.X：") + category.phrase
      + (hasSubject
        ? Phrase(
          en: " X.\(status.subject).X: \(subject.english).",
          zh: "X.\(status.subject).X：\(subject.chinese)。") : .empty)
    return notes + [Note(.reply, rule: category.rule, isRemark: true, text: parts)]
  }

  // status-line = HTTP-version SP status-code SP [ reason-phrase ] (RFC 9112 §4)
  private static func statusLine(_ text: String) -> [Note]? {
    guard let line = HTTPStatusLine(Array(text.utf8)),
      let meaning = HTTPMeaning.status(line.status)
    else { return nil }
    return [
      Note(.reply, code: line.status, rule: meaning.rule, text: .inHTTP + meaning.phrase),
      Note(.reply, rule: .http1("4"), isRemark: true, text: .statusLine),
    ]
  }

  /// A whole reply, as it stands in a log: `550 5.1.1 <x@y>: user unknown`, `250-SIZE 1000`.
  private static func replyLine(_ text: String) -> [Note]? {
    guard text.utf8.count > 3, let line = ReplyLine(Line(text)) else { return nil }
    // `404 Not Found` is not an SMTP reply.
    if line.enhanced == nil, !ReplyMeaning.codes.contains(line.code),
      HTTPMeaning.isRegistered(line.code.value)
    {
      return code(line.code.value)
    }
    let meaning =
      line.enhanced.flatMap { ReplyMeaning.deferring(line.code, to: $0, answering: nil) }
      ?? ReplyMeaning.general(of: line.code)
    let hyphen = Note(.reply, rule: .smtp("4.2.1"), isRemark: true, text: .moreLines)
    let prompt = Base64Prompt.note(onReply: line.code, line.text).map { [$0] } ?? []
    let reading = line.code.severity.isFailure ? ReplyReading(text.utf8) : nil
    let enhanced = reading?.isCertain == true ? nil : line.enhanced
    return [note(line.code, meaning.phrase, meaning.rule)] + prompt + (line.isLast ? [] : [hyphen])
      + (enhanced.flatMap { status($0.description) } ?? []) + capability(in: line)
      + (reading.map(DiagnosisNotes.notes) ?? [])
  }

  /// The extension in a line of EHLO's reply. A greeting is not a keyword, nor is `OK`.
  private static func capability(in line: ReplyLine) -> [Note] {
    guard line.code.value == 250, let capability = Capability(line.text),
      line.text.starts(with: capability.keyword.utf8),
      !line.isLast || !capability.keyword.hasPrefix("X")
    else { return [] }
    return CapabilityMeaning.of(capability).map {
      [Note(.capability, rule: $0.rule, isRemark: true, text: .inEHLO + $0.phrase)]
    } ?? []
  }

  /// A header line of a message or of a request.
  private static func fieldLine(_ text: String) -> [Note]? {
    HTTPField(Array(text.utf8)).flatMap { term($0.name) ?? field($0.name) }
  }

  private static func commandLine(_ text: String, _ participants: Participants) -> [Note]? {
    let known = (try? CommandParser.parse(Array(text.utf8)))?.verb ?? opening(text)
    return known.flatMap { verb($0.rawValue, participants) }
  }

  /// `MAIL FROM`, `RCPT TO:`: a command as books call it, without its address.
  private static func opening(_ text: String) -> Verb? {
    let words = text.uppercased().filter { $0 != ":" }.split(whereSeparator: \.isWhitespace)
    return switch words {
    case ["MAIL", "FROM"]: .mail
    case ["RCPT", "TO"]: .rcpt
    default: nil
    }
  }

  private static func verb(_ text: String, _ participants: Participants) -> [Note]? {
    Verb(text.utf8).map { verb in
      let meaning = VerbMeaning.of(verb)
      return [
        Note(.console, rule: meaning.rule, text: meaning.phrase),
        Note(
          .console, suggestion: meaning.example(naming: participants), isRemark: true,
          text: .syntax(meaning)),
      ]
    }
  }

  /// A term of the lecture, a keyword of EHLO's reply, a parameter, or several of them: DSN is a
  /// bounce and an extension.
  private static func word(_ text: String) -> [Note]? {
    let parameter = ParameterMeaning.of(text).map {
      Note(.console, rule: $0.rule, text: .parameter + $0.phrase)
    }
    let notes = (term(text) ?? []) + [parameter].compactMap { $0 }
    guard !notes.isEmpty else { return keyword(text) }
    let offered = (keyword(text) ?? []).map { note in
      var note = note
      note.text = .inEHLO + note.text
      return note
    }
    return notes.prefix(1)
      + (notes.dropFirst() + offered).map { note in
        var note = note
        note.isRemark = true
        return note
      }
  }

  private static func term(_ text: String) -> [Note]? {
    Glossary.look(up: text).map { entry in
      [
        Note(
          .console, rule: entry.rule,
          text: Phrase(
            en: "\(entry.name.english): ", zh: entry.chineseTitle) + entry.phrase)
      ]
    }
  }

  private static func keyword(_ text: String) -> [Note]? {
    // A private keyword begins with X, but not every word with X is a keyword.
    guard text.uppercased() == text || !text.lowercased().hasPrefix("x") else { return nil }
    return Capability(Array(text.utf8)).flatMap { CapabilityMeaning.of($0) }
      .map { [Note(.capability, rule: $0.rule, text: $0.phrase)] }
  }

  private static func field(_ text: String) -> [Note]? {
    (HTTPMeaning.method(text) ?? HTTPMeaning.field(text))
      .map { [Note(.reply, rule: $0.rule, text: $0.phrase)] }
  }
}

extension Glossary.Entry {
  /// With the English name, by which standards and programs call it.
  fileprivate var chineseTitle: String {
    let isNamed = name.chinese.lowercased().contains(name.english.lowercased())
    return name.chinese + (isNamed ? "：" : "（\(name.english)）：")
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let isBlank = { (character: Character) in character.isWhitespace }
    guard let last = lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(self[...last].drop(while: isBlank))
  }
}

extension Note {
  fileprivate static func noCode(_ digits: String) -> Note {
    Note(
      .console, rule: .smtp("4.2"),
      text: Phrase(
        en:
          "There is no code \(digits). A code of SMTP begins with 2, 3, 4 or 5, and its second digit is 0 to 5.",
        zh: "没有 \(digits) 这个状态码。SMTP 的状态码首位是 2、3、4 或 5，第二位是 0 到 5。"))
  }

  fileprivate static func unknown(near names: [String]) -> Note {
    let advice = Phrase(
      en:
        "byhand has nothing on that. Try a code (550), an enhanced code (5.1.1), a command or a term.",
      zh: "没有找到相关说明。可以试试状态码（550）、增强状态码（5.1.1）、命令或术语。")
    let guess = Phrase(
      en: "byhand has nothing on that. Did you mean \(names.joined(separator: ", "))?",
      zh: "没有找到相关说明。你是不是想查 \(names.joined(separator: "、"))？")
    return Note(.console, text: names.isEmpty ? advice : guess)
  }
}

extension Phrase {
  fileprivate static let inHTTP = Phrase(en: "In HTTP: ", zh: "在 HTTP 中：")
  /// The requests to which a code means the same, before its meaning.
  fileprivate static func asked(_ names: [Phrase]) -> Phrase {
    let english = names.map(\.english).joined(separator: ", ")
    return Phrase(
      en: english.prefix(1).uppercased() + english.dropFirst() + ": ",
      zh: names.map(\.chinese).joined(separator: "、") + "：")
  }
  fileprivate static let inEHLO = Phrase(en: "In EHLO's reply: ", zh: "在 EHLO 的响应中：")
  fileprivate static let parameter = Phrase(en: "As a parameter: ", zh: "作为参数：")
  fileprivate static let statusLine = Phrase(
    en: "This is HTTP's status line: version, status code, and a phrase for people.",
    zh: "这是 HTTP 的状态行：版本、状态码和给人看的短语。")
  fileprivate static let moreLines = Phrase(
    en:
      "The hyphen after the code means that more lines of this reply follow; the last line has a space there.",
    zh: "状态码后面的连字符表示这个响应还有后续行；最后一行在这个位置是空格。")

  fileprivate static func syntax(_ meaning: VerbMeaning) -> Phrase {
    let anywhere = Codes(ReplyStanding.anywhere)
    let usual = Codes(
      meaning.replies.map(\.value).filter { !ReplyStanding.anywhere.contains($0) })
    let dot = Codes(ReplyStanding.listed(for: .endOfData))
    let text = Phrase(
      en:
        "Syntax: \(meaning.syntax.english). Usual replies: \(usual.spaced); any command may also get \(anywhere.english).",
      zh:
        "语法：\(meaning.syntax.chinese)。常见响应：\(usual.listed)；任何命令还可能得到 \(anywhere.chinese)。")
    // DATA is answered twice.
    guard meaning.verb == .data else { return text }
    return text
      + Phrase(
        en: " After the final dot: \(dot.spaced).", zh: "结束的句点之后：\(dot.listed)。")
  }
}

/// A list of codes, as each language writes it.
private struct Codes {
  private let words: [String]

  init(_ values: [Int]) { words = values.map(String.init) }

  var spaced: String { words.joined(separator: " ") }
  var listed: String { words.joined(separator: "、") }
  var english: String { joined(by: ", ", " or ") }
  var chinese: String { joined(by: "、", " 或 ") }

  private func joined(by comma: String, _ last: String) -> String {
    words.dropLast().joined(separator: comma) + last + (words.last ?? "")
  }
}
