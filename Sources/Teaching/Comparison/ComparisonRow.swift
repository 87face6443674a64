package import Language
import Protocols
import Transcripts

/// One line of the table: what is compared, and what each side shows.
package struct ComparisonRow: Hashable, Sendable {
  /// Stable, for the JSON form.
  package let key: String
  package let aspect: Phrase
  package let push: Phrase
  package let pull: Phrase
}

extension Comparison {
  /// Push and pull side by side. A column that was not measured says so.
  package var rows: [ComparisonRow] {
    Self.aspects.map { aspect in
      ComparisonRow(
        key: aspect.key, aspect: aspect.name, push: push.map(aspect.figure) ?? .notMeasured,
        pull: pull.map(aspect.figure) ?? .notMeasured)
    }
  }

  private struct Aspect: Sendable {
    let key: String
    let name: Phrase
    let figure: @Sendable (MeasuredConversation) -> Phrase
  }

  private static let aspects: [Aspect] = [
    Aspect(key: "opened_by", name: Phrase(en: "opened the connection", zh: "谁发起连接")) {
      .side($0.openedBy)
    },
    Aspect(key: "spoke_first", name: Phrase(en: "spoke first", zh: "谁先发言")) {
      $0.firstSpeaker.map { .side($0) } ?? .notMeasured
    },
    Aspect(key: "object_from", name: Phrase(en: "the object travelled", zh: "对象的流向")) {
      $0.objectFrom == .client
        ? Phrase(en: "client → server (push)", zh: "客户端 → 服务器（推）")
        : Phrase(en: "server → client (pull)", zh: "服务器 → 客户端（拉）")
    },
    Aspect(
      key: "lines_before", name: Phrase(en: "lines before its first octet", zh: "首字节之前的行数")
    ) { .number($0.linesBefore) },
    Aspect(
      key: "round_trips_before",
      name: Phrase(en: "complete exchanges before it", zh: "在它之前须完成的问答次数")
    ) { .number($0.roundTripsBefore) },
    Aspect(key: "client_octets", name: Phrase(en: "octets from the client", zh: "客户端发出的字节")) {
      .number($0.client.octets)
    },
    Aspect(key: "server_octets", name: Phrase(en: "octets from the server", zh: "服务器发出的字节")) {
      .number($0.server.octets)
    },
    Aspect(key: "object_octets", name: Phrase(en: "of these, the object", zh: "其中对象本身")) {
      .number($0.objectOctets)
    },
    Aspect(key: "end_mark", name: Phrase(en: "its end was marked by", zh: "对象的结束标志")) {
      $0.end.map { .mark($0) } ?? .notMeasured
    },
    Aspect(key: "alphabet", name: Phrase(en: "its alphabet", zh: "允许的字符")) { .alphabet(of: $0) },
    Aspect(
      key: "objects", name: Phrase(en: "objects on this connection", zh: "本连接传输的对象数")
    ) { .objects(of: $0) },
    Aspect(
      key: "state", name: Phrase(en: "replies that depended on earlier lines", zh: "依赖前文的响应数")
    ) { .number($0.dependentExchanges) },
  ]
}

extension Phrase {
  fileprivate static let notMeasured = Phrase(en: "not measured yet", zh: "尚未测量")

  fileprivate static func side(_ side: Side) -> Phrase {
    side == .client
      ? Phrase(en: "the client", zh: "客户端") : Phrase(en: "the server", zh: "服务器")
  }

  fileprivate static func number(_ value: Int?) -> Phrase {
    value.map { .verbatim("\($0)") } ?? .notMeasured
  }

  fileprivate static func mark(_ end: ObjectEnd) -> Phrase {
    switch end {
    case .dot: .verbatim("CRLF . CRLF")
    case .contentLength(let count): .verbatim("Content-Length: \(count)")
    case .chunked: Phrase(en: "a chunk of length 0", zh: "长度为 0 的块")
    case .close: Phrase(en: "the connection's end", zh: "连接关闭")
    }
  }

  fileprivate static func alphabet(of conversation: MeasuredConversation) -> Phrase {
    switch conversation.dialect {
    case .http:
      Phrase(en: "any octets", zh: "任意字节")
    case .smtp where conversation.decodedOctets > 0:
      Phrase(
        en:
          "7-bit ASCII; base64 made \(conversation.base64Octets) octets of \(conversation.decodedOctets)",
        zh: "7 位 ASCII；base64 把 \(conversation.decodedOctets) 字节变成 \(conversation.base64Octets) 字节")
    case .smtp where conversation.hasEightBit:
      Phrase(en: "octets above 127 were sent", zh: "发送了大于 127 的字节")
    case .smtp:
      Phrase(en: "7-bit ASCII", zh: "7 位 ASCII")
    }
  }

  fileprivate static func objects(of conversation: MeasuredConversation) -> Phrase {
    if conversation.dialect == .smtp, conversation.base64Parts > 0 {
      return Phrase(
        en:
          "\(conversation.objects), a message each, with \(conversation.base64Parts) file\(conversation.base64Parts == 1 ? "" : "s") inside",
        zh: "\(conversation.objects) 封邮件，内含 \(conversation.base64Parts) 个文件")
    }
    return conversation.dialect == .smtp
      ? Phrase(en: "\(conversation.objects), a message each", zh: "\(conversation.objects) 封邮件")
      : Phrase(
        en: "\(conversation.objects), a response each", zh: "\(conversation.objects) 个，每个响应一个")
  }
}
