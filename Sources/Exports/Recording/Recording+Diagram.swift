import Language
import Presentation
import Protocols
import Teaching
import Transcripts

extension Recording {
  /// Message text is counted in it, never shown.
  func diagram(_ options: ExportOptions) -> Diagram { diagrams(options)(Diagram.rungLimit) }

  /// Diagrams of at most so many steps.
  func diagrams(_ options: ExportOptions) -> (_ limit: Int) -> Diagram {
    let ladder = Ladder(events)
    let learner = learner(options)
    return { Diagram(ladder, options.language, learner: learner, atMost: $0) }
  }

  /// Who was the client of the conversations that no server of the world opened.
  func learner(_ options: ExportOptions) -> Phrase {
    if options.showsNames, let student = header.student { return .verbatim(student) }
    return header.side == .client
      ? Phrase(en: "student", zh: "学生") : Phrase(en: "client", zh: "客户端")
  }

  /// `Session of 2026-11-23 15:00 UTC`
  func title(_ options: ExportOptions) -> Phrase {
    let date = date.map { Phrase.verbatim($0) }
    let title =
      date.map { Phrase(en: "Session of ", zh: "会话记录：") + $0 }
      ?? Phrase(en: "Recorded session", zh: "会话记录")
    guard options.showsNames else { return title }
    let names = [header.student, fileName].compactMap { $0 }
    return names.reduce(title) { $0 + .verbatim(" · \(SafeText.of($1))") }
  }
}
