/// Numbers as reports write them.
enum Figures {
  /// To a tenth: `8`, `8.4`.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "–" }
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return sign + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
  }

  /// To a hundredth, as a gradebook's column takes it: `8`, `8.4`, `8.25`.
  static func hundredths(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "–" }
    let (whole, rest) = Int((value * 100).rounded()).quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(whole)" }
    return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  static func percent(_ share: Double) -> String { number((share * 100).rounded()) + " %" }

  /// To a tenth of a minute, the same in every form of output: `12.6`, `0`.
  static func minutes(_ milliseconds: Int) -> String {
    let (whole, rest) = ((milliseconds + 3_000) / 6_000).quotientAndRemainder(dividingBy: 10)
    return rest == 0 ? "\(whole)" : "\(whole).\(rest)"
  }

  /// `0–10 %`, and so on.
  static func bin(_ place: Int) -> String {
    let width = 100 / LessonOverview.bins
    return "\(place * width)–\((place + 1) * width) %"
  }
}
