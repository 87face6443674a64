import Protocols

/// Builds a message as a user agent does: header, a text, and files (RFC 5322, RFC 2045, RFC 2046).
///
/// What it writes is 7-bit, in lines within 998 octets that end with CR LF, so that any server
/// takes it. It knows no clock and no disk; equal values give equal octets.
package struct MessageComposer: Hashable, Sendable {
  package struct Attachment: Hashable, Sendable {
    /// Of a path the last component counts.
    package let name: String
    package let octets: [UInt8]

    package init(name: String, octets: [UInt8]) {
      self.name = name
      self.octets = octets
    }

    /// By the name.
    package var mediaType: String { MediaType.named(name) }
  }

  /// An address without angle brackets; `nil` for no From field.
  package var from: String?
  package var to: [String]
  package var subject: String
  /// Since 1970.
  package var seconds: Int
  /// The Message-ID without its angle brackets: `left@right`.
  package var id: String
  /// Any line ends; they become CR LF.
  package var text: String?
  package var attachments: [Attachment]
  /// Fields, in any letter case, that are not written: the header has them already.
  package var omitting: Set<String> = []

  package init(
    from: String?, to: [String], subject: String, seconds: Int, id: String, text: String?,
    attachments: [Attachment] = []
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.seconds = seconds
    self.id = id
    self.text = text
    self.attachments = attachments
  }

  /// A run of whole lines of the message.
  package struct Section: Hashable, Sendable {
    package enum Matter: Hashable, Sendable {
      /// The message's header, or a boundary and a part's header; the empty line after it is part
      /// of it.
      case header
      case text
      /// The attachment of this index.
      case base64(Int)
      /// The last boundary.
      case end
    }

    package let matter: Matter
    /// Every line with its CR LF.
    package let octets: [UInt8]
  }

  /// The message in its order.
  package var sections: [Section] {
    let body = text.map(Self.written)
    guard !attachments.isEmpty else {
      let body = body ?? Self.written("")
      let ending = body.octets.suffix(2) == Self.crlf[...] ? [] : Self.crlf
      return [
        Section(matter: .header, octets: header + Self.fields(of: body) + Self.crlf),
        Section(matter: .text, octets: body.octets + ending),
      ]
    }
    let boundary = boundary(outside: body?.octets ?? [])
    let opening = HeaderWriter.parameterized(
      "Content-Type", "multipart/mixed", [("boundary", boundary)])
    var sections = [Section(matter: .header, octets: header + opening + Self.crlf)]
    let delimiter = Array("--\(boundary)".utf8) + Self.crlf
    if let body {
      sections += [
        Section(matter: .header, octets: delimiter + Self.fields(of: body) + Self.crlf),
        Section(matter: .text, octets: body.octets + Self.crlf),
      ]
    }
    for (index, file) in attachments.enumerated() {
      sections += [
        Section(matter: .header, octets: delimiter + Self.fields(of: file) + Self.crlf),
        Section(
          matter: .base64(index),
          octets: TransferEncoding.base64Encoded(file.octets) + Self.crlf),
      ]
    }
    return sections + [Section(matter: .end, octets: Array("--\(boundary)--\r\n".utf8))]
  }

  package var octets: [UInt8] { sections.flatMap(\.octets) }

  private static let crlf = Ending.crlf.octets

  // MARK: The header

  private var header: [UInt8] {
    let omitted = Set(omitting.map(\.lowercasedASCII))
    let fields: [(name: String, octets: () -> [UInt8])] = [
      ("Date", { HeaderWriter.text("Date", MailDate.mail(seconds: seconds)) }),
      ("From", { from.map { HeaderWriter.list("From", [$0]) } ?? [] }),
      ("To", { to.isEmpty ? [] : HeaderWriter.list("To", to) }),
      ("Subject", { HeaderWriter.text("Subject", subject) }),
      ("Message-ID", { HeaderWriter.list("Message-ID", ["<\(id)>"]) }),
      ("MIME-Version", { HeaderWriter.text("MIME-Version", "1.0") }),
    ]
    return fields.filter { !omitted.contains($0.name.lowercasedASCII) }.flatMap { $0.octets() }
  }

  // MARK: Parts

  private struct Body {
    let octets: [UInt8]
    let charset: String
    let encoding: String
  }

  private static func fields(of body: Body) -> [UInt8] {
    HeaderWriter.parameterized("Content-Type", "text/plain", [("charset", body.charset)])
      + HeaderWriter.text("Content-Transfer-Encoding", body.encoding)
  }

  private static func fields(of file: Attachment) -> [UInt8] {
    let name = fileName(file.name)
    let isASCII = name.utf8.allSatisfy { $0 == .space || $0.isVisible }
    // Old readers look for the name here; a name that is not ASCII is only in Content-Disposition
    // (RFC 2231).
    var parameters = isASCII && name.utf8.count <= 60 ? [(name: "name", value: name)] : []
    if file.mediaType.hasPrefix("text/"), String(validating: file.octets, as: UTF8.self) != nil {
      parameters.insert((name: "charset", value: "utf-8"), at: 0)
    }
    return HeaderWriter.parameterized("Content-Type", file.mediaType, parameters)
      + HeaderWriter.text("Content-Transfer-Encoding", "base64")
      + HeaderWriter.parameterized("Content-Disposition", "attachment", [("filename", name)])
  }

  private static func fileName(_ path: String) -> String {
    let last = path.unicodeScalars.split { $0 == "/" }.last.map { String($0) } ?? ""
    return last.isEmpty ? "file" : last
  }

  /// 7bit where the text is that already (RFC 2045 §2.7), else quoted-printable.
  private static func written(_ text: String) -> Body {
    let octets = canonical(Array(text.utf8))
    var reader = LineReader(octets[...])
    var isPlain = true
    while isPlain, let line = reader.next() {
      isPlain =
        line.count <= 990
        && line.allSatisfy { $0 == .tab || $0 == .space || $0.isVisible }
    }
    let charset = octets.allSatisfy { $0 < 0x80 } ? "us-ascii" : "utf-8"
    return isPlain
      ? Body(octets: octets, charset: charset, encoding: "7bit")
      : Body(
        octets: TransferEncoding.quotedPrintableEncoded(octets), charset: charset,
        encoding: "quoted-printable")
  }

  /// RFC 2046 §4.1.1: lines of text end with CR LF.
  private static func canonical(_ octets: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(octets.count)
    for octet in octets {
      if octet == .lineFeed, result.last != .carriageReturn {
        result.append(.carriageReturn)
      }
      result.append(octet)
    }
    return result
  }

  /// RFC 2045 §6.7 suggests `=_`, which neither quoted-printable nor base64 can hold; a 7bit text
  /// can.
  private func boundary(outside text: [UInt8]) -> String {
    var number = 0
    while true {
      let boundary = "=_byhand_\(number)"
      if !text.contains(run: Array(boundary.utf8)) { return boundary }
      number += 1
    }
  }
}

extension [UInt8] {
  fileprivate func contains(run: [UInt8]) -> Bool {
    guard let first = run.first, count >= run.count else { return false }
    return indices.dropLast(run.count - 1).contains {
      self[$0] == first && self[$0...].starts(with: run)
    }
  }
}
