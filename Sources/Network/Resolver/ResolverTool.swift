import Protocols

/// A program of the system that asks DNS: how it is called, and how its answer reads.
package enum ResolverTool: String, Hashable, Sendable, CaseIterable {
  // The first that is installed is taken.
  case dig, host, nslookup

  /// The dot at the name's end makes it absolute: this machine's search list is not tried.
  package func arguments(_ question: DNSQuestion, _ name: String) -> [String] {
    switch self {
    case .dig:
      [
        "+noall", "+comments", "+answer", "+time=2", "+tries=1", "-t", question.rawValue, "-q",
        "\(name).",
      ]
    case .host: ["-W", "2", "-R", "1", "-t", question.rawValue, "\(name)."]
    case .nslookup: ["-type=\(question.rawValue)", "-timeout=2", "-retry=1", "\(name)."]
    }
  }

  package func read(_ output: String, to question: DNSQuestion) -> DNSReply {
    let lines = output.split(whereSeparator: \.isNewline).map { line in
      line.split { $0 == " " || $0 == "\t" }.map(String.init)
    }
    let records = lines.compactMap { record($0, question) }
    if !records.isEmpty { return .records(records) }
    if isNoSuchName(output) { return .noSuchName }
    if let code = refusal(in: output) { return .failed(.refused(code: code)) }
    return isAnswer(output) ? .records([]) : .failed(.noAnswer)
  }

  private func isNoSuchName(_ output: String) -> Bool {
    switch self {
    case .dig: output.contains("status: NXDOMAIN")
    case .host: output.contains("not found: 3(NXDOMAIN)")
    case .nslookup: output.contains("can't find") && output.contains(": NXDOMAIN")
    }
  }

  /// The code with which a resolver said that it cannot answer (RFC 1035 §4.1.1).
  private func refusal(in output: String) -> String? {
    ["SERVFAIL", "REFUSED", "FORMERR", "NOTIMP"].first { code in
      switch self {
      case .dig: output.contains("status: \(code)")
      case .host: output.contains("(\(code))")
      case .nslookup: output.contains("can't find") && output.contains(": \(code)")
      }
    }
  }

  /// A resolver answered, and has no record of that type.
  private func isAnswer(_ output: String) -> Bool {
    switch self {
    case .dig: output.contains("status: NOERROR")
    // "has no MX record", or only an alias.
    case .host: output.contains(" has no ") || output.contains(" is an alias for ")
    case .nslookup:
      output.contains("No answer") || output.contains("Non-authoritative answer")
        || output.contains("Authoritative answers") || output.contains("canonical name")
    }
  }

  private func record(_ words: [String], _ question: DNSQuestion) -> DNSRecord? {
    switch (self, question) {
    // crepes.fr. 300 IN MX 10 mail.crepes.fr.
    case (.dig, .mx):
      guard words.count == 6, words[3] == "MX" else { return nil }
      return exchange(words[4], words[5])
    case (.dig, _):
      guard words.count == 5, words[3] == question.rawValue else { return nil }
      return address(words[4])
    // crepes.fr mail is handled by 10 mail.crepes.fr.
    case (.host, .mx):
      guard words.count == 7, words[1...4] == ["mail", "is", "handled", "by"] else { return nil }
      return exchange(words[5], words[6])
    // crepes.fr has address 192.0.2.1; crepes.fr has IPv6 address 2001:db8::1
    case (.host, _):
      guard words.count >= 4, words[1] == "has", words[words.count - 2] == "address" else {
        return nil
      }
      return address(words[words.count - 1])
    // crepes.fr  mail exchanger = 10 mail.crepes.fr.
    case (.nslookup, .mx):
      guard words.count == 6, words[1...3] == ["mail", "exchanger", "="] else { return nil }
      return exchange(words[4], words[5])
    // Address: 192.0.2.1; the resolver's own has a port: 192.0.2.53#53
    case (.nslookup, _):
      if words.count == 2, words[0] == "Address:" { return address(words[1]) }
      // crepes.fr  has AAAA address 2001:db8::1
      guard words.count == 5, words[1] == "has", words[3] == "address" else { return nil }
      return address(words[4])
    }
  }

  private func exchange(_ preference: String, _ name: String) -> DNSRecord? {
    Int(preference).map {
      .mx(preference: $0, exchange: name.hasSuffix(".") ? String(name.dropLast()) : name)
    }
  }

  private func address(_ text: String) -> DNSRecord? {
    let isAddress = text.utf8.allSatisfy { octet in
      octet.isHexDigit || octet == UInt8(ascii: ".") || octet == UInt8(ascii: ":")
    }
    return isAddress && (text.contains(".") || text.contains(":")) ? .address(text) : nil
  }
}
