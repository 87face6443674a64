import Messages
import Testing

@Suite struct DateTests {
  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00"),
    (-1, "Wed, 31 Dec 1969 23:59:59"),
    (784_111_777, "Sun, 06 Nov 1994 08:49:37"),
    (951_782_399, "Mon, 28 Feb 2000 23:59:59"),
    (951_782_400, "Tue, 29 Feb 2000 00:00:00"),
    (1_795_446_000, "Mon, 23 Nov 2026 15:00:00"),
    (4_107_542_400, "Mon, 01 Mar 2100 00:00:00"),
    (-2_208_988_800, "Mon, 01 Jan 1900 00:00:00"),
    (253_402_300_799, "Fri, 31 Dec 9999 23:59:59"),
  ])
  func `known dates are written`(seconds: Int, text: String) {
    #expect(MailDate.mail(seconds: seconds) == text + " +0000")
    #expect(MailDate.http(seconds: seconds) == text + " GMT")
    #expect(MailDate.parseHTTP(text + " GMT") == seconds)
  }

  @Test func `milliseconds are written with three digits`() {
    #expect(MailDate.iso8601(milliseconds: 1_795_446_000_000) == "2026-11-23T15:00:00.000Z")
    #expect(MailDate.iso8601(milliseconds: 7) == "1970-01-01T00:00:00.007Z")
    #expect(MailDate.iso8601(milliseconds: -1) == "1969-12-31T23:59:59.999Z")
  }

  @Test func `every day of four hundred years comes back`() {
    for day in 0..<146_097 where day % 7 == 3 || day % 365 < 2 {
      let seconds = day * 86_400 + day % 86_400
      #expect(MailDate.parseHTTP(MailDate.http(seconds: seconds)) == seconds)
    }
  }

  @Test(arguments: [
    "", "Mon, 23 Nov 2026 15:00:00 +0000", "Tue, 23 Nov 2026 15:00:00 GMT",
    "Mon, 31 Feb 2026 15:00:00 GMT", "Mon, 23 Nov 2026 25:00:00 GMT",
    "Mon, 23 nov 2026 15:00:00 GMT", "Mon; 23 Nov 2026 15:00:00 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
  ])
  func `anything but an IMF-fixdate is refused`(text: String) {
    #expect(MailDate.parseHTTP(text) == nil)
  }

  @Test func `a leap second is the second before it`() {
    #expect(MailDate.parseHTTP("Sat, 31 Dec 2016 23:59:60 GMT") == 1_483_228_799)
  }

  @Test(arguments: [
    ("Mon, 23 Nov 2026 15:00:00 +0000", "2026-11-23 15:00"),
    ("3 Jan 1999 07:08 -0500 (EST)", "1999-01-03 07:08"),
    ("a day in November, a long time ago", "a day in November, a"), ("", ""),
  ])
  func `a date of a message is short, and the same in every language`(date: String, short: String) {
    #expect(MailDate.short(date) == short)
  }

  @Test(arguments: [
    ("Mon, 23 Nov 2026 15:00:00 +0800", "2026-11-23 15:00 +0800"),
    ("3 Jan 1999 07:08 -0500 (EST)", "1999-01-03 07:08 -0500 (EST)"),
    ("3 Jan 1999 07:08", "1999-01-03 07:08"), ("a day in November", "a day in November"),
  ])
  func `an opened message's date keeps its zone`(date: String, long: String) {
    #expect(MailDate.withZone(date) == long)
  }
}
