internal import CLibEdit

/// How many cells of a terminal a text takes, as the C library counts them, which is how libedit
/// counts and most terminals draw. A text of several lines or with colours has no such width.
package enum DisplayWidth {
  package static func of(_ text: String) -> Int {
    _ = Locale.isReady
    return text.unicodeScalars.reduce(0) { $0 + max(0, Int(text_width($1.value))) }
  }
}

/// The process-wide character locale, set once, before anything asks libedit or a width.
enum Locale {
  static let isReady = text_speak_utf8()
}
