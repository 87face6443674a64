import Files
import Messages
import Protocols

/// A stranger's word as the name of one folder, never of a path.
enum FolderName {
  /// What a file system lets a name be (NAME_MAX). A domain may be as long (RFC 5321 §4.5.3.1.2); of a local part of 64
  /// octets no more than 192 can come.
  static let limit = 255

  /// Octets other than letters, digits and `._+=-` become `%XX`, and so does a leading dot: no folder is
  /// hidden. `%` itself is written so, too: two names never share a folder.
  static func from(_ name: String) throws(StoreError) -> String {
    guard !name.isEmpty, name.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }) else {
      throw .unsafeName
    }
    var result: [UInt8] = []
    for (index, octet) in name.utf8.enumerated() {
      let isLeadingDot = index == 0 && octet == UInt8(ascii: ".")
      result +=
        isPlain(octet) && !isLeadingDot
        ? [octet] : HexEscape.escaped(octet, mark: UInt8(ascii: "%"))
    }
    guard result.count <= limit else { throw .unsafeName }
    // The domain's folder holds the spools in `tmp` and the message queue beside the users' folders.
    switch name {
    case "tmp": return "%74mp"
    case "queue": return "%71ueue"
    default: return String(decoding: result, as: UTF8.self)
    }
  }

  private static func isPlain(_ octet: UInt8) -> Bool {
    octet.isLetterOrDigit || "._+=-".utf8.contains(octet)
  }
}
