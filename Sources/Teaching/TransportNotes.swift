import Language
import Protocols
import Transcripts

/// Notes on the connection itself.
enum TransportNotes {
  static func opened(_ opening: Opening, _ recorder: Side) -> [Note] {
    [
      Note(.transport, text: connection(opening)),
      Note(.transport, isRemark: true, text: roles(opening, recorder)),
    ] + (opening.attempt.port == 465 ? [implicitTLS] : [])
  }

  private static func connection(_ opening: Opening) -> Phrase {
    let ends = (opening.local.map { "\($0) → " } ?? "") + opening.address
    let host = opening.attempt.host
    let port = opening.attempt.port
    return opening.isPractice
      ? Phrase(
        en: "TCP connection \(ends)  (\(host) port \(port), in the practice world)",
        zh: "TCP 连接 \(ends)（练习环境里的 \(host) \(port) 端口）")
      : Phrase(
        en: "TCP connection \(ends)  (\(host) port \(port), outside the practice world)",
        zh: "TCP 连接 \(ends)（练习环境之外的 \(host) \(port) 端口）")
  }

  private static func roles(_ opening: Opening, _ recorder: Side) -> Phrase {
    let host = opening.attempt.host
    if recorder == .server {
      return Phrase(
        en:
          "\(host), the server, recorded this: it accepted a client's connection. In the notes, \"you\" is the client.",
        zh: "这是服务器 \(host) 自己的记录：它接受了客户端发起的连接。注解里说的“你”是指客户端。")
    }
    if let client = opening.client {
      return Phrase(
        en:
          "\(client) opened the connection: a mail server, too, is a client when it sends. \(host) is the server; you only watch.",
        zh: "连接由 \(client) 发起：邮件服务器发信时也是客户端。\(host) 是服务器；你只是旁观。")
    }
    switch opening.attempt.dialect {
    case .smtp:
      return Phrase(
        en: "You opened the connection, so you are the client; \(host) is the server.",
        zh: "连接由你发起，所以你是客户端；\(host) 是服务器。")
    case .http:
      return Phrase(
        en:
          "You opened it: you are the client. \(host)'s web server waits; in HTTP the client speaks first.",
        zh: "连接由你发起，所以你是客户端。\(host) 的 Web 服务器在等待；HTTP 由客户端先发言。")
    }
  }

  private static let implicitTLS = Note(
    .transport, rule: Rule("RFC 8314", "3.3"), isRemark: true,
    text: Phrase(
      en:
        "Port 465 speaks TLS from the first octet: the handshake comes before the greeting. Without TLS no readable greeting will come.",
      zh: "465 端口从第一个字节起就使用 TLS：先进行 TLS 握手，再发 220。不用 TLS 就等不到可读的 220。"))

  /// - Parameter world: the practice world of the session; empty where there is none.
  static func failed(
    _ attempt: Attempt, _ failure: ConnectionFailure, in world: [HostDescription]
  ) -> Note {
    let isDomain = world.contains { $0.domain == attempt.host.lowercased() }
    if failure == .unknownHost, isDomain {
      return Note(
        .transport, rule: Rule("RFC 5321", "5.1"), suggestion: ":mx \(attempt.host)",
        text: .isDomain(attempt.host))
    }
    return Note(.transport, text: reason(attempt, failure))
  }

  private static func reason(_ attempt: Attempt, _ failure: ConnectionFailure) -> Phrase {
    let host = attempt.host
    let port = attempt.port
    switch failure {
    case .refused:
      return Phrase(
        en:
          "Connection refused: \(host) can be reached, but no program listens on its port \(port).",
        zh: "连接被拒绝：主机 \(host) 可达，但没有程序在监听它的 \(port) 端口。")
    case .unreachable:
      return Phrase(
        en: "Unreachable: this machine's network has no route to \(host).",
        zh: "无法到达：本机的网络没有通往 \(host) 的路由。")
    case .timeout:
      let silent = Phrase(
        en: "No answer from \(host) port \(port). A firewall may drop the packets",
        zh: "\(host) 的 \(port) 端口没有回应。可能有防火墙丢弃了数据包")
      return silent + (port == 25 ? .port25IsBlocked : Phrase(en: ".", zh: "。"))
    case .unknownHost:
      let unknown = Phrase(
        en: "Unknown host: no address is known for \"\(host)\".", zh: "未知主机：查不到“\(host)”的地址。")
      let isPractice = HostDescription.lectureWorld.contains { $0.name == host.lowercased() }
      return unknown
        + (isPractice ? .isInside(host) : Phrase(en: " Check the spelling.", zh: "请检查拼写。"))
    case .cancelled:
      return Phrase(
        en: "The connection to \(host) port \(port) was cancelled before it was open.",
        zh: "已取消与 \(host) 的 \(port) 端口的连接：还没有连上。")
    case .other:
      return Phrase(
        en: "The connection to \(host) port \(port) failed.",
        zh: "与 \(host) 的 \(port) 端口建立连接失败。")
    }
  }

  static func closed(
    by side: Side, _ farewell: Farewell, in phase: Phase?, _ context: EventContext
  ) -> Note {
    Note(
      .transport, rule: rule(side, phase),
      text: context.conversation?.opening.isWatched == true
        ? watchedEnd(side, farewell)
        : end(side, farewell, phase, context) + reply(context.smtp) + message(context.smtp)
    )
  }

  private static func rule(_ side: Side, _ phase: Phase?) -> Rule? {
    guard let phase else { return nil }
    return side == .server && phase != .close ? .smtp("3.8") : .smtp("4.1.1.10")
  }

