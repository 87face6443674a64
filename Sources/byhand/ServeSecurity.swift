import ArgumentParser
import Files
import Language
import PracticeWorld
import Protocols
import TLS
import Teaching
import Transcripts

/// Who may log in at a server of `serve`, and how it is protected.
struct ServeSecurity: ParsableArguments {
  @Option(
    help: help(
      en:
        "A user who logs in with AUTH, and whose mailbox nobody else can read on the web. Repeatable. Other users of this machine can see a program's arguments while it runs: --user-file hides them.",
      zh: "可以用 AUTH 登录的用户，邮箱在网页上也只供本人查看。可重复。程序运行时，本机其他用户能看到它的参数；改用 --user-file 就看不到了。",
      value: ("name:password", "用户名:密码")))
  var user: [String] = []

  @Option(
    help: help(
      en: "File of users, NAME:PASSWORD one a line.", zh: "用户文件，每行一个“用户名:密码”。",
      value: ("file", "文件")))
  var userFile: String?

  @Option(
    help: help(
      en: "Certificate of the server in PEM, with those that vouch for it behind it.",
      zh: "服务器的证书（PEM），后面是为它担保的各级证书。", value: ("file", "文件")))
  var tlsCert: String?

  @Option(
    help: help(
      en: "The certificate's key in PEM, not encrypted.", zh: "证书的私钥（PEM，不加密）。",
      value: ("file", "文件")))
  var tlsKey: String?

  @Flag(
    help: help(
      en:
        "A certificate made at the start, which vouches for itself: clients have to be told to take it.",
      zh: "启动时生成自签名证书：客户端要明确同意才会接受。"))
  var tlsSelfSigned = false

  @Flag(
    help: help(
      en:
        "Lets users log in without TLS, to show what that gives away. Never with a real password.",
      zh: "允许不经 TLS 登录，用来演示这样会泄露什么。不要用真实的密码。"))
  var authInClear = false

  @OptionGroup var language: LanguageOption

  var hasTLS: Bool { tlsSelfSigned || tlsCert != nil }
  var hasUsers: Bool { !user.isEmpty || userFile != nil }
  /// The options that say what a world's file says for each host.
  var ofOneHost: [(String, Bool)] {
    [("user", !user.isEmpty), ("user-file", userFile != nil), ("auth-in-clear", authInClear)]
  }

  /// Of the users among the arguments.
  var names: [String] { user.compactMap { Self.credentials($0)?.name } }

  func validate() throws {
    // The value holds a secret and is never repeated.
    guard user.allSatisfy({ Self.credentials($0) != nil }) else {
      throw language.refusal(.credentials)
    }
    if tlsSelfSigned, tlsCert != nil || tlsKey != nil { throw language.refusal(.oneCertificate) }
    if (tlsCert == nil) != (tlsKey == nil) { throw language.refusal(.bothFiles) }
  }

  /// - Throws: exit code 74 where the file cannot be read, 65 where a line of it is wrong; said.
  func passwords() throws -> [String: String] {
    var all = user.compactMap(Self.credentials)
    if let userFile {
      guard let octets = File.whole(userFile, atMost: 1 << 20) else {
        language.complain(.unreadable(userFile))
        throw Exit.inputOutput
      }
      let lines = String(decoding: octets, as: UTF8.self)
        .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for (index, line) in lines.enumerated() where !line.isEmpty && line.first != "#" {
        guard let credentials = Self.credentials(String(line)) else {
          language.complain(.badUser(userFile, index + 1))
          throw Exit.badInput
        }
        all.append(credentials)
      }
    }
    return Dictionary(all) { _, last in last }
  }

