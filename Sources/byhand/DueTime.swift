import Glibc
import Protocols

/// A time as a lecturer writes it: a date, which lasts until its midnight, or a date and a time of
/// day, with a zone or in this machine's.
struct DueTime {
  /// Since 1970.
  let milliseconds: Int

  init?(_ text: String) {
    let pattern =
      /(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d))?)?\s*(Z|[+-]\d\d:?\d\d)?/
    guard let match = text.wholeMatch(of: pattern) else { return nil }
    let time = match.2.map { "\($0):\(match.3 ?? "00")" } ?? "00:00:00"
    guard let moment = CalendarTime.seconds(iso8601: "\(match.1)T\(time)Z") else { return nil }
    // Due on a day means until the day is over.
    var seconds = match.2 == nil ? moment + 86_400 : moment
    if let zone = match.4 {
      if zone != "Z" {
        let digits = zone.filter(\.isNumber)
        guard let hours = Int(digits.prefix(2)), let minutes = Int(digits.suffix(2)), hours < 15,
          minutes < 60
        else { return nil }
        seconds -= (zone.hasPrefix("-") ? -1 : 1) * (hours * 3_600 + minutes * 60)
      }
    } else {
      seconds -= Self.offset(atLocal: seconds)
    }
    milliseconds = seconds * 1_000
  }

  /// Seconds east of Greenwich, at a moment of this machine's time.
  private static func offset(atLocal seconds: Int) -> Int {
    var moment = time_t(seconds)
    var local = tm()
    localtime_r(&moment, &local)
    moment -= local.tm_gmtoff
    localtime_r(&moment, &local)
    return local.tm_gmtoff
  }
}
