// A name inside a sentence: Chinese stands beside Chinese without a space, other text with one.

extension String {
  /// As it follows Chinese text: with a space before it, unless it begins in Chinese itself.
  package var afterChinese: String {
    unicodeScalars.first.map { DisplayWidth.of($0) == 2 } == true ? self : " " + self
  }

  /// As Chinese text follows it.
  package var beforeChinese: String {
    unicodeScalars.last.map { DisplayWidth.of($0) == 2 } == true ? self : self + " "
  }

  package var amidChinese: String { afterChinese.beforeChinese }
}
