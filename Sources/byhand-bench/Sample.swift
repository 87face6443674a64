/// Several measurements of one thing.
struct Sample {
  let values: [Double]

  init(_ values: [Double]) { self.values = values }

  var median: Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  var least: Double { values.min() ?? .nan }
  var most: Double { values.max() ?? .nan }

  /// Round by round: what slows the machine in one round slows both.
  func ratio(to other: Sample) -> Sample {
    Sample(zip(values, other.values).map { $0 / $1 })
  }
}

extension Double {
  /// With `places` digits after the point; `-` if it is not finite.
  func text(_ places: Int = 0) -> String {
    guard isFinite else { return "-" }
    var unit = 1
    for _ in 0..<places { unit *= 10 }
    let scaled = Int((self * Double(unit)).rounded())
    let whole = "\(scaled.magnitude / unit.magnitude)"
    let sign = scaled < 0 ? "-" : ""
    guard places > 0 else { return sign + whole }
    let rest = "\(scaled.magnitude % unit.magnitude)"
    return sign + whole + "." + String(repeating: "0", count: places - rest.count) + rest
  }
}
