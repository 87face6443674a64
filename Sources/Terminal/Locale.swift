internal import CLibEdit

/// The process-wide character locale. It is set once, before libedit or any width is used.
enum Locale {
  static let isReady = text_use_utf8()
}
