import Language
import Teaching
import Testing

@testable import Presentation

@Suite struct WrappingTests {
  @Test func `Latin text breaks at spaces, Chinese between characters`() {
    #expect(
      Wrapping.lines("Name each recipient, then DATA.", width: 12)
        == ["Name each", "recipient,", "then DATA."])
    #expect(Wrapping.lines("服务器已就绪，请继续。", width: 12) == ["服务器已就", "绪，请继续。"])
    #expect(Wrapping.lines("请发 MAIL FROM，谢谢", width: 10) == ["请发 MAIL", "FROM，谢谢"])
  }

  @Test func `a word wider than the line is cut`() {
    #expect(Wrapping.lines("a incomprehensible b", width: 8) == ["a", "incompre", "hensible", "b"])
    #expect(Wrapping.lines("abcdefgh，好", width: 8) == ["abcdefg", "h，好"])
  }

  @Test func `a remark's lost end takes the remark along`() {
    let text = "TCP 连接 127.0.0.1:51514 → 127.0.0.1:2525（练习环境里的 hamburger.edu 25 端口）"
    #expect(
      Wrapping.lines(text, width: 76)
        == ["TCP 连接 127.0.0.1:51514 → 127.0.0.1:2525", "（练习环境里的 hamburger.edu 25 端口）"])
    #expect(Wrapping.lines(text, width: 90) == [text])
    #expect(
      Wrapping.lines("one two three (four five)", width: 21) == ["one two three", "(four five)"])
  }

  @Test(arguments: 4...40)
  func `rows of the wire break at spaces, and hold every character`(width: Int) {
    let line = "250-hamburger.edu at your service, and 服务器 has averylongwordwithoutanyspaceatall"
    let rows = Wrapping.rows(line, width: width)
    #expect(rows.joined() == line)
    #expect(rows.allSatisfy { DisplayWidth.of($0) <= width })
  }

  @Test func `a word that fits the next row is not cut`() {
    #expect(Wrapping.rows("250 Hello crepes.fr", width: 14) == ["250 Hello ", "crepes.fr"])
    #expect(Wrapping.rows("aaaaaaaaaaaa bbb", width: 8) == ["aaaaaaaa", "aaaa bbb"])
  }

  @Test func `line ends in a text stay`() {
    #expect(Wrapping.lines("one\n\ntwo", width: 20) == ["one", "", "two"])
    #expect(Wrapping.lines("", width: 20) == [""])
  }

  @Test(arguments: [2, 3, 5, 8, 12, 20, 40, 79])
  func `no line exceeds the width, and no letter is lost`(width: Int) {
    for phrase in Samples.texts {
      for text in [phrase.english, phrase.chinese] {
        let lines = Wrapping.lines(text, width: width)
        for line in lines { #expect(DisplayWidth.of(line) <= width, "\(line)") }
        let letters = { (text: String) in text.filter { $0 != " " && $0 != "\n" } }
        #expect(letters(lines.joined()) == letters(text))
      }
    }
  }

  @Test(arguments: 12...60)
  func `no line begins with a closing mark`(width: Int) {
    for phrase in Samples.texts {
      for line in Wrapping.lines(phrase.chinese, width: width) {
        #expect(!"，。：；）！？、」”…".contains(line.first ?? "x"), "\(line)")
        #expect(!"（「“".contains(line.last ?? "x"), "\(line)")
      }
    }
  }
}
