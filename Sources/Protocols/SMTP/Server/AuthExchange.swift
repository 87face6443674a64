/// A login under way (RFC 4954 §4), by PLAIN (RFC 4616) or LOGIN (draft-murchison-sasl-login). It
/// keeps no password.
struct AuthExchange: Hashable, Sendable {
  enum Mechanism: String, CaseIterable { case plain = "PLAIN", login = "LOGIN" }

  /// What follows from a response.
  enum Step {
    case challenge(String)
    /// `user`: in whose name the client wants to act; empty: its own.
    case credentials(Credentials, actingAs: String)
    case refusal(Reply)
  }

  private let mechanism: Mechanism
  /// LOGIN asks for it first.
  private var name: String?

  init(_ mechanism: Mechanism) { self.mechanism = mechanism }

  /// - Parameter response: the initial one, as it stood in the command line; `nil`: none.
  mutating func begin(with response: [UInt8]?) -> Step {
    guard let response else { return next }
    // §4: a single equals sign is the empty response, for an argument cannot be empty.
    return take(encoded: response == [.equals] ? [] : response)
  }

  /// A line that answers a challenge.
  mutating func take(_ line: [UInt8]) -> Step {
    line == [UInt8(ascii: "*")] ? .refusal(ServerReply.loginCancelled) : take(encoded: line)
  }

  private mutating func take(encoded response: [UInt8]) -> Step {
    guard let response = Base64.decoded(response) else { return .refusal(ServerReply.notBase64) }
    return switch mechanism {
    case .plain: plain(response)
    case .login: login(response)
    }
  }

  private var next: Step {
    switch mechanism {
    case .plain: .challenge("")
    case .login: .challenge(name == nil ? "Username:" : "Password:")
    }
  }

  // message = [authzid] UTF8NUL authcid UTF8NUL passwd (RFC 4616 §2)
  private func plain(_ message: [UInt8]) -> Step {
    let parts = message.split(separator: 0, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[1].isEmpty, !parts[2].isEmpty,
      let user = String(validating: parts[0], as: UTF8.self),
      let name = String(validating: parts[1], as: UTF8.self)
    else { return .refusal(ServerReply.notPlain) }
    return .credentials(Credentials(name: name, password: Array(parts[2])), actingAs: user)
  }

  private mutating func login(_ response: [UInt8]) -> Step {
    if let name {
      return .credentials(Credentials(name: name, password: response), actingAs: "")
    }
    guard let given = String(validating: response, as: UTF8.self) else {
      return .refusal(ServerReply.notBase64)
    }
    name = given
    return next
  }
}

extension AuthExchange {
  /// The third word of an AUTH line, which is no part of `Command`: it is a secret.
  static func initialResponse(in line: Line) -> [UInt8]? {
    let words = line.octets.split { $0 == .space || $0 == .tab }
    return words.count > 2 ? Array(words[2]) : nil
  }
}
