import Language
import Markup
import Presentation
import Teaching

/// A note as it stands below its line, once for each amount of explanation in which it differs.
/// The style sheet shows the right one: a class names the amounts, `f` full, `b` brief, `o` off.
struct PlayerNote {
  private let note: Note

  init(_ note: Note) { self.note = note }

  /// In full, for a page that is read.
  var fullHTML: HTML { Self.row(note, "f") }

  var html: HTML {
    guard let brief = AnnotationLevel.brief.shown(note) else { return Self.row(note, "f") }
    guard brief == note else { return Self.row(note, "f") + Self.row(brief, "b") }
    return Self.row(note, AnnotationLevel.off.shown(note) == nil ? "fb" : "fbo")
  }

  private static func row(_ note: Note, _ amounts: HTML) -> HTML {
    "<p class=\"note \(amounts) \(kind(of: note))\">\(words(of: note))</p>\n"
  }

  private static func kind(of note: Note) -> HTML {
    switch note.about {
    case .mistake: note.isRemark ? "remark" : "mistake"
    case .console:
      switch note.voice {
      case .title, .task: "lesson strong"
      case .line: "lesson line"
      case .success: "lesson success"
      case .aside: "lesson aside"
      case .act: "lesson act"
      case .choice, .wrong, .remark: "lesson"
      case nil: HTML()
      }
    case .reply, .capability, .transport, .phase: "reply"
    }
  }

  private static func words(of note: Note) -> HTML {
    var html = HTML()
    if let code = note.code, !note.isRemark {
      html += "<b class=\"code \(tone(of: code))\">\(code)</b> "
    }
    if let gist = note.gist { html += "<i>\(gist.html)</i> " }
    if note.about == .mistake {
      html +=
        note.isRemark
        ? "<b>\(Phrase.note.html)</b> "
        : "<b><span class=\"sign\">✗</span> \(Phrase.mistake.html)</b> "
      if let column = note.column, !note.isRemark { html += "\(Phrase.column(column).html) " }
    }
    html += (note.about == .mistake ? note.cited : note.text).html
    // What a line should have been, or one to type as an example.
    guard let suggestion = note.suggestion, !note.isRemark else { return html }
    let label = note.about == .mistake ? "<b>\(Phrase.right.html)</b>" : HTML()
    return html + "<span class=\"right\">\(label)<code>\(SafeText.of(suggestion))</code></span>"
  }

  /// By a code's first digit.
  static func tone(of code: Int) -> HTML {
    switch code / 100 {
    case 2: "good"
    case 1, 3: "middle"
    case 4: "late"
    case 5: "bad"
    default: "plain"
    }
  }
}
