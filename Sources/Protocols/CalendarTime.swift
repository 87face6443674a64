/// A moment's date and time of day in UTC, in the (proleptic) Gregorian calendar. By arithmetic
/// alone: no clock, no locale.
package struct CalendarTime: Hashable, Sendable {
  package let year, month, day: Int
  /// 0 is Monday.
  package let weekday: Int
  package let secondOfDay: Int

  /// - Parameter seconds: since 1970.
  ///
  /// The calendar repeats every 400 years, which have 146,097 days. Years are counted from 1 March
  /// here, so that the leap day is the last one.
  package init(seconds: Int) {
    let (days, secondOfDay) = seconds.flooredQuotientAndRemainder(dividingBy: 86_400)
    self.secondOfDay = secondOfDay
    // 1 January 1970 was a Thursday; it is 719,468 days after 1 March of the year 0.
    weekday = (days.flooredQuotientAndRemainder(dividingBy: 7).remainder + 3) % 7
    let (era, dayOfEra) = (days + 719_468).flooredQuotientAndRemainder(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  }

  /// Days from 1 January 1970; a day beyond its month's end counts on into the next.
  package static func days(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = year.flooredQuotientAndRemainder(dividingBy: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// `15:00:00`
  package var time: String {
    Self.padded(secondOfDay / 3_600, 2) + ":" + Self.padded(secondOfDay / 60 % 60, 2) + ":"
      + Self.padded(secondOfDay % 60, 2)
  }

  /// `2026-11-23`
  package var date: String {
    "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
  }

  /// `2026-11-23T15:00:00Z` (RFC 3339 §5.6).
  package var iso8601: String { "\(date)T\(time)Z" }

  /// Seconds since 1970 of a text as `iso8601` writes it; `nil` for anything else, a day that does
  /// not exist included.
  package static func seconds(iso8601 text: some StringProtocol) -> Int? {
    let octets = Array(text.utf8)
    guard octets.count == 20 else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      let digits = octets[range]
      guard digits.allSatisfy(\.isDigit) else { return nil }
      return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19)
    else { return nil }
    let seconds =
      days(year: year, month: month, day: day) * 86_400 + hour * 3_600 + minute * 60 + second
    // Written again it must be the same: this checks each number's range, and the punctuation.
    return CalendarTime(seconds: seconds).iso8601 == text ? seconds : nil
  }

  /// Computed once: every incoming message gets a date.
  private static let twoDigits = (0..<100).map { $0 < 10 ? "0\($0)" : "\($0)" }

  /// With zeros before it, at least so many digits.
  package static func padded(_ number: Int, _ width: Int) -> String {
    if width == 2, twoDigits.indices.contains(number) { return twoDigits[number] }
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

extension Int {
  package func flooredQuotientAndRemainder(
    dividingBy divisor: Int
  ) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
