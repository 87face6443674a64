/// A domain in any script, as a DNS query needs it: ASCII only (RFC 5890 §2.3.2).
package enum InternationalName {
  /// Each label beyond ASCII becomes an A-label, `xn--…`. `nil` where a character cannot stand in a
  /// label.
  ///
  /// Case and the width of letters are folded (RFC 5895 §2). There is no table of permitted
  /// characters: a name that cannot be registered is simply not found.
  package static func ascii(_ name: String) -> String? {
    var labels: [[Unicode.Scalar]] = [[]]
    for scalar in name.unicodeScalars.map(halfWidth).flatMap(folded) {
      if scalar == "." { labels.append([]) } else { labels[labels.count - 1].append(scalar) }
    }
    var encoded: [String] = []
    for label in labels {
      guard let text = aLabel(label) else { return nil }
      encoded.append(text)
    }
    return encoded.joined(separator: ".")
  }

  private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x3002, 0xFF61: "."
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    default: scalar
    }
  }

  private static func folded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    Array(scalar.properties.lowercaseMapping.unicodeScalars)
  }

  private static func aLabel(_ label: [Unicode.Scalar]) -> String? {
    guard label.contains(where: { !$0.isASCII }) else { return string(label) }
    let isPermitted = label.allSatisfy { scalar in
      scalar == "-" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark
    }
    guard isPermitted, label.count <= 63, let text = Punycode.encoded(label) else { return nil }
    return "xn--\(text)"
  }

  private static func string(_ scalars: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}

/// RFC 3492: code points beyond ASCII as ASCII, in the order of their values.
enum Punycode {
  // The parameters of §5.
  private static let base = 36
  private static let least = 1
  private static let most = 26
  private static let skew = 38
  private static let damp = 700

  /// `nil` where a number overflows (§6.4).
  static func encoded(_ label: [Unicode.Scalar]) -> String? {
    let basic = label.filter(\.isASCII)
    var output = basic.map { UInt8(truncatingIfNeeded: $0.value) }
    if !output.isEmpty { output.append(UInt8(ascii: "-")) }
    var point = 128
    var delta = 0
    var bias = 72
    var handled = basic.count
    while handled < label.count {
      guard let next = label.map({ Int($0.value) }).filter({ $0 >= point }).min() else {
        return nil
      }
      let (step, isOver) = (next - point).multipliedReportingOverflow(by: handled + 1)
      guard !isOver else { return nil }
      delta += step
      point = next
      for scalar in label {
        if scalar.value < point { delta += 1 }
        guard scalar.value == point else { continue }
        output += digits(of: delta, bias)
        bias = adapted(delta, handled + 1, isFirst: handled == basic.count)
        delta = 0
        handled += 1
      }
      delta += 1
      point += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func digits(of delta: Int, _ bias: Int) -> [UInt8] {
    var rest = delta
    var digits: [UInt8] = []
    var weight = base
    while true {
      let threshold = min(max(weight - bias, least), most)
      guard rest >= threshold else { break }
      digits.append(digit(threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      weight += base
    }
    return digits + [digit(rest)]
  }

  // a to z are 0 to 25, 0 to 9 are 26 to 35.
  private static func digit(_ value: Int) -> UInt8 {
    UInt8(value < 26 ? value + 0x61 : value - 26 + 0x30)
  }

  private static func adapted(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / damp : delta / 2
    delta += delta / count
    var bias = 0
    while delta > (base - least) * most / 2 {
      delta /= base - least
      bias += base
    }
    return bias + (base - least + 1) * delta / (delta + skew)
  }
}
