import COpenSSL
import Protocols

extension String {
  /// OpenSSL's own words, which stay.
  init(words: UnsafePointer<CChar>?) { self = words.map { String(cString: $0) } ?? "" }

  /// A text that is ours to free.
  init(taking text: UnsafeMutablePointer<CChar>?) {
    defer { copenssl_free(text) }
    self = text.map { String(cString: $0) } ?? ""
  }

  /// A stranger wrote it, and it may reach a terminal: controls, and marks that turn the direction
  /// of writing, do not.
  var printable: String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        text.append("\u{FFFD}")
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}

extension Certificate {
  /// - Parameter read: reads the certificate of this index, counted from 0; false: there is none.
  static func all(
    _ read: (Int, UnsafeMutablePointer<copenssl_certificate>) -> Bool
  ) -> [Certificate] {
    var list: [Certificate] = []
    var certificate = copenssl_certificate()
    while read(list.count, &certificate) {
      list.append(Certificate(certificate))
      copenssl_certificate_clear(&certificate)
    }
    return list
  }

  private init(_ certificate: copenssl_certificate) {
    let names = String(words: certificate.names).split(separator: "\n").map(String.init)
    let subject = String(words: certificate.subject).printable
    self.init(
      subject: subject.isEmpty ? names.first ?? "" : subject,
      issuer: String(words: certificate.issuer).printable, names: names,
      notBefore: certificate.not_before, notAfter: certificate.not_after,
      key: "\(String(words: certificate.key)) \(certificate.key_bits)")
  }
}
