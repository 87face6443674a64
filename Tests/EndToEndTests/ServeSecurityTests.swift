import Subprocess
import TestSupport
import Testing

/// `serve` with TLS and users, against clients that others have written.
@Suite(.fewAtOnce) struct ServeSecurityTests {
  private static let services: Set<String> = ["smtp", "submission", "smtps", "http"]
  private static let secured = ["--tls-self-signed", "--user", "alice:pickles"]

  /// Runs a Python script with the ports of smtp, submission and smtps as its arguments.
  private func run(
    _ script: String, store: Scratch, _ arguments: [String] = secured
  ) async throws -> Program.Outcome {
    try await Serving.ports(Self.services, store: store, arguments: arguments) { ports in
      try await Program.run(
        .name("python3"),
        ["-c", Self.beginning + script]
          + ["smtp", "submission", "smtps"].map { "\(ports[$0] ?? 0)" })
    }.result
  }

  private static let beginning = """
    import smtplib, socket, ssl, sys
    smtp, submission, smtps = map(int, sys.argv[1:])
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    letter = 'From: alice@hamburger.edu\\r\\nSubject: pickles\\r\\n\\r\\n.dot\\r\\nHow about it?\\r\\n'

    """

  @Test(.needs("python3"))
  func `smtplib logs in at submission and at smtps, and its mail says how it came`() async throws {
    let store = Scratch()
    let outcome = try await run(
      """
      with smtplib.SMTP('127.0.0.1', submission) as client:
          assert client.ehlo('me')[0] == 250 and not client.has_extn('auth')
          assert client.docmd('MAIL', 'FROM:<alice@hamburger.edu>')[0] == 530
          client.starttls(context=context)
          assert client.ehlo('me')[0] == 250
          assert client.has_extn('auth') and not client.has_extn('starttls')
          assert client.docmd('MAIL', 'FROM:<alice@hamburger.edu>')[0] == 530
          try:
              client.login('alice', 'cheese')
              assert False
          except smtplib.SMTPAuthenticationError as error:
              assert error.smtp_code == 535, error
          client.login('alice', 'pickles')
          client.sendmail('alice@hamburger.edu', ['bob@hamburger.edu'], letter)
      with smtplib.SMTP_SSL('127.0.0.1', smtps, context=context) as client:
          client.ehlo('me')
          client.user, client.password = 'alice', 'pickles'
          assert client.auth('LOGIN', client.auth_login)[0] == 235
          client.sendmail('alice@hamburger.edu', ['carol@hamburger.edu'], letter)
      """, store: store)
    #expect(outcome.status == 0, "\(outcome.errors)")
    for user in ["bob", "carol"] {
      let stored = String(
        decoding: store.files(in: "hamburger.edu/\(user)/new").first ?? [], as: UTF8.self)
      #expect(stored.contains(" with ESMTPSA id ") && stored.hasSuffix(".dot\r\nHow about it?\r\n"))
    }
  }

  @Test(.needs("python3"))
  func `what comes in clear behind STARTTLS is never heard`() async throws {
    let outcome = try await run(
      """
      plain = socket.create_connection(('127.0.0.1', smtp))
      assert plain.recv(1000).startswith(b'220 ')
      plain.sendall(b'EHLO me\\r\\n')
      heard = b''
      while b'\\r\\n250 ' not in heard: heard += plain.recv(1000)
      plain.sendall(b'STARTTLS\\r\\nEHLO eve\\r\\nMAIL FROM:<eve@evil.example>\\r\\n')
      assert plain.recv(1000).startswith(b'220 ')
      secured = context.wrap_socket(plain)
      secured.sendall(b'NOOP\\r\\n')
      assert secured.recv(1000).startswith(b'250 '), 'one reply, to NOOP'
      secured.sendall(b'RCPT TO:<bob@hamburger.edu>\\r\\n')
      assert secured.recv(1000).startswith(b'503 ')
      """, store: Scratch())
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(.needs("python3"))
  func `users may log in without TLS only where that was asked for`() async throws {
    let script = """
      with smtplib.SMTP('127.0.0.1', smtp) as client:
          client.ehlo('me')
          print('auth' in client.esmtp_features, client.docmd('AUTH', 'PLAIN AGFsaWNlAHBpY2tsZXM=')[0])
      """
    let usual = try await run(script, store: Scratch())
    #expect(usual.output == "False 538\n", "\(usual.errors)")
    let inClear = try await run(script, store: Scratch(), Self.secured + ["--auth-in-clear"])
    #expect(inClear.output == "True 235\n", "\(inClear.errors)")
  }

  @Test(.needs("python3"))
  func `a file of users does what the option does`() async throws {
    let folder = Scratch()
    let file = "\(folder.path)/users"
    try Program.write("# the class\nalice:pickles\n\ndan:pick:les\n", to: file)
    let outcome = try await run(
      """
      with smtplib.SMTP_SSL('127.0.0.1', smtps, context=context) as client:
          client.login('dan', 'pick:les')
          client.sendmail('dan@hamburger.edu', ['alice@hamburger.edu'], letter)
      """, store: folder, ["--tls-self-signed", "--user-file", file])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(folder.files(in: "hamburger.edu/alice/new").count == 1)
    try Program.write("alice:pickles\nsecret\n", to: file)
    let refused = try await Program.byhand(
      ["serve", "--user-file", file, "--lang", "en"])
    #expect(refused.status == 65 && refused.errors.contains("\(file):2: a line is NAME:PASSWORD"))
    #expect(!refused.errors.contains("secret"))
  }

  // MARK: Certificates

  /// A certificate for 127.0.0.1 and its key, made by OpenSSL.
  private func makeCertificate(in folder: Scratch, named name: String) async throws {
    let made = try await Program.run(
      .name("openssl"),
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
        "2", "-subj", "/CN=hamburger.edu", "-addext", "subjectAltName=DNS:hamburger.edu",
        "-keyout", "\(folder.path)/\(name).key", "-out", "\(folder.path)/\(name).pem",
      ])
    #expect(made.status == 0, "\(made.errors)")
  }

