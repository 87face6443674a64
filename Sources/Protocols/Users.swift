/// The name and password of a login (RFC 7617 for HTTP, RFC 4616 for SMTP's AUTH PLAIN).
package struct Credentials: Hashable, Sendable {
  package let name: String
  package let password: [UInt8]

  package init(name: String, password: [UInt8]) {
    self.name = name
    self.password = password
  }
}

/// The users of a mail server who have a password. Passwords live in memory only, and printing this
/// value does not show them.
package struct Users: Hashable, Sendable {
  /// By name in lower case, as local parts are kept.
  private var passwords: [OctetName: [UInt8]] = [:]

  package init() {}

  package init(_ passwords: [String: String]) {
    for (name, password) in passwords { set(password, for: name) }
  }

  package var isEmpty: Bool { passwords.isEmpty }
  package var names: Set<String> { Set(passwords.keys.map(\.text)) }

  /// Whether this user has to prove who they are.
  package func guards(_ name: String) -> Bool { passwords[Self.key(name)] != nil }

  /// An empty password counts as none.
  package mutating func set(_ password: String, for name: String) {
    guard !password.isEmpty else { return }
    passwords[Self.key(name)] = Array(password.utf8)
  }

  /// Takes equally long for a wrong password, the right one and an unknown name: its time depends
  /// only on what the client sent.
  package func admit(_ credentials: Credentials) -> Bool {
    let known = passwords[Self.key(credentials.name)]
    let password = known ?? [0]
    var difference = UInt(bitPattern: password.count ^ credentials.password.count)
    for (index, octet) in credentials.password.enumerated() {
      difference |= UInt(octet ^ password[index % password.count])
    }
    return difference == 0 && known != nil
  }

  private static func key(_ name: String) -> OctetName { OctetName(name.lowercasedASCII) }
}

// A password must not reach a log because somebody prints the value.
extension Credentials: CustomStringConvertible, CustomReflectable {
  package var description: String { "\(name):…" }
  package var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}

extension Users: CustomStringConvertible, CustomReflectable {
  package var description: String { names.sorted().map { "\($0):…" }.description }
  package var customMirror: Mirror { Mirror(self, children: ["names": names]) }
}
