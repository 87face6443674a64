package import Language
import Protocols

/// One line of the table: what is compared, and what each side shows.
package struct ComparisonRow: Hashable, Sendable {
  /// Stable, for the JSON form.
  package let key: String
  package let aspect: Phrase
  /// `nil`: this half is not measured yet.
  package let push: Phrase?
  package let pull: Phrase?
}

extension Comparison {
  /// Push and pull side by side. Empty before anything is measured.
  package var rows: [ComparisonRow] {
    let (push, pull) = pair
    guard push != nil || pull != nil else { return [] }
    let relation = push.flatMap { pull?.relation(to: $0) }
    let cells = ComparisonCells(relation: relation, responses: responses)
    return Self.aspects.map { aspect in
      ComparisonRow(
        key: aspect.key, aspect: aspect.name, push: push.map { aspect.figure($0, cells) },
        pull: pull.map { aspect.figure($0, cells) })
    }
  }

  private struct Aspect: Sendable {
    let key: String
    let name: Phrase
    let figure: @Sendable (MeasuredObject, ComparisonCells) -> Phrase

    init(
      _ key: String, _ name: Phrase,
      _ figure: @escaping @Sendable (MeasuredObject, ComparisonCells) -> Phrase
    ) {
      (self.key, self.name, self.figure) = (key, name, figure)
    }
  }

  private static let aspects: [Aspect] = [
    Aspect("object", Phrase(en: "the object", zh: "对象")) { $1.object($0) },
    Aspect("opened_by", Phrase(en: "opened the connection", zh: "谁发起连接")) { object, _ in
      object.dialect == .smtp ? .byHolder : .bySeeker
    },
    Aspect("spoke_first", Phrase(en: "spoke first", zh: "谁先发言")) { object, _ in
      object.firstSpeaker == .client ? .client : .server
    },
    Aspect("object_from", Phrase(en: "the object travelled", zh: "对象的流向")) { object, _ in
      object.objectFrom == .client ? .pushed : .pulled
    },
    Aspect("lines_before", Phrase(en: "lines before its first octet", zh: "对象首字节之前的行数")) {
      object, _ in .number(object.linesBefore)
    },
    Aspect(
      "round_trips_before", Phrase(en: "complete exchanges before it", zh: "在此之前的往返次数")
    ) { object, _ in .number(object.roundTripsBefore) },
    Aspect("client_octets", Phrase(en: "octets from the client", zh: "客户端发出的字节")) {
      object, _ in .number(object.clientOctets)
    },
    Aspect("server_octets", Phrase(en: "octets from the server", zh: "服务器发出的字节")) {
      object, _ in .number(object.serverOctets)
    },
    Aspect("object_octets", Phrase(en: "of these, the object", zh: "其中对象本身")) {
      $1.octets($0)
    },
    Aspect("overhead_octets", Phrase(en: "of these, all the rest", zh: "其中其余部分")) {
      object, _ in .number(object.overheadOctets)
    },
    Aspect(
      "other_octets",
      Phrase(en: "not counted: refused lines, other objects", zh: "不计入：被拒绝的行、其他对象")
    ) { object, _ in .number(object.otherOctets) },
    Aspect("end_mark", Phrase(en: "its end was marked by", zh: "对象的结束标志")) { object, _ in
      .mark(object.end)
    },
    Aspect("alphabet", Phrase(en: "its alphabet", zh: "允许的字符")) { object, _ in
      .alphabet(of: object)
    },
    Aspect("parts", Phrase(en: "several objects travel in", zh: "多个对象怎样传输")) {
      $1.parts($0)
    },
    Aspect("objects", Phrase(en: "objects on one connection", zh: "一个连接传输的对象数")) {
      object, _ in .objects(of: object)
    },
    Aspect(
      "state", Phrase(en: "replies that depended on earlier lines", zh: "依赖前文的响应数")
    ) { object, _ in .number(object.dependentExchanges) },
  ]
}

/// Cells that show one object in the light of the other.
private struct ComparisonCells: Sendable {
  /// `nil` unless both are measured.
  let relation: MeasuredObject.Relation?
  /// How many responses brought the message's page and its files.
  let responses: Int