  @Test(.needs("openssl"))
  func `openssl s_client believes the certificate of the files`() async throws {
    let folder = Scratch()
    try await makeCertificate(in: folder, named: "server")
    let (certificate, key) = ("\(folder.path)/server.pem", "\(folder.path)/server.key")
    let arguments = ["--tls-cert", certificate, "--tls-key", key, "--user", "alice:pickles"]
    let outcomes = try await Serving.ports(Self.services, store: folder, arguments: arguments) {
      ports in
      var outcomes: [Program.Outcome] = []
      for (service, starttls) in [("smtp", true), ("submission", true), ("smtps", false)] {
        outcomes.append(
          try await Program.run(
            .name("openssl"),
            [
              "s_client", "-connect", "127.0.0.1:\(ports[service] ?? 0)", "-CAfile", certificate,
              "-verify_hostname", "hamburger.edu", "-verify_return_error", "-crlf", "-quiet",
            ] + (starttls ? ["-starttls", "smtp"] : []), input: "QUIT\n"))
      }
      return outcomes
    }.result
    for outcome in outcomes {
      #expect(outcome.output.contains("221 "), "\(outcome.errors)")
      #expect(!outcome.errors.contains("verify error"))
    }
  }

  @Test(.needs("openssl"))
  func `a file that cannot serve is named, with the reason`() async throws {
    let folder = Scratch()
    try await makeCertificate(in: folder, named: "one")
    try await makeCertificate(in: folder, named: "two")
    try Program.write("pickles\n", to: "\(folder.path)/none")
    let (one, other) = ("\(folder.path)/one.pem", "\(folder.path)/two.key")
    for (certificate, key, named, reason) in [
      ("\(folder.path)/none", other, "\(folder.path)/none: ", "no certificate"),
      (one, "\(folder.path)/none", "\(folder.path)/none: ", "no key"),
      (one, other, "\(other): ", "another certificate"),
    ] {
      let outcome = try await Program.byhand(
        ["serve", "--tls-cert", certificate, "--tls-key", key, "--lang", "en"])
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains(named) && outcome.errors.contains(reason))
    }
    let missing = try await Program.byhand(
      ["serve", "--tls-cert", "\(folder.path)/x", "--tls-key", other])
    #expect(missing.status == 74)
  }

  @Test(arguments: [
    (["--smtps", "127.0.0.1:0", "--user", "a:b"], "--smtps needs TLS"),
    (["--submission", "127.0.0.1:0", "--tls-self-signed"], "no user can"),
    (["--submission", "127.0.0.1:0", "--user", "a:b"], "--submission needs TLS"),
    (["--tls-cert", "x"], "go together"), (["--tls-key", "x"], "go together"),
    (["--tls-self-signed", "--tls-cert", "x", "--tls-key", "y"], "leave --tls-cert"),
    (["--submission", "127.0.0.1", "--tls-self-signed", "--user", "a:b"], "ADDRESS:PORT"),
    (["--smtps", "0.0.0.0:0", "--tls-self-signed", "--user", "a:b"], "--allow-network"),
  ])
  func `options that cannot go together are refused in plain words`(
    arguments: [String], words: String
  ) async throws {
    let outcome = try await Program.byhand(["serve", "--lang", "en"] + arguments)
    #expect(outcome.status == 64 && outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test(.needs("python3"))
  func `a handshake under way does not hold up the end`() async throws {
    let served = try await Serving.ports(
      Self.services, store: Scratch(), arguments: Self.secured
    ) { ports in
      // It stays connected, and says nothing, until the server ends.
      let script = """
        import socket, sys, os
        silent = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
        if os.fork() == 0:
            os.close(1); os.close(2)
            silent.recv(1)
        """
      return try await Program.run(.name("python3"), ["-c", script, "\(ports["smtps"] ?? 0)"])
    }
    #expect(served.status == .exited(0))
  }
}
