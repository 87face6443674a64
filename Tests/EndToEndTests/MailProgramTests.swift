import Subprocess
import TestSupport
import Testing

/// Mail programs against `byhand serve`, each with TLS and AUTH. smtplib and openssl have tests of
/// their own.
@Suite(.fewAtOnce, .timeLimit(.minutes(5))) struct MailProgramTests {
  struct Call: CustomTestStringConvertible, Sendable {
    let program: String
    let how: String
    /// For the shell: `$SUBMISSION` and `$SMTPS` are ports, `$CA` and `$LETTER` files; the letter is
    /// the standard input, too.
    let line: String
    /// Whether it sends the letter as it stands; else it writes the header and encodes the text.
    var sendsLetter = true

    var testDescription: String { "\(program), \(how)" }
  }

  private static let swaks =
    "swaks --ehlo crepes.fr --tls-verify --tls-ca-path $CA --auth-user alice --auth-password pickles"
    + " --from alice@crepes.fr --to bob@hamburger.edu --data @$LETTER --server 127.0.0.1"
  private static let curl =
    "curl -sS --ssl-reqd --cacert $CA --user alice:pickles --mail-from alice@crepes.fr"
    + " --mail-rcpt bob@hamburger.edu -T $LETTER"
  private static let msmtp =
    "msmtp --host=127.0.0.1 --domain=crepes.fr --tls=on --tls-trust-file=$CA --user=alice"
    + " --passwordeval='echo pickles' --from=alice@crepes.fr bob@hamburger.edu"
  /// It compares names with DNS names only, never with addresses.
  private static let nail =
    "s-nail -:/ -Sv15-compat -Stls-ca-file=$CA -Stls-ca-no-defaults -Stls-verify=strict"
    + " -Shostname=crepes.fr -Sfrom=alice@crepes.fr -SDEAD=/dev/null -s pickles"

  static let calls = [
    Call(program: "swaks", how: "STARTTLS, PLAIN", line: "\(swaks):$SUBMISSION --tls --auth PLAIN"),
    Call(
      program: "swaks", how: "TLS, LOGIN, pipelined",
      line: "\(swaks):$SMTPS --tls-on-connect --auth LOGIN --pipeline"),
    Call(
      program: "curl", how: "STARTTLS, LOGIN",
      line: "\(curl) --login-options AUTH=LOGIN smtp://127.0.0.1:$SUBMISSION/crepes.fr"),
    Call(
      program: "curl", how: "TLS, PLAIN",
      line: "\(curl) --login-options AUTH=PLAIN smtps://127.0.0.1:$SMTPS/crepes.fr"),
    Call(
      program: "msmtp", how: "STARTTLS, PLAIN", line: "\(msmtp) --port=$SUBMISSION --auth=plain"),
    Call(
      program: "msmtp", how: "TLS, LOGIN",
      line: "\(msmtp) --port=$SMTPS --tls-starttls=off --auth=login"),
    Call(
      program: "s-nail", how: "STARTTLS, LOGIN",
      line: "\(nail) -Smta=smtp://alice:pickles@localhost:$SUBMISSION -Ssmtp-use-starttls"
        + " -Ssmtp-config=login bob@hamburger.edu", sendsLetter: false),
    Call(
      program: "s-nail", how: "TLS, PLAIN",
      line: "\(nail) -Smta=smtps://alice:pickles@localhost:$SMTPS -Ssmtp-config=plain"
        + " bob@hamburger.edu", sendsLetter: false),
  ]

  @Test(.needs("python3", "openssl"), arguments: calls)
  func `a mail program delivers`(call: Call) async throws {
    guard Program.isInstalled(call.program) else { try Program.missing(call.program) }
    let scratch = Scratch()
    let made = try await Program.run(
      .name("python3"), [InteropPeer.script, "certificates", scratch.path])
    #expect(made.status == 0, "\(made.errors)")
    let letter = "\(scratch.path)/letter"
    let message = InteropTests.message.replacing("\n", with: "\r\n")
    try Program.write(message, to: letter)
    let store = Scratch()
    let sent = try await Serving.ports(
      ["smtp", "http", "submission", "smtps"], store: store,
      arguments: [
        "--user", "alice:pickles", "--tls-cert", "\(scratch.path)/cert.pem", "--tls-key",
        "\(scratch.path)/key.pem",
      ]
    ) { ports in
      try await Program.run(
        .name("sh"), ["-c", "\(call.line) <$LETTER"],
        environment: [
          "SUBMISSION": "\(ports["submission"] ?? 0)", "SMTPS": "\(ports["smtps"] ?? 0)",
          "CA": "\(scratch.path)/ca.pem", "LETTER": letter,
        ])
    }.result
    #expect(sent.status == 0, "\(sent.output)\(sent.errors)")
    let stored = store.files(in: "hamburger.edu/bob/new")
    #expect(stored.count == 1)
    let text = String(decoding: stored.first ?? [], as: UTF8.self)
    #expect(text.contains("with ESMTPSA"), "\(text)")
    // swaks adds an empty line to the end of its DATA.
    let end = call.program == "swaks" ? message + "\r\n" : message
    #expect(call.sendsLetter ? text.hasSuffix(end) : text.contains("Cr=C3=AApes"), "\(text)")
  }
}
