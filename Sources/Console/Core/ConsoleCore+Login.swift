import Language
import Protocols
import Teaching
import Transcripts

// How a login goes
// ----------------
// `:auth` asks for what it has not been told, says how the mechanism puts name and password
// together, and types the lines. Two laws hold for it and for AUTH that is typed by hand:
//
// - Nothing that gives a password away in clear is sent before the student has said yes to exactly
//   that. A script cannot be asked: it needs `--auth-in-clear`, or a lesson of the practice world,
//   whose passwords are no secrets.
// - A password is shown nowhere and kept nowhere: not in the recording (`Redaction`), not in the
//   history, and on the screen only where the student has typed it in the open, until it is sent.
//
//   :auth → asks name, password → AUTH PLAIN → 334 → the response → 235
//   AUTH … typed in clear → asks "send in clear?" → the line

/// A login that `:auth` or the student has begun, as far as the console has a part in it.
enum LoginProgress: Sendable {
  case none
  /// Waits for the student's yes to sending a password in clear.
  case confirming(Confirmed)
  /// Waits for the name or the password.
  case asking(LoginPlan)
  /// AUTH is sent. Each 334 gets the next response.
  case underWay(responses: ArraySlice<LoginPlan.Response>)

  /// What is done after a yes.
  enum Confirmed: Sendable {
    case line(OutgoingLine)
    case plan(LoginPlan)
  }
}

/// What a login with a name and a password consists of.
struct LoginPlan: Sendable {
  /// Those that byhand can type. They need no arithmetic but base64, so a student can check them.
  enum Mechanism: String, Sendable, CaseIterable {
    /// RFC 4616.
    case plain = "PLAIN"
    /// Without a standard, and widely used.
    case login = "LOGIN"
  }

  /// A line in answer to 334, and what is said of it before.
  struct Response: Sendable {
    let octets: [UInt8]
    let remark: Phrase
  }

  let mechanism: Mechanism
  var name: String?
  var password: String?

  /// `nil`: something is missing.
  var responses: [Response]? {
    guard let name, let password else { return nil }
    let (user, secret) = (Array(name.utf8), Array(password.utf8))
    return switch mechanism {
    case .plain:
      [
        Response(
          octets: Array(Base64.encoded([0] + user + [0] + secret).utf8),
          remark: .plainResponse(name))
      ]
    case .login:
      [
        Response(octets: Array(Base64.encoded(user).utf8), remark: .userResponse(name)),
        Response(octets: Array(Base64.encoded(secret).utf8), remark: .passwordResponse),
      ]
    }
  }
}

extension ConsoleCore {
  /// The student's connection is protected by TLS.
  var isSecured: Bool { conversation?.isSecured == true }

  /// Whether a password may go out without asking. A certificate that was not believed does not
  /// count as protection (RFC 8314 §5.2); a script that goes on with --insecure has been told.
  private var mayLogIn: Bool {
    (isSecured && (!isUnverified || !settings.isInteractive)) || settings.sendsLoginInClear
      || redo != nil
      || !settings.isInteractive && lesson != nil
  }

  private var isUnverified: Bool {
    guard case .secured(let security)? = conversation?.security,
      case .unverified = security.verification
    else { return false }
    return true
  }

  // MARK: `:auth`

  mutating func beginLogin(_ plan: LoginPlan) {
    guard mayLogIn else { return confirm(.plan(plan)) }
    goOn(with: plan)
  }

  private mutating func goOn(with plan: LoginPlan) {
    guard let responses = plan.responses else {
      guard settings.isInteractive else { return say(.loginUsage) }
      login = .asking(plan)
      return
    }
    login = .underWay(responses: responses[...])
    say(plan.mechanism == .plain ? .plainBegins : .loginBegins)
    typeLogin(Array("AUTH \(plan.mechanism.rawValue)".utf8))
  }

  private mutating func typeLogin(_ octets: [UInt8]) {
    perform(.send(connection.send([octets], by: .console, isShown: true)))
  }

  // MARK: AUTH by hand

