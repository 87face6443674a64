import Language
import Testing

struct NumberTests {
  @Test(arguments: [
    (1, "1st"), (2, "2nd"), (3, "3rd"), (6, "6th"), (11, "11th"), (12, "12th"), (13, "13th"),
    (21, "21st"), (101, "101st"), (112, "112th"),
  ])
  func `an ordinal ends as people say it`(number: Int, text: String) {
    #expect(ordinal(number) == text)
  }
}
