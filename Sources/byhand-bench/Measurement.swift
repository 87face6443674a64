/// One measured thing, and what it means.
struct Measurement {
  let key: String
  let title: String
  let sample: Sample
  let unit: String
  var places = 0
  /// What is promised of it, and whether it holds.
  var target: Target?
  let meaning: String

  struct Target {
    let value: Double
    let isLeast: Bool
  }

  var isMet: Bool? {
    target.map { $0.isLeast ? sample.median >= $0.value : sample.median <= $0.value }
  }

  var line: String {
    let figure = "\(sample.median.text(places)) \(unit)"
    let spread = "\(sample.least.text(places)) to \(sample.most.text(places))"
    return "  \(title.padded(58))\(figure.padded(22))\(spread)\(verdict)\n      \(meaning)"
  }

  private var verdict: String {
    guard let target, let isMet else { return "" }
    let bound = target.value.text(target.value < 100 ? 1 : 0)
    return "   \(target.isLeast ? "at least" : "at most") \(bound): \(isMet ? "yes" : "NO")"
  }

  var json: String {
    var fields = [
      #""key":"\#(key)""#, #""unit":"\#(unit)""#, #""median":\#(sample.median.text(3))"#,
      #""least":\#(sample.least.text(3))"#, #""most":\#(sample.most.text(3))"#,
      #""values":[\#(sample.values.map { $0.text(3) }.joined(separator: ","))]"#,
    ]
    if let target, let isMet {
      fields.append(#""target":\#(target.value.text(3))"#)
      fields.append(#""target_is":"\#(target.isLeast ? "least" : "most")""#)
      fields.append(#""met":\#(isMet)"#)
    }
    fields.append(#""means":"\#(meaning)""#)
    return "{\(fields.joined(separator: ","))}"
  }
}

extension String {
  fileprivate func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(1, width - count))
  }
}
