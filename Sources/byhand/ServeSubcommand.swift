import ArgumentParser
import Console
import Files
import Glibc
import Language
import Lessons
import Logging
import PracticeWorld
import Protocols
import Teaching
import Transcripts

struct ServeSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: help(
      en: "The practice world as a server for other programs.",
      zh: "把练习环境作为服务器提供给别的程序。"),
    discussion: help(
      en:
        "Prints `smtp ADDRESS:PORT` and `http ADDRESS:PORT`, and the same of submission and smtps, when ready. Ends on SIGTERM or SIGINT.",
      zh: "就绪后输出 `smtp 地址:端口` 和 `http 地址:端口`，submission 和 smtps 也一样。收到 SIGTERM 或 SIGINT 时结束。"))

  @Option(
    help: help(
      en:
        "File of a practice world: hosts, mailboxes, scenarios (YAML). Each host after the first listens at the next port, and each line printed ends in the host's name.",
      zh: "练习环境的文件：主机、邮箱、场景（YAML）。第一台之后的主机依次使用下一个端口，输出的每一行以主机名结尾。",
      value: ("file", "文件")))
  var world: String?

  @Option(
    help: help(
      en:
        "The world of this lesson, in place of --world. With --record, what students type to it is evidence for byhand grade.",
      zh: "使用这一课的练习环境，代替 --world。加上 --record，学生输入的内容就是 byhand grade 的评分依据。",
      value: ("id", "课名")))
  var lesson: String?

  @OptionGroup var lessons: LessonsOption

  @Option(
    help: help(
      en: "ADDRESS:PORT for SMTP; port 0 picks one. Repeatable.",
      zh: "SMTP 的“地址:端口”；端口 0 表示任选一个。可重复。", value: (nil, "地址:端口")))
  var smtp: [String] = []

  @Option(
    help: help(
      en: "ADDRESS:PORT where users hand in their mail after a login, as at 587. Repeatable.",
      zh: "用户登录后提交邮件的“地址:端口”，相当于 587。可重复。", value: (nil, "地址:端口")))
  var submission: [String] = []

  @Option(
    help: help(
      en: "The same with TLS from the first octet on, as at 465. Repeatable.",
      zh: "同上，但一连接就用 TLS，相当于 465。可重复。", value: (nil, "地址:端口")))
  var smtps: [String] = []

  @Option(
    help: help(
      en: "ADDRESS:PORT for the web mailbox; port 0 picks one. Repeatable.",
      zh: "网页邮箱的“地址:端口”；端口 0 表示任选一个。可重复。", value: (nil, "地址:端口")))
  var http: [String] = []

  @Option(
    help: help(
      en: "The domain whose mail is accepted. Default: hamburger.edu.",
      zh: "接收哪个域的邮件。默认：hamburger.edu。", value: (nil, "域名")))
  var domain: String?

  @Option(
    help: help(
      en: "A mailbox's name. Repeatable. Default: bob and carol.",
      zh: "邮箱名。可重复。默认：bob 和 carol。", value: (nil, "邮箱名")))
  var mailbox: [String] = []

  @OptionGroup var security: ServeSecurity

  @Flag(help: help(en: "Accepts mail for any name in the domain.", zh: "接收该域中任意名字的邮件。"))
  var catchAll = false

  @Option(
    help: help(
      en: "Folder of the Maildir tree, or memory. Default: a temporary folder.",
      zh: "Maildir 所在的文件夹，或 memory（内存）。默认：临时文件夹。", value: (nil, "文件夹")))
  var store: String?

  @Option(
    help: help(
      en: "Folder for a transcript of every session, as the server saw it.",
      zh: "存放会话记录的文件夹：每次会话一份，从服务器一方记录。", value: (nil, "文件夹")))
  var record: String?

  @Option(
    help: help(en: "Octets of one message.", zh: "一封邮件最多的字节数。", value: (nil, "字节数")))
  var maxSize = 35_882_577

  @Option(
    help: help(en: "Recipients of one message.", zh: "一封邮件最多的收件人数。", value: (nil, "人数")))
  var maxRecipients = 1_000

  @Option(
    help: help(
      en: "Connections at a time; the next one gets 421.",
      zh: "同时连接的最大数量；超出的连接收到 421。", value: (nil, "连接数")))
  var maxConnections = 10_000

  @Option(
    help: help(
      en: "Seconds of silence before the server says 421 and hangs up.",
      zh: "客户端沉默多少秒后，服务器发 421 并断开。", value: (nil, "秒数")))
  var idleTimeout = 300

  @Option(
    help: help(
      en: "File of scenarios, one a line: `greylist`, `reject RCPT 550 2nd`, `slow 3s`.",
      zh: "场景文件，每行一个：`greylist`、`reject RCPT 550 2nd`、`slow 3s`。", value: (nil, "文件")))
  var scenario: String?

  @Flag(
    help: help(
      en: "Listen on addresses that other machines can reach.", zh: "在其他机器能访问的地址上监听。"))
  var allowNetwork = false

  var language: LanguageOption { security.language }

  func validate() throws {
    for text in smtp + submission + smtps + http {
      guard let address = ListenAddress(text) else {
        throw language.refusal(.noAddress(text))
      }
      guard address.isLoopback || allowNetwork else {
        throw language.refusal(.needsPermission(text))
      }
    }
    for (option, value) in [
      ("max-size", maxSize), ("max-recipients", maxRecipients),
      ("max-connections", maxConnections), ("idle-timeout", idleTimeout),
    ] where !(1...1_000_000_000_000).contains(value) {
      throw language.refusal(.aboveZero(option))
    }
    if world != nil, lesson != nil { throw language.refusal(.oneWorld) }
    if describesWorld {
      let ofOneHost =
        [
          ("domain", domain != nil), ("mailbox", !mailbox.isEmpty), ("scenario", scenario != nil),
        ] + security.ofOneHost
      if let option = ofOneHost.first(where: \.1)?.0 {
        throw language.refusal(.inTheWorld(option))
      }
    }
    if !smtps.isEmpty, !security.hasTLS { throw language.refusal(.smtpsNeedsTLS) }
    if !(submission + smtps).isEmpty, !describesWorld {
      guard security.hasUsers else { throw language.refusal(.submissionNeedsUsers) }
      guard security.hasTLS || security.authInClear else {
        throw language.refusal(.submissionNeedsTLS)
      }
    }
    let domain = host.name
    guard Domain.isHostName(domain) else { throw language.refusal(.noDomain(domain)) }
    for name in mailbox + security.names {
      if let fault = Self.fault(ofMailbox: name, at: domain) { throw language.refusal(fault) }
    }
  }

  private static func fault(ofMailbox name: String, at domain: String) -> Phrase? {
    // `"a@b"` would be a local part (RFC 5321 §4.1.2), but is never meant as one.
    if name.contains("@") { return .onlyName(name) }
    let box = Mailbox(localPart: name, domain: .name(domain))
    return name.isEmpty || !box.isWellFormed ? .noMailbox(name) : nil
  }

  func run() throws {
    // Before any thread begins, so that each inherits the blocked signals.
    let signals = TerminationSignals()
    LoggingSystem.bootstrap { _ in LineLog() }
    let configuration = try served()
    if security.authInClear {
      configuration.logger?.warning(
        .init(stringLiteral: Phrase.clearPasswords[language.language]))
    }
    let world: World
    do { world = try World(configuration) } catch {
      language.complain(.byhand + .cannotOpen(error))
      throw Exit.inputOutput
    }
    for host in world.hosts {
      let name = world.hosts.count > 1 ? " \(host.name)" : ""
      for service in Service.allCases {
        for address in host.addresses[service] {
          StandardOutput.write("\(service.rawValue) \(address)\(name)\n")
        }
      }
    }
    signals.wait()
    world.close()
  }

  private func served() throws -> WorldConfiguration {
    let isDefault = smtp.isEmpty && http.isEmpty
    let listens = ServiceAddresses(
      smtp: isDefault ? [.loopback(2_525)] : smtp.compactMap { ListenAddress($0) },
      submission: submission.compactMap { ListenAddress($0) },
      smtps: smtps.compactMap { ListenAddress($0) },
      http: isDefault ? [.loopback(8_080)] : http.compactMap { ListenAddress($0) })
    let hosts = try described() ?? [try guarded(host)]
    var served = WorldConfiguration(hosts: hosts, storing: storing, listens: listens)
    served.certificates = try security.certificates(for: hosts)
    if !(submission + smtps).isEmpty, !hosts.contains(where: served.hasSubmission) {
      language.complain(.byhand + .submissionNeedsUsers)
      throw ExitCode.validationFailure
    }
    if let scenario { served.hosts[0].scenario = try behaviours(at: scenario) }
    served.takesAnyMailbox = catchAll
    served.maxSize = maxSize
    served.maxRecipients = maxRecipients
    served.maxConnections = maxConnections
    served.idleTimeout = idleTimeout
    served.recording = record.map { .init(folder: $0, software: Byhand.software) }
    served.webLanguage = .readers(otherwise: language.language)
    served.logger = Logger(label: "byhand")
    return served
  }

  /// A file or a lesson says which hosts there are.
  private var describesWorld: Bool { world != nil || lesson != nil }

  /// `nil`: neither does.
  private func described() throws -> [HostDescription]? {
    if let world { return try language.world(at: world) }
    guard let lesson else { return nil }
    let library = try lessons.library(language)
    return try language.lessons(called: [lesson], in: library).first?.world
  }

  /// The one host that is served without a world's file: like the lecture's first, where no option
  /// says otherwise.
  private var host: HostDescription {
    var host = HostDescription.lectureWorld[0]
    if let domain { host.name = domain }
    if !mailbox.isEmpty { host.mailboxes = mailbox }
    return host
  }

  /// With its users, who have mailboxes too.
  ///
  /// - Throws: an exit code, where the file of users is wrong; said.
  private func guarded(_ host: HostDescription) throws -> HostDescription {
    var host = host
    host.passwords = try security.passwords()
    if security.authInClear { host.login = .inClear }
    for name in host.passwords.keys.sorted() where !host.mailboxes.contains(name) {
      if let fault = Self.fault(ofMailbox: name, at: host.name) {
        language.complain(.byhand + fault)
        throw Exit.badInput
      }
      host.mailboxes.append(name)
    }
    return host
  }

  private func behaviours(at path: String) throws -> [Behaviour] {
    guard let octets = File.whole(path) else {
      language.complain(.unreadable(path))
      throw Exit.inputOutput
    }
    guard octets.count <= 65_536, let text = String(validating: octets, as: UTF8.self) else {
      language.complain(.noText(path))
      throw Exit.badInput
    }
    let file = ScenarioFile(text)
    for fault in file.faults {
      let text = Phrase.wording(fault.error)[language.language]
      StandardError.write("\(path):\(fault.line):\(fault.column): \(text)\n")
    }
    guard file.faults.isEmpty else { throw Exit.badInput }
    return file.behaviours
  }

  private var storing: WorldConfiguration.Storing {
    switch store {
    case nil: .temporary
    case "memory": .memory
    case let path?: .folder(path)
    }
  }
}

