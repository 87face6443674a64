extension HTTPDialogue {
  /// The octet at which a secret begins in a line of a header, however badly written; `nil` where
  /// there is none.
  static func secretStart(in line: [UInt8], from side: Side) -> Int? {
    isOrdinary(line, from: side) ? nil : secretStart(lookingCloselyAt: line, from: side)
  }

  static func secretStart(lookingCloselyAt line: [UInt8], from side: Side) -> Int? {
    let text = Glyph.meant(by: line)
    let name = text.drop { $0.scalar == ":" }.prefix {
      UInt8(exactly: $0.scalar.value)?.isTokenCharacter == true
    }
    if isCredential(name.string.lowercased()), name.endIndex < text.endIndex {
      let end = text[name.endIndex].offset
      return line[end] == .colon ? end + 1 : end
    }
    guard side == .client else { return nil }
    // `Basic YWxpY2U6…`, whatever the field's name.
    return AuthSecret.after(schemes, text.split(whereSeparator: \.isGap)) ?? passwordStart(in: line)
  }

  /// Most lines are a status line, or a field whose name is right and well known: a close look would
  /// find no secret in them. A client may put one behind any name, so of its lines only those with a
  /// value of one word and no `@` are meant.
  static func isOrdinary(_ line: [UInt8], from side: Side) -> Bool {
    if line.isEmpty { return true }
    guard let end = line.firstIndex(where: { !$0.isTokenCharacter }),
      ordinary.contains(where: { name in
        name.count == end && name.indices.allSatisfy { line[$0].lowercased == name[$0] }
      })
    else { return false }
    let rest = line[end...]
    guard rest.allSatisfy(\.isPrintable) else { return false }
    return side == .server
      || rest.first == .colon && !rest.contains(.at) && !rest.dropFirst(2).contains(.space)
  }

  private static let ordinary = [
    "http", "host", "date", "server", "connection", "content-type", "content-length", "accept",
    "user-agent", "last-modified", "cache-control", "transfer-encoding", "location",
  ].map { Array($0.utf8) }

  private static let schemes = ["BASIC", "BEARER", "NEGOTIATE", "NTLM", "TOKEN"]

  // RFC 9110 §11.6.2, §11.7.2; RFC 6265 §8.3; the others are in common use.
  private static let credentials = [
    "authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "api-key",
    "x-auth-token", "x-access-token",
  ]

  /// A long name may be misspelt in two places.
  private static func isCredential(_ name: String) -> Bool {
    guard name.utf8.count < 24 else { return false }
    return credentials.contains {
      name.distance(to: $0, atMost: $0.utf8.count > 9 ? 2 : 1) != nil
    }
  }

  /// The password of `user:password@host` (RFC 3986 §3.2.1): in a URL, in `Host`, in a request's
  /// target.
  private static func passwordStart(in line: [UInt8]) -> Int? {
    var starts = line.indices.dropFirst().filter {
      line[$0] == UInt8(ascii: "/") && line[$0 - 1] == UInt8(ascii: "/")
    }.map { $0 + 1 }
    let words = line.split(separator: .space)
    if words.count > 1, let first = words.first {
      let word = String(decoding: first.prefix(9), as: UTF8.self).uppercased()
      if HTTPRequestFault.methods.contains(word) { starts.append(words[1].startIndex) }
    }
    if line.count > 5, String(decoding: line[..<5], as: UTF8.self).lowercased() == "host:" {
      starts.append(line[5...].firstIndex { $0 > .space } ?? 5)
    }
    return starts.lazy.compactMap { passwordStart(inAuthority: line[$0...]) }.first
  }

  private static func passwordStart(inAuthority text: ArraySlice<UInt8>) -> Int? {
    let authority = text.prefix { $0 > .space && !"/?#".utf8.contains($0) }
    guard let at = authority.lastIndex(of: .at), let colon = authority.firstIndex(of: .colon),
      colon < at
    else { return nil }
    return colon + 1
  }
}
