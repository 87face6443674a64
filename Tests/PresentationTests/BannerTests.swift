import Language
import Presentation
import Teaching
import Testing
import Transcripts

@Suite struct BannerTests {
  private func lines(_ language: Language, width: Int) -> String {
    Banner.lines(
      version: "0.1.0",
      hosts: [
        .init(
          HostDescription(name: "hamburger.edu", mailboxes: ["bob", "carol"]),
          smtp: "127.0.0.1:2525", web: "127.0.0.1:8080")
      ], ViewOptions(language: language, width: width)
    ).joined(separator: "\n")
  }

  @Test func `the opening screen`() {
    #expect(
      lines(.english, width: 100) == """
        byhand 0.1.0   speak SMTP by hand                       :help   :lesson   :quit

        The practice world is open on this machine; nothing leaves it.
          hamburger.edu   mail server   127.0.0.1:2525   mailboxes bob, carol     web 127.0.0.1:8080
        You play crepes.fr's mail server, the client, bringing alice's mail. Begin as the lecture does:
          telnet hamburger.edu 25

        """)
    #expect(
      lines(.chinese, width: 100) == """
        byhand 0.1.0   手工输入 SMTP                            :help   :lesson   :quit

        练习环境已在本机打开；数据不会离开这台机器。
          hamburger.edu   邮件服务器   127.0.0.1:2525   邮箱 bob、carol     web 127.0.0.1:8080
        你扮演 crepes.fr 的邮件服务器（客户端），带着 alice 的邮件。像课上那样开始：
          telnet hamburger.edu 25

        """)
  }

  @Test func `several hosts stand below each other, their parts in columns`() {
    let lines = Banner.lines(
      version: "0.1.0",
      hosts: [
        .init(
          HostDescription(name: "hamburger.edu", mailboxes: ["bob", "carol"]),
          smtp: "127.0.0.1:2525", web: "127.0.0.1:8080"),
        .init(
          HostDescription(name: "crepes.fr", mailboxes: ["alice"], passwords: ["alice": "pickles"]),
          smtp: "127.0.0.1:2526", web: "127.0.0.1:8081"),
      ], ViewOptions(language: .chinese, width: 80))
    #expect(
      lines[3...6] == [
        "  hamburger.edu   邮件服务器   127.0.0.1:2525",
        "    邮箱 bob、carol                web 127.0.0.1:8080",
        "  crepes.fr       邮件服务器   127.0.0.1:2526",
        "    邮箱 alice（密码 pickles）     web 127.0.0.1:8081",
      ])
  }

  @Test(arguments: Language.allCases, [60, 80, 120])
  func `the columns align in every world`(language: Language, width: Int) {
    let hosts = [
      ("a.example", 25, []), ("hamburger.edu", 40_000, ["bob", "carol"]), ("b.cn", 8, ["李"]),
    ]
    .map { name, port, mailboxes in
      Banner.Host(
        HostDescription(name: name, mailboxes: mailboxes), smtp: "127.0.0.1:\(port)",
        web: "127.0.0.1:\(port)")
    }
    let lines = Banner.lines(
      version: "0.1.0", hosts: hosts, ViewOptions(language: language, width: width))
    for word in [language == .english ? "mail server" : "邮件服务器", " web "] {
      let starts = lines.filter { $0.hasPrefix("  ") }.compactMap { line in
        line.firstRange(of: word).map { DisplayWidth.of(String(line[..<$0.lowerBound])) }
      }
      #expect(starts.count == 3 && Set(starts).count == 1, "\(lines)")
    }
  }

  @Test func `a user's password stands beside the mailbox`() {
    for (language, shown) in [
      (Language.english, "mailboxes alice (password pickles)"), (.chinese, "邮箱 alice（密码 pickles）"),
    ] {
      let lines = Banner.lines(
        version: "0.1.0",
        hosts: [
          .init(
            HostDescription(
              name: "crepes.fr", mailboxes: ["alice"], passwords: ["alice": "pickles"]),
            smtp: "127.0.0.1:2526", web: "127.0.0.1:8081")
        ], ViewOptions(language: language, width: 80))
      #expect(lines.contains { $0.contains(shown) })
    }
  }

  @Test func `the opening screen in 40 columns`() {
    #expect(
      lines(.english, width: 40) == """
        byhand 0.1.0   speak SMTP by hand

        The practice world is open on this
        machine; nothing leaves it.
          hamburger.edu
            mail server 127.0.0.1:2525
            mailboxes bob, carol
            web 127.0.0.1:8080
        You play crepes.fr's mail server, the
        client, bringing alice's mail. Begin as
        the lecture does:
          telnet hamburger.edu 25

        """)
  }
}