  func object(_ object: MeasuredObject) -> Phrase {
    guard let target = object.target else { return .message(to: object.recipients) }
    let name = Phrase.verbatim(target)
    switch relation {
    case .same: return name + Phrase(en: ", the same message", zh: "，同一封邮件")
    case .file: return name + Phrase(en: ", a file of the message", zh: "，邮件里的一个文件")
    case .other, nil:
      let kind =
        object.type == "text/html"
        ? Phrase(en: ", an HTML page", zh: "，一个 HTML 页面")
        : .verbatim(object.type.map { " (\($0))" } ?? "")
      let isOther = relation == nil ? Phrase.empty : Phrase(en: ", not the message", zh: "，不是这封邮件")
      return name + kind + isOther
    }
  }

  func octets(_ object: MeasuredObject) -> Phrase {
    guard object.dialect == .http, case .same(let trace) = relation, trace > 0 else {
      return .number(object.objectOctets)
    }
    return Phrase(
      en: "\(object.objectOctets - trace), and \(trace) of the servers' trace header",
      zh: "\(object.objectOctets - trace)，另有服务器加的传输轨迹 \(trace)")
  }

  func parts(_ object: MeasuredObject) -> Phrase {
    switch (object.dialect, object.base64Parts) {
    case (.smtp, 0): Phrase(en: "the parts of 1 message", zh: "1 封邮件的各部分")
    case (.smtp, let count):
      Phrase(
        en: "the parts of 1 message: \(count) file\(count == 1 ? "" : "s") inside",
        zh: "1 封邮件的各部分：内含 \(count) 个文件")
    case (.http, _) where responses > 1:
      Phrase(en: "\(responses) responses, one each", zh: "\(responses) 个响应，每个装一个对象")
    case (.http, _): Phrase(en: "a response each", zh: "每个对象一个响应")
    }
  }
}

extension Phrase {
  fileprivate static let client = Phrase(en: "the client", zh: "客户端")
  fileprivate static let server = Phrase(en: "the server", zh: "服务器")
  fileprivate static let byHolder = Phrase(
    en: "the client, which had the message", zh: "客户端，邮件在它手里")
  fileprivate static let bySeeker = Phrase(
    en: "the client, which wanted the object", zh: "客户端，它想要对象")
  fileprivate static let pushed = Phrase(en: "client → server (push)", zh: "客户端 → 服务器（推）")
  fileprivate static let pulled = Phrase(en: "server → client (pull)", zh: "服务器 → 客户端（拉）")

  fileprivate static func number(_ value: Int) -> Phrase { .verbatim("\(value)") }

  fileprivate static func message(to recipients: [Mailbox]) -> Phrase {
    guard let first = recipients.first?.description else {
      return Phrase(en: "a message", zh: "一封邮件")
    }
    let others = recipients.count - 1
    return others == 0
      ? Phrase(en: "the message to \(first)", zh: "给 \(first) 的邮件")
      : Phrase(
        en: "the message to \(first) and \(others) more", zh: "给 \(first) 等 \(others + 1) 人的邮件")
  }

  fileprivate static func mark(_ end: ObjectEnd) -> Phrase {
    switch end {
    case .dot: .verbatim("CRLF . CRLF")
    case .lastChunk: .verbatim("BDAT … LAST")
    case .contentLength(let count): .verbatim("Content-Length: \(count)")
    case .chunked: Phrase(en: "a chunk of length 0", zh: "长度为 0 的块")
    case .close: Phrase(en: "the connection's end", zh: "连接关闭")
    }
  }

  fileprivate static func alphabet(of object: MeasuredObject) -> Phrase {
    switch object.dialect {
    case .http:
      Phrase(en: "any octets", zh: "任意字节")
    case .smtp where object.decodedOctets > 0:
      Phrase(
        en: "7-bit ASCII; base64 made \(object.base64Octets) octets of \(object.decodedOctets)",
        zh: "7 位 ASCII；base64 把 \(object.decodedOctets) 字节变成 \(object.base64Octets) 字节")
    case .smtp where object.hasEightBit:
      Phrase(
        en: "7-bit ASCII (octets above 127 were sent)", zh: "7 位 ASCII（本次发了大于 127 的字节）")
    case .smtp:
      Phrase(en: "7-bit ASCII", zh: "7 位 ASCII")
    }
  }

  fileprivate static func objects(of object: MeasuredObject) -> Phrase {
    object.dialect == .smtp
      ? Phrase(en: "\(object.objects), a message each", zh: "\(object.objects) 封邮件")
      : Phrase(en: "\(object.objects), a response each", zh: "\(object.objects) 个，每个响应一个")
  }
}
