import Language
import Presentation
import Protocols
import Teaching
import Testing
import Transcripts

@Suite struct JSONViewTests {
  @Test func `the event as a transcript holds it, then its notes, keys in order`() {
    let text = JSONView(ViewOptions(language: .english))
      .show(Samples.unbracketed, [Samples.brackets], isEchoed: true)
    #expect(
      text == #"""
        {"n":3,"ms":4210,"c":1,"kind":"line","from":"client","text":"MAIL FROM:alice@crepes.fr"}
        {"kind":"note","about":"mistake","event":3,"phase":"transfer","rule":"RFC 5321 §4.1.2","column":11,"suggestion":"MAIL FROM:<alice@crepes.fr>","text":"An address stands between < and >."}

        """#)
  }

  @Test func `a reply's note has its code, and the session's language`() {
    let text = JSONView(ViewOptions(language: .chinese)).say(Samples.ready)
    #expect(
      text == #"""
        {"kind":"note","about":"reply","event":3,"phase":"handshake","code":220,"rule":"RFC 5321 §4.2.1","text":"服务器已就绪。SMTP 由服务器先发言。"}

        """#)
  }
}
