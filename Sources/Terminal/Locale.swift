internal import CLibEdit

/// The process-wide character locale, set once, before anything asks libedit or a width of it.
enum Locale {
  static let isReady = text_speak_utf8()
}
