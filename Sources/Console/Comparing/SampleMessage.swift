import Transcripts

/// One message as its lines are typed: a text, and objects as base64 (RFC 2045, RFC 2046).
enum SampleMessage {
  struct Object {
    let type: String
    let octets: [UInt8]
  }

  static func lines(_ objects: [Object]) -> [String] {
    let top = ["From: alice@crepes.fr", "To: bob@hamburger.edu", "Subject: Crepes and hamburgers"]
    let text = ["Do you like ketchup?", "How about pickles?"]
    guard !objects.isEmpty else { return top + [""] + text }
    let boundary = "=crepes="
    let head =
      top + [
        "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=\"\(boundary)\"", "",
        "--\(boundary)", "Content-Type: text/plain; charset=us-ascii", "",
      ]
    let parts = objects.flatMap { object in
      ["--\(boundary)", "Content-Type: \(object.type)", "Content-Transfer-Encoding: base64", ""]
        + base64(object.octets)
    }
    return head + text + parts + ["--\(boundary)--"]
  }

  /// 57 octets make a line of 76 characters, the longest that RFC 2045 §6.8 allows.
  private static func base64(_ octets: [UInt8]) -> [String] {
    stride(from: 0, to: octets.count, by: 57).map { start in
      Base64.encoded(Array(octets[start..<min(start + 57, octets.count)]))
    }
  }
}
