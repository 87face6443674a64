import Glibc
import TestSupport
import Testing

/// A password typed in a session is found nowhere afterwards: not in the recording, the history or a
/// mailbox, and not on the screen, where it was not typed in the open.
@Suite(.fewAtOnce, .timeLimit(.minutes(5))) struct PasswordTests {
  /// As typed, in base64, and as PLAIN puts it together.
  private static let secrets = ["pickles", "cGlja2xlcw==", "AGFsaWNlAHBpY2tsZXM="]

  @Test func `a password, its base64 and PLAIN's are in no file and not on the screen`() throws {
    let folder = Scratch()
    let terminal = try PseudoTerminal()
    let child = try terminal.run(
      Program.byhand, ["--lang", "en", "--store", "\(folder.path)/mail"],
      with: ["XDG_DATA_HOME=\(folder.path)/data"])
    defer { end(child) }
    var screen = ""
    func type(_ line: String, until text: String) {
      terminal.type("\(line)\r")
      screen += terminal.screen(through: text)
    }
    // The opening screen tells the practice world's passwords.
    _ = terminal.screen(through: "byhand>")
    for login in [[":auth plain", "alice"], [":auth login alice"]] {
      type("telnet crepes.fr 587", until: "220 crepes.fr")
      type("EHLO me.example", until: "STARTTLS")
      type("STARTTLS", until: "TLS 1.3")
      type("EHLO me.example", until: "AUTH")
      for line in login { type(line, until: line.hasSuffix("alice") ? "not shown" : "user name") }
      type("pickles", until: "235 ")
      type("QUIT", until: "closed the TCP")
    }
    #expect(Self.secrets.allSatisfy { !screen.contains($0) })
    // By hand, typed in the open: masked once sent.
    type("telnet crepes.fr 587", until: "220 crepes.fr")
    type("EHLO me.example", until: "STARTTLS")
    type("STARTTLS", until: "TLS 1.3")
    type("EHLO me.example", until: "AUTH")
    type("AUTH LOGIN", until: "334 ")
    type("YWxpY2U=", until: "UGFzc3dvcmQ6")
    type("cGlja2xlcw==", until: "235 ")
    type("QUIT", until: "closed the TCP")
    type(":auth plain alice pickles", until: "needs an SMTP")
    type(":save \(folder.path)/saved.jsonl", until: "saved.jsonl")
    let files =
      folder.files(in: "") + folder.files(in: "data/byhand")
      + folder.files(in: "data/byhand/sessions")
    #expect(files.contains { String(decoding: $0, as: UTF8.self).contains("AUTH LOGIN") })
    for secret in Self.secrets {
      #expect(!files.contains { String(decoding: $0, as: UTF8.self).contains(secret) })
    }
  }

  private func end(_ child: pid_t) {
    kill(child, SIGKILL)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
  }
}
