import Protocols
import Synchronization

/// Dates in the three notations that the program writes, in UTC, by arithmetic alone: no clock, no
/// locale.
package enum MailDate {
  /// `Mon, 23 Nov 2026 15:00:00 +0000` (RFC 5322 §3.3), from seconds since 1970.
  package static func mail(seconds: Int) -> String {
    latestMail.text(of: seconds) { "\(dayAndTime($0)) +0000" }
  }

  private static let latestMail = LatestSecond()
  private static let latestISO = LatestSecond()

  /// `Mon, 23 Nov 2026 15:00:00 GMT` (IMF-fixdate, RFC 9110 §5.6.7), from seconds since 1970.
  package static func http(seconds: Int) -> String {
    "\(dayAndTime(CalendarTime(seconds: seconds))) GMT"
  }

  /// `2026-11-23T15:00:00.000Z` (ISO 8601), from milliseconds since 1970.
  package static func iso8601(milliseconds: Int) -> String {
    let (seconds, rest) = milliseconds.flooredQuotientAndRemainder(dividingBy: 1_000)
    let begun = latestISO.text(of: seconds) { "\($0.date)T\($0.time)." }
    return begun + padded(rest, 3) + "Z"
  }

  /// Seconds since 1970 of an IMF-fixdate; `nil` for anything else, a day that does not exist
  /// included.
  ///
  /// RFC 9110 §5.6.7's two obsolete forms are not read: a client that sends one gets the whole
  /// answer instead of a 304.
  package static func parseHTTP(_ text: String) -> Int? {
    let octets = Array(text.utf8)
    guard octets.count == 29 else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      let digits = octets[range]
      guard digits.allSatisfy(\.isDigit) else { return nil }
      return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    }
    guard let day = number(5..<7), let year = number(12..<16), let hour = number(17..<19),
      let minute = number(20..<22), var second = number(23..<25),
      let month = months.firstIndex(of: String(decoding: octets[8..<11], as: UTF8.self))
    else { return nil }
    // A leap second is legal, but has no number of its own since 1970.
    if second == 60 { second = 59 }
    guard hour < 24, minute < 60, second < 60 else { return nil }
    let days = CalendarTime.days(year: year, month: month + 1, day: day)
    let result = days * 86_400 + hour * 3_600 + minute * 60 + second
    // Written again it must be the same: this checks weekday, day of the month and punctuation.
    var again = Array(http(seconds: result).utf8)
    if octets[23] == UInt8(ascii: "6") { again.replaceSubrange(23..<25, with: octets[23..<25]) }
    return again == octets ? result : nil
  }

  // date-time = [ day-of-week "," ] day month year hour ":" minute [ ":" second ] zone (RFC 5322 §3.3)
  /// `2026-11-23 15:00` for a date of a message, in its author's time zone: the same in every
  /// language. A date in another form is cut.
  package static func short(_ date: String) -> String {
    numeric(date)?.text ?? String(date.prefix(20))
  }

  /// `2026-11-23 15:00 +0800`, with the zone. A date in another form stays as it is.
  package static func withZone(_ date: String) -> String {
    numeric(date).map { ([Substring($0.text)] + $0.rest).joined(separator: " ") } ?? date
  }

  private static func numeric(_ date: String) -> (text: String, rest: [Substring])? {
    let words = date.split { $0 == " " || $0 == "," }
    guard let place = words.firstIndex(where: { (1...31).contains(Int($0) ?? 0) }),
      words.count > place + 3, let day = Int(words[place]), let year = Int(words[place + 2]),
      let month = months.firstIndex(where: { $0 == words[place + 1] })
    else { return nil }
    let time = words[place + 3].split(separator: ":").prefix(2).joined(separator: ":")
    let text = "\(padded(year, 4))-\(padded(month + 1, 2))-\(padded(day, 2)) \(time)"
    return (text, Array(words[(place + 4)...]))
  }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func dayAndTime(_ moment: CalendarTime) -> String {
    "\(weekdays[moment.weekday]), \(padded(moment.day, 2)) \(months[moment.month - 1]) "
      + "\(padded(moment.year, 4)) \(moment.time)"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    CalendarTime.padded(number, width)
  }
}

/// The text of the second that was asked for last: thousands of messages and sessions may share
/// one.
private struct LatestSecond: ~Copyable {
  private let latest = Mutex((seconds: Int.min, text: ""))

  func text(of seconds: Int, _ spell: (CalendarTime) -> String) -> String {
    latest.withLock { latest in
      if latest.seconds != seconds { latest = (seconds, spell(CalendarTime(seconds: seconds))) }
      return latest.text
    }
  }
}
