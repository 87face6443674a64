import Language
import Presentation
import Teaching
import Testing

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
