import Protocols
import Transcripts

extension Act {
  /// `220 hamburger.edu ready`, `Host: hamburger.edu:8080`
  var namedServer: (host: String, port: Int?)? {
    guard case .heard(let side, .line(let line)) = self else { return nil }
    let words = line.octets.split(separator: .space, maxSplits: 2)
    guard words.count > 1 else { return nil }
    let isGreeting = side == .server && ["220", "220-"].contains(words[0].string)
    guard isGreeting || side == .client && words[0].string.lowercased() == "host:" else {
      return nil
    }
    let parts = words[1].split(separator: .colon)
    guard let host = parts.first, host.count <= 255, host.contains(where: \.isLetterOrDigit),
      host.allSatisfy({ $0.isLetterOrDigit || $0 == .dot || $0 == .hyphen })
    else { return nil }
    let port = parts.count > 1 ? Int(parts[1].string).flatMap { $0 <= 65_535 ? $0 : nil } : nil
    return (host.string, port)
  }
}