  /// - Throws: exit code 74 where a file cannot be read, 65 where it is not what it should be; said.
  func certificates(for hosts: [HostDescription]) throws -> WorldConfiguration.Certificates {
    if let tlsCert, let tlsKey {
      let (chain, key) = (try read(tlsCert), try read(tlsKey))
      let identity: Identity
      do throws(Identity.Fault) { identity = try Identity(certificates: chain, key: key) } catch {
        let (path, reason) = error.place(certificate: tlsCert, key: tlsKey)
        language.complain(.verbatim("\(path): ") + reason)
        throw Exit.badInput
      }
      do throws(TLSContext.Unusable) { _ = try TLSContext(server: identity) } catch {
        language.complain(.verbatim("\(tlsCert): ") + .unusable(error.words))
        throw Exit.badInput
      }
      return .given(identity)
    }
    guard tlsSelfSigned else { return .none }
    let names = hosts.map(\.name) + ["localhost", "127.0.0.1", "::1"]
    return .given(try Identity.selfSigned(for: names, .server(from: Int64(WallClock.seconds))))
  }

  private func read(_ path: String) throws -> [UInt8] {
    guard let octets = File.whole(path, atMost: 1 << 20) else {
      language.complain(.unreadable(path))
      throw Exit.inputOutput
    }
    return octets
  }

  /// A name has no colon in it, a password may.
  private static func credentials(_ text: String) -> (name: String, password: String)? {
    guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else { return nil }
    let password = text[text.index(after: colon)...]
    guard !password.isEmpty, !password.unicodeScalars.contains(where: { $0.value < 32 }) else {
      return nil
    }
    return (String(text[..<colon]).lowercasedASCII, String(password))
  }
}

extension Identity.Fault {
  /// The file that is wrong, and why.
  fileprivate func place(certificate: String, key: String) -> (path: String, Phrase) {
    switch self {
    case .noCertificate:
      (
        certificate,
        Phrase(
          en: "there is no certificate in this file (\"-----BEGIN CERTIFICATE-----\").",
          zh: "文件里没有证书（“-----BEGIN CERTIFICATE-----”）。")
      )
    case .brokenCertificate:
      (certificate, Phrase(en: "a certificate in it cannot be read.", zh: "其中的证书无法解读。"))
    case .noKey:
      (
        key,
        Phrase(
          en: "there is no key in this file (\"-----BEGIN PRIVATE KEY-----\").",
          zh: "文件里没有私钥（“-----BEGIN PRIVATE KEY-----”）。")
      )
    case .brokenKey: (key, Phrase(en: "the key in it cannot be read.", zh: "其中的私钥无法解读。"))
    case .lockedKey:
      (
        key,
        Phrase(
          en:
            "the key is encrypted; byhand asks for no password. `openssl pkey` writes it in clear.",
          zh: "私钥是加密的，byhand 不会询问密码。用 `openssl pkey` 可以写成不加密的。")
      )
    case .otherKey:
      (
        key,
        Phrase(
          en: "the key belongs to another certificate than the first in \(certificate).",
          zh: "这个私钥与 \(certificate) 中的第一张证书不配套。")
      )
    case .badName, .notMade: (certificate, .unusable(""))
    }
  }
}

extension Phrase {
  fileprivate static let credentials = Phrase(
    en: "--user needs NAME:PASSWORD.", zh: "--user 的写法是“用户名:密码”。")
  fileprivate static let oneCertificate = Phrase(
    en: "--tls-self-signed makes a certificate; leave --tls-cert and --tls-key out.",
    zh: "--tls-self-signed 会自己生成证书；请去掉 --tls-cert 和 --tls-key。")
  fileprivate static let bothFiles = Phrase(
    en: "--tls-cert and --tls-key go together: the certificate, and its key.",
    zh: "--tls-cert 和 --tls-key 要一起使用：一个是证书，一个是它的私钥。")

  /// `words`: OpenSSL's.
  fileprivate static func unusable(_ words: String) -> Phrase {
    let reason = words.isEmpty ? "" : ": \(words)"
    return Phrase(en: "OpenSSL cannot use it\(reason).", zh: "OpenSSL 无法使用\(reason)。")
  }

  /// The line may hold a password, and is not repeated.
  fileprivate static func badUser(_ path: String, _ line: Int) -> Phrase {
    Phrase(
      en: "\(path):\(line): a line is NAME:PASSWORD.", zh: "\(path):\(line)：每行应为“用户名:密码”。")
  }
}