extension Phrase {
  fileprivate static let smtpsNeedsTLS = Phrase(
    en: "--smtps needs TLS: --tls-cert and --tls-key, or --tls-self-signed.",
    zh: "--smtps 需要 TLS：加上 --tls-cert 和 --tls-key，或 --tls-self-signed。")
  fileprivate static let submissionNeedsUsers = Phrase(
    en:
      "--submission and --smtps take mail from users who log in, and no user can: --user, --user-file, or passwords in the world's file.",
    zh: "--submission 和 --smtps 只接收已登录用户的邮件，现在没有用户能登录：用 --user、--user-file，或在世界文件里写密码。")
  fileprivate static let submissionNeedsTLS = Phrase(
    en:
      "--submission needs TLS, or nobody can log in: --tls-cert and --tls-key, or --tls-self-signed. --auth-in-clear does without, to show why not.",
    zh:
      "--submission 需要 TLS，否则没有人能登录：加上 --tls-cert 和 --tls-key，或 --tls-self-signed。--auth-in-clear 可以不用 TLS，只用来演示为什么不该这样。"
  )
  fileprivate static let clearPasswords = Phrase(
    en:
      "--auth-in-clear: users may log in without TLS. Everybody on the way can read their names and passwords.",
    zh: "--auth-in-clear：用户可以不经 TLS 登录，途中的任何人都能读到用户名和密码。")
  fileprivate static func inTheWorld(_ option: String) -> Phrase {
    Phrase(
      en:
        "--\(option) cannot be used with --world or --lesson: the world says it for each host.",
      zh: "--\(option) 不能和 --world 或 --lesson 同时使用：练习环境已为每台主机写明。")
  }
  fileprivate static let oneWorld = Phrase(
    en: "--world and --lesson cannot be used together: each names a world.",
    zh: "--world 和 --lesson 不能同时使用：两者都指定练习环境。")
  fileprivate static func noAddress(_ text: String) -> Phrase {
    Phrase(en: "\(text) is not ADDRESS:PORT.", zh: "\(text) 不是“地址:端口”的形式。")
  }
  fileprivate static func needsPermission(_ text: String) -> Phrase {
    Phrase(
      en: "\(text) can be reached from other machines; --allow-network allows it.",
      zh: "其他机器可以访问 \(text)；如确实需要，请加 --allow-network。")
  }
  fileprivate static func noDomain(_ text: String) -> Phrase {
    Phrase(
      en: "\"\(text)\" is not a domain (RFC 5321 §4.1.2).", zh: "“\(text)”不是合法的域名（RFC 5321 §4.1.2）。"
    )
  }
  fileprivate static func onlyName(_ text: String) -> Phrase {
    Phrase(
      en: "\(text): a mailbox is named by what stands before the @; the domain is --domain's.",
      zh: "\(text)：邮箱只写 @ 前面的名字；域名由 --domain 指定。")
  }
  fileprivate static func noMailbox(_ text: String) -> Phrase {
    Phrase(
      en: "\"\(text)\" is not the name of a mailbox (RFC 5321 §4.1.2).",
      zh: "“\(text)”不是合法的邮箱名（RFC 5321 §4.1.2）。")
  }
  fileprivate static func noText(_ path: String) -> Phrase {
    Phrase(
      en: "byhand: \(path): this is not UTF-8 text of at most 64 KiB.",
      zh: "byhand：\(path)：应为不超过 64 KiB 的 UTF-8 文本。")
  }
}
