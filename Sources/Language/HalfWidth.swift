extension String {
  /// Full-width letters and digits of an input method as ASCII; all other characters stay.
  package var halfWidthLetters: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: unicodeScalars.map(\.halfWidthLetter))
    return String(scalars)
  }
}

extension Unicode.Scalar {
  fileprivate var halfWidthLetter: Unicode.Scalar {
    switch value {
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
      Unicode.Scalar(value - 0xFEE0) ?? self
    default: self
    }
  }
}