  /// Holds back a line that begins a login in clear.
  ///
  /// - Returns: Whether it did.
  mutating func holdsBack(_ line: OutgoingLine) -> Bool {
    guard isConnected, !mayLogIn, conversation?.guidance.typed != .content,
      forecast?.isInText != true, conversation?.guidance.phase != nil
    else { return false }
    if TypedSecret.beginsLogin(line.octets) {
      confirm(.line(line))
      return true
    }
    // The responses to a line that was not sent may follow all the same: each is one word. After
    // 334 the server has asked for them.
    guard unsentResponses > 0, conversation?.guidance.typed != .secret,
      Verb(line.octets) == nil, !line.octets.contains(.space)
    else {
      unsentResponses = 0
      return false
    }
    unsentResponses -= 1
    say(.responseNotSent)
    return true
  }

  private mutating func confirm(_ confirmed: LoginProgress.Confirmed) {
    guard settings.isInteractive else {
      noteUnsent(confirmed)
      return say(.notInClear(offersTLS: offersTLS))
    }
    login = .confirming(confirmed)
    say(isUnverified ? .readableByPeer : .readableByAll(offersTLS: offersTLS))
    say(isUnverified ? .reallyUnverified : .reallyInClear)
  }

  private mutating func noteUnsent(_ confirmed: LoginProgress.Confirmed) {
    if case .line = confirmed { unsentResponses = 2 }
  }

  private var offersTLS: Bool {
    if case .smtp(let dialogue)? = conversation?.dialogue { dialogue.has(.startTLS) } else { false }
  }

  // MARK: Questions

  /// What is asked for now, as the prompt's two sides; `nil` where nothing is.
  var loginQuestion: (left: Phrase, right: Phrase, isSecret: Bool)? {
    switch login {
    case .none, .underWay: nil
    case .confirming: (.confirmPrompt, .empty, false)
    case .asking(let plan) where plan.name == nil: (.namePrompt, .empty, false)
    case .asking: (.passwordPrompt, .empty, true)
    }
  }

  /// Takes a line as the answer to a question about a login.
  mutating func takeAtLogin(_ text: String) -> Bool {
    switch login {
    case .none, .underWay: return false
    case .confirming(let confirmed):
      switch text.trimmed.lowercased() {
      case "yes", "y", "ｙ", "是", "好", "发送":
        login = .none
        unsentResponses = 0
        switch confirmed {
        case .line(let line): put(line)
        case .plan(let plan): goOn(with: plan)
        }
      case "no", "n", "ｎ", "否", "不", "不发送", "":
        login = .none
        noteUnsent(confirmed)
        say(.notSentInClear)
      default:
        // Perhaps the next command: it is neither an answer nor lost.
        if text.hasPrefix(":") { return false }
        say(.yesOrNo)
      }
    case .asking(var plan):
      // A password may begin with a colon.
      if plan.name == nil, text.hasPrefix(":") { return false }
      guard !text.isEmpty else {
        cancelLogin()
        return true
      }
      if plan.name == nil { plan.name = text.trimmed } else { plan.password = text }
      login = .none
      goOn(with: plan)
    }
    return true
  }

  /// The student gave it up, or the connection has ended.
  mutating func cancelLogin() {
    switch login {
    case .none: return
    case .underWay: break
    case .asking, .confirming: say(.loginCancelled)
    }
    login = .none
  }

  // MARK: The dialogue

