extension Unicode.Scalar {
  /// Whether it hides or reorders text (zero width, fillers, direction marks, tags), or breaks a
  /// line without ending it.
  ///
  /// A variation selector right after an emoji chooses its look, and hides nothing.
  package func hides(after previous: Unicode.Scalar?) -> Bool {
    switch value {
    case 0x20...0x7E: false
    case 0x2028...0x2029, 0xFFF9...0xFFFB: true
    case 0xFE00...0xFE0F: previous?.properties.isEmoji != true
    default: properties.isDefaultIgnorableCodePoint
    }
  }
}