  private static func watchedEnd(_ side: Side, _ farewell: Farewell) -> Phrase {
    switch (side, farewell) {
    case (_, .lost):
      Phrase(
        en: "The connection was lost: it broke without being closed properly.",
        zh: "连接中断：没有正常关闭就断开了。")
    case (.server, _):
      Phrase(en: "The server closed the TCP connection.", zh: "服务器关闭了 TCP 连接。")
    case (.client, _):
      Phrase(en: "The sending server closed the TCP connection.", zh: "发送方服务器关闭了 TCP 连接。")
    }
  }

  /// The fate of the message under way: without its 250 it is not known (RFC 5321 §4.5.4.1, RFC
  /// 1047).
  private static func message(_ dialogue: SMTPDialogue?) -> Phrase {
    guard let dialogue else { return .empty }
    if dialogue.awaits == .endOfData {
      return Phrase(
        en:
          " The message has no 250, so it does not count as sent: try again. It may have arrived anyway, and will then arrive twice (RFC 1047).",
        zh: "这封邮件没有得到 250，不能算已发出：请重发。它也可能已经送到，那样就会收到两份（RFC 1047）。")
    }
    return dialogue.envelope.recipients.isEmpty
      ? .empty
      : Phrase(
        en: " The message under way was not sent: begin again.", zh: "正在传输的邮件没有发出：请重新发送。")
  }

  private static func reply(_ dialogue: SMTPDialogue?) -> Phrase {
    dialogue?.isMidReply == true
      ? Phrase(
        en: " Its last reply was unfinished and does not count.", zh: "最后一个响应没有说完，不算数。")
      : .empty
  }

  private static func end(
    _ side: Side, _ farewell: Farewell, _ phase: Phase?, _ context: EventContext
  ) -> Phrase {
    if side == .client, context.event.by == .console { return .closedByConsole }
    let client =
      context.recorder == .client
      ? Phrase(en: "You", zh: "你") : Phrase(en: "The client", zh: "客户端")
    if case .failed = context.conversation?.security, farewell == .finished {
      // What failed has been said; nobody could have said QUIT any more.
      return side == .client && context.recorder == .client
        ? .closedWithoutTLS
        : (side == .client ? client : Phrase(en: "The server", zh: "服务器"))
          + Phrase(en: " closed the TCP connection.", zh: "关闭了 TCP 连接。")
    }
    return switch (side, farewell, phase) {
    case (_, .lost, .close):
      Phrase(
        en: "The TCP connection was cut, not closed properly; but the conversation was over.",
        zh: "TCP 连接是强行断开的，没有正常关闭；不过对话已经结束。")
    case (_, .lost, _):
      Phrase(
        en: "The connection was lost: it broke without being closed properly.",
        zh: "连接中断：没有正常关闭就断开了。")
    case (.server, _, .close):
      Phrase(en: "The server closed the TCP connection.", zh: "服务器关闭了 TCP 连接。")
    case (.server, _, nil):
      Phrase(
        en: "The server closed the TCP connection; the next request needs a new one.",
        zh: "服务器关闭了 TCP 连接；下一个请求需要新的连接。")
    case (.server, _, _):
      Phrase(
        en:
          "The server closed the TCP connection before QUIT. A message without its 250 does not count as sent.",
        zh: "服务器在 QUIT 之前关闭了 TCP 连接。没有得到 250 的邮件不能算已发出。")
    case (.client, _, .close), (.client, _, nil):
      client + Phrase(en: " closed the TCP connection.", zh: "关闭了 TCP 连接。")
    case (.client, _, _):
      client
        + Phrase(
          en:
            " closed the TCP connection without QUIT. The standard wants the client to send QUIT and wait for 221; a message without its 250 does not count as sent.",
          zh: "没有发 QUIT 就关闭了 TCP 连接。标准要求先发 QUIT 并等待 221；没有得到 250 的邮件不能算已发出。")
    }
  }
}

extension Phrase {
  /// The name was looked up outside, where the practice world's hosts are not known.
  fileprivate static func isInside(_ host: String) -> Phrase {
    Phrase(
      en:
        " It is a host of byhand's practice world, which exists only inside byhand: start byhand alone, then type telnet \(host) 25 (without --real).",
      zh: "它是 byhand 练习环境里的主机，只在 byhand 里面存在：单独运行 byhand，再输入 telnet \(host) 25（不带 --real）。")
  }
  /// Mail for the domain goes to a host of another name.
  fileprivate static func isDomain(_ domain: String) -> Phrase {
    Phrase(
      en:
        "No host is called \(domain): it is a domain. Its MX record names the host that takes its mail:",
      zh: "没有叫 \(domain) 的主机：它是一个域。它的 MX 记录写着由哪台主机接收邮件：")
  }
  fileprivate static let closedByConsole = Phrase(
    en: "byhand closed the TCP connection for you.", zh: "byhand 替你关闭了 TCP 连接。")
  fileprivate static let closedWithoutTLS = Phrase(
    en: "byhand closed the TCP connection, because TLS had failed.",
    zh: "因为 TLS 失败，byhand 关闭了 TCP 连接。")
  fileprivate static let port25IsBlocked = Phrase(
    en:
      "; many networks block port 25 to stop spam. Mail programs use port 465 or 587 instead, with a login.",
    zh: "；许多网络为防垃圾邮件而封锁 25 端口。邮件程序改用 465 或 587 端口，并且要登录。")
}

extension Note {
  /// Text is never a secret: the recording was imported, and the log only counts it.
  static let leftOut = Note(
    .transport, isRemark: true,
    text: Phrase(
      en: "The log that this recording was imported from shows only how long this text is.",
      zh: "这份记录是从别的日志导入的，日志里只有这段正文的长度。"))
}