  /// Answers each 334 of a login that `:auth` has begun.
  mutating func followLogin(_ facts: [Fact]) {
    for fact in facts where fact.conversation == connection.number {
      if case .closed = fact.matter {
        unsentResponses = 0
        cancelLogin()
      }
      guard case .underWay(var responses) = login,
        case .found(.smtp(.exchange(let exchange))) = fact.matter,
        [.verb(.auth), .authResponse].contains(exchange.request.kind)
      else { continue }
      guard exchange.reply.code.value == 334 else {
        login = .none
        continue
      }
      guard let response = responses.popFirst() else {
        // It asks for more than the mechanism has (RFC 4954 §4: `*` cancels).
        login = .none
        typeLogin([UInt8(ascii: "*")])
        continue
      }
      login = .underWay(responses: responses)
      say(response.remark)
      typeLogin(response.octets)
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}

extension Phrase {
  fileprivate static let plainBegins = Phrase(
    en:
      "AUTH names the mechanism first. PLAIN is name and password in one line (RFC 4616); the server asks for it with 334.",
    zh: "AUTH 先说用哪种机制。PLAIN 把用户名和密码放在一行里（RFC 4616）；服务器用 334 来要这一行。")
  fileprivate static let loginBegins = Phrase(
    en:
      "AUTH names the mechanism first. With LOGIN the server asks twice with 334: for the name, then for the password.",
    zh: "AUTH 先说用哪种机制。用 LOGIN 时，服务器用 334 问两次：先问用户名，再问密码。")
  fileprivate static func plainResponse(_ name: String) -> Phrase {
    Phrase(
      en:
        "The line is: NUL, \(name), NUL, the password, written in base64. (Before the first NUL one could name whom to act for; it stays empty.) base64 makes ASCII of any octets and hides nothing.",
      zh:
        "这一行是：NUL、\(name)、NUL、密码，整体用 base64 编码。（第一个 NUL 之前可以写“代表谁”，这里留空。）base64 把任意字节变成 ASCII，什么也藏不住。"
    )
  }
  fileprivate static func userResponse(_ name: String) -> Phrase {
    Phrase(
      en: "334 asks for the name: \(name), in base64.", zh: "334 要用户名：\(name)，用 base64 编码。")
  }
  fileprivate static let passwordResponse = Phrase(
    en: "334 asks for the password, also in base64. base64 hides nothing.",
    zh: "334 要密码，同样用 base64 编码。base64 什么也藏不住。")

  static let loginUsage = Phrase(
    en: "Usage: :auth [plain|login] NAME PASSWORD   (a person is asked for what is missing)",
    zh: "用法：:auth [plain|login] 用户名 密码   （在终端里，没写的会问你）")

  fileprivate static func readableByAll(offersTLS: Bool) -> Phrase {
    Phrase(
      en:
        "This connection is not encrypted: everybody on the way can read name and password. base64 hides nothing.",
      zh: "这个连接没有加密：一路上经手的人都能读到用户名和密码。base64 什么也藏不住。")
      + (offersTLS
        ? Phrase(
          en: " The server offers STARTTLS: that first, then EHLO and AUTH.",
          zh: "服务器提供 STARTTLS：先用它，再 EHLO，然后 AUTH。") : .empty)
  }
  fileprivate static let readableByPeer = Phrase(
    en:
      "The server's certificate was not believed: anybody may be at the other end, and would read name and password.",
    zh: "服务器的证书没有通过验证：对面可能是任何人，他会读到用户名和密码。")
  fileprivate static let reallyUnverified = Phrase(
    en: "Send the password all the same? Type yes or no.", zh: "仍然要发送密码吗？请输入“是”或“否”。")
  fileprivate static let reallyInClear = Phrase(
    en: "Send the password in clear all the same? Type yes or no.",
    zh: "仍然要以明文发送密码吗？请输入“是”或“否”。")
  fileprivate static let yesOrNo = Phrase(
    en: "This line was not sent. First the answer, yes or no: is the password to go out?",
    zh: "这一行没有发送。请先回答“是”或“否”：要发送密码吗？")
  fileprivate static let notSentInClear = Phrase(
    en: "Not sent. Nobody has seen the password.", zh: "没有发送。没有人看到密码。")
  fileprivate static func notInClear(offersTLS: Bool) -> Phrase {
    Phrase(
      en:
        "Not sent: the connection is not encrypted, and a script cannot be asked whether a password may go out in clear. --auth-in-clear allows it.",
      zh: "没有发送：连接没有加密，而脚本无法回答是否可以用明文发送密码。--auth-in-clear 表示允许。")
      + (offersTLS
        ? Phrase(en: " Better: STARTTLS first.", zh: "更好的办法：先 STARTTLS。") : .empty)
  }
  fileprivate static let responseNotSent = Phrase(
    en: "Not sent either: a line that answers AUTH, which was not sent.",
    zh: "这一行也没有发送：它是对 AUTH 的回应，而 AUTH 没有发出。")
  fileprivate static let loginCancelled = Phrase(
    en: "The login was given up; nothing of it was sent.", zh: "登录已放弃，什么都没有发送。")

  fileprivate static let confirmPrompt = Phrase(en: "yes/no: ", zh: "是/否：")
  fileprivate static let namePrompt = Phrase(en: "user name: ", zh: "用户名：")
  fileprivate static let passwordPrompt = Phrase(
    en: "password (not shown): ", zh: "密码（不显示）：")
}
