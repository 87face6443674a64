import Markup
import PracticeWorld
import TestSupport
import Testing

@Suite struct HarmlessHTMLTests {
  private static let pictures = ["logo@crepes.fr": "/bob/1/parts/2"]
  private static let elements: Set = [
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "div", "dl", "dt",
    "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol",
    "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
  ]
  private static let attributes: Set = [
    "href", "rel", "src", "alt", "width", "height", "colspan", "rowspan", "dir",
  ]

  private func made(_ html: String) -> String {
    HarmlessHTML(html, pictures: Self.pictures).markup.text
  }

  /// Checks that only harmless markup comes out.
  private func expectHarmless(_ html: String, _ shown: String? = nil) {
    let result = HarmlessHTML(html, pictures: Self.pictures)
    let name = shown ?? html
    guard let markup = StrictMarkup(result.markup.text) else {
      Issue.record("\(name) became \(result.markup.text.prefix(300))")
      return
    }
    #expect(markup.names.isSubset(of: Self.elements), "\(name)")
    #expect(markup.attributes.isSubset(of: Self.attributes), "\(name)")
    #expect(markup.depth <= 64)
    for address in markup.addresses {
      #expect(
        ["http://", "https://", "mailto:", "/bob/1/parts/2"].contains {
          address.lowercased().hasPrefix($0)
        }, "\(name)")
    }
  }

  @Test(arguments: [
    ("<p>Hello <b>bob</b></p>", "<p>Hello <b>bob</b></p>"),
    ("<P CLASS=x STYLE='color:red'>a", "<p>a</p>"),
    ("<p>one<p>two", "<p>one</p><p>two</p>"),
    ("<b><i>x</b>y</i>", "<b><i>x</i></b>y"),
    ("<ul><li>a<li>b<ol><li>c</ol></ul>", "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>"),
    (
      "<table><tr><td colspan=2 width=9>a<td>b<tr><td>c</table>",
      "<table><tr><td colspan=\"2\">a</td><td>b</td></tr><tr><td>c</td></tr></table>"
    ),
    ("<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
    ("a<br>b<hr/>c</br>", "a<br>b<hr>c"),
    ("1 < 2 && 3 <3 &copy; &#x4f60;&#22909", "1 &lt; 2 &amp;&amp; 3 &lt;3 © 你好"),
    ("<font color=red>red</font> <center>mid</center>", "red \nmid\n"),
    ("<p dir=RTL>x</p><p dir=up>y</p>", "<p dir=\"rtl\">x</p><p>y</p>"),
    ("</p></div></table>x", "x"),
    ("<td>alone</td>", "alone\n"),
    ("<b><table><tr><td></b>x</table>", "<b><table><tr><td>x</td></tr></table></b>"),
    ("a\u{0}b\u{202E}c\u{200B}d\u{1B}[2J", "abcd[2J"),
  ])
  func `honest and careless HTML is rewritten, closed in order`(html: String, markup: String) {
    #expect(made(html) == markup)
    expectHarmless(html)
  }

  @Test(arguments: [
    ("http://a.example/?b=1&amp;c=%20", "http://a.example/?b=1&amp;c=%20"),
    ("HTTPS://a.example", "HTTPS://a.example"), ("mailto:a@b.example", "mailto:a@b.example"),
    (" \u{1}http://a.example/\tx\ny ", "http://a.example/xy"),
    ("http://a.example/é\u{202E}", "http://a.example/%C3%A9%E2%80%AE"),
    ("http://a.example/&quot;onclick=&quot;x", "http://a.example/%22onclick=%22x"),
  ])
  func `a link leads to a web page or a letter, and sends no referrer`(href: String, kept: String) {
    #expect(
      made("<a href='\(href)' target=_top onclick=x>y</a>")
        == "<a href=\"\(kept)\" rel=\"noopener noreferrer nofollow\">y</a>")
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
    "java&#10;script:alert(1)", "&#106;avascript:x", "&#x6A&#x61vascript&colon;x",
    "java&NewLine;script:x", "&#0000000000000000000000106avascript:x", "\u{1}javascript:x",
    "data:text/html,<script>x</script>", "vbscript:x", "file:///etc/passwd", "//evil.example",
    "/bob/2", "?x", "#x", "", "http:/evil.example", "http:evil", "http:////x", "https://\\x",
    "cid:x", "ftp://x", "about:blank", "blob:x", "view-source:http://x", "ｊavascript:x",
    "javascript&#58;x", "jav\u{0}ascript:x", "feed:javascript:x", ":x", "mailto:",
  ])
  func `a link to anything else is removed`(href: String) {
    #expect(made("<a href=\"\(href)\">y</a>") == "<a>y</a>")
  }

  @Test func `the message's own pictures are shown, remote ones are counted`() {
    let page = HarmlessHTML(
      """
      <img src="CID:logo%40crepes.fr" alt="a &quot;logo&quot;" width=20 height=9999 onerror=x>\
      <img src=cid:other alt=other><img src=http://evil.example/x.gif alt=sale>\
      <img src=//evil.example/pixel><img src=data:image/png;base64,AA alt=inline><img>\
      <img srcset="http://evil.example/x 2x"><img src="\\\\evil.example\\x">
      """, pictures: Self.pictures)
    #expect(
      page.markup.text
        == "<img src=\"/bob/1/parts/2\" alt=\"a &quot;logo&quot;\" width=\"20\"><i>[other]</i>"
        + "<i>[sale]</i><i>[inline]</i>")
    #expect(page.remotePictures == 4)
    #expect(page.pictures == ["logo@crepes.fr"])
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "<ScRiPt >alert(1)</sCrIpT\n>", "<script/x>alert(1)</script>",
    "<<script>alert(1)//<</script>", "<script>alert(1)", "<script><!--</script>-->alert(1)",
    "<svg/onload=alert(1)>", "<svg><script>alert(1)</script>", "<svg><style><img src=x onerror=a>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<img src=x onerror=alert(1)//", "<img src=x onerror=alert(1)", "<img/src/onerror=alert(1)>",
    "<img src=\"x\"onerror=alert(1)>", "<img \"\"\"><script>alert(1)</script>\">",
    "<a title='>' href=javascript:alert(1)>x", "<a href=\"http://x\" href=javascript:x>y</a>",
    "<a href=`javascript:x`>y", "<a\u{0}href=x>y", "<scr\u{0}ipt>alert(1)</scr\u{0}ipt>",
    "<a href='http://x?\"onmouseover=alert(1) '>x</a>", "<a alt='\"><script>x</script>'>y</a>",
    "<!-- <!-- --> <script>alert(1)</script> -->", "<!--><script>alert(1)</script>-->",
    "<!---><img src=x onerror=a>-->", "<!-- --!><img src=x onerror=a>", "<!--", "<!", "<!->",
    "<![CDATA[<script>alert(1)</script>]]>", "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<!DOCTYPE x [<!ENTITY e '<script>'>]>&e;", "<?xml version='1.0'?><?php <script> ?>",
    "<%<script>%>", "</ script>", "</><b>", "<//script>", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)", "&#x3c;script>", "&lt", "&#;", "&#x;", "&#xD800;", "&#x110000;",
    "&#99999999999999999999;", "<iframe src=javascript:alert(1)>", "<iframe srcdoc='<script>'>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea><img src=x onerror=a></textarea><img src=x onerror=a>",
    "<title></title><img src=x onerror=alert(1)>", "<xmp><script>x</xmp>", "<plaintext><b>x",
    "<style>@import 'http://evil.example/x.css';</style>", "<style/><img src=x onerror=a></style>",
    "<link rel=stylesheet href=http://evil.example/x.css>", "<base href=http://evil.example/>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
    "<form action=http://evil.example><input name=p><button>go</button></form>",
    "<button formaction=javascript:x>y", "<object data=http://evil.example/x>z</object>",
    "<embed src=http://evil.example/x>", "<video src=http://evil.example/x poster=y autoplay>",
    "<audio src=x onerror=alert(1)>", "<body onload=alert(1) background=http://evil.example>",
    "<table background=http://evil.example/x><td background=y>z",
    "<div style=\"background:url(x)\">",
    "<p style=behavior:url(x)>", "<marquee onstart=alert(1)>x", "<details open ontoggle=x>y",
    "<isindex action=javascript:x>", "<frameset><frame src=javascript:x>", "<applet code=x>",
    "<template><script>x</script></template>", "<select><option><img src=x onerror=a></select>",
    "<a href=http://x ping=http://evil.example>y", "<q cite=javascript:x>y</q>", "<b x=\"", "<b '",
    "<b a='<b a=\"><script>", "<table><tr><td><form><table><tr></form><script>x</script>",
    "<p id=x name=attributes class=remark>y", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "\u{FEFF}<script>x</script>", "<script\u{A0}>x</script>", "<\u{212A}bd>x", "<ſcript>x</ſcript>",
    "<img src=cid:logo@crepes.fr alt=\"'><script>\">",
    "<img alt=\"&lt;script&gt;&#34;>\" src=cid:x>",
    "<svg><a xlink:href=javascript:x><text>y</text></a>", "<math href=javascript:x>y</math>",
  ])
  func `no trick of spelling gets past`(trick: String) {
    expectHarmless(trick)
    expectHarmless("<p>a " + trick + " b</p>")
    expectHarmless(trick + trick)
  }

  @Test func `dropping an element keeps the words around it`() {
    #expect(made("a<script>x()</script>b<style>c{}</style>d<!-- e -->f<svg>g</svg>h") == "abdfgh")
    #expect(made("<form>Your name <input value=secret> please</form>") == "Your name  please\n")
    #expect(made("<object data=x>instead</object>") == "instead")
  }

  @Test(arguments: [
    "<div>", "<b>", "<p>", "<table><tr><td>", "<a href=http://x>", "<", "<!--", "</p", "<a '", "&",
    "&#", "<script>", "<ul><li>", "</div>", "<img src=http://x alt=y>", "<b a", "<svg>", "a=",
    "<script></scrip", "<!-- --", "<![CDATA[",
  ])
  func `thousands of anything come out harmless, bounded, and fast`(piece: String) {
    let count = Tries.of(4_000, all: 20_000)
    let html = String(repeating: piece, count: count)
    expectHarmless(html, piece)
    let limit = count / 2
    #expect(HarmlessHTML(html, limit: limit).markup.text.utf8.count <= limit + 64 * 13)
  }

  @Test func `a long page is cut between tags, and says so`() {
    let page = HarmlessHTML(
      "<p>short</p><div><b>" + String(repeating: "<i>x</i>", count: 99), limit: 100)
    #expect(page.isCut)
    #expect(StrictMarkup(page.markup.text) != nil)
    #expect(page.markup.text.hasPrefix("<p>short</p><div><b><i>x</i>"))
  }

  @Test(arguments: 0..<UInt64(Tries.of(15, all: 40)))
  func `random octets become only allowed markup`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "<", ">", "/", "=", "\"", "'", "&", "#", ";", "!", "-", "--", " ", "\n", "\0", "script",
      "img",
      "svg", "style", "a", "p", "table", "td", "li", "div", "b", "href", "src", "onerror", "alt",
      "javascript:", "http://x", "cid:logo@crepes.fr", "data:", "&#x3c;", "&lt;", "<!--", "-->",
      "<![CDATA[", "]]>", "</", "/>", "\u{202E}", "é", "colspan", "2", "textarea", "title", "math",
    ]
    for _ in 0..<100 {
      var octets: [UInt8] = []
      for _ in 0..<Int.random(in: 1...80, using: &random) {
        if Bool.random(using: &random) {
          octets += Array((pieces.randomElement(using: &random) ?? "").utf8)
        } else if Int.random(in: 0..<4, using: &random) == 0 {
          octets.append(UInt8.random(in: 0...255, using: &random))
        } else {
          octets += Array("<\(pieces.randomElement(using: &random) ?? "")".utf8)
        }
      }
      let html = String(decoding: octets, as: UTF8.self)
      expectHarmless(html)
      // Read a second time, it means the same: no tag is born of another's remains.
      let once = HarmlessHTML(html).markup.text
      #expect(HarmlessHTML(once).markup.text == once, "\(html)")
    }
  }
}
