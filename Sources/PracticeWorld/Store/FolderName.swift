import Files
import Messages
import Protocols

/// Turns a stranger's word into the name of one folder, never a path.
enum FolderName {
  /// The longest name of a file system (NAME_MAX). A domain may be as long (RFC 5321 §4.5.3.1.2); a
  /// local part of 64 octets becomes at most 192.
  static let limit = 255

  /// Octets other than letters, digits and `._+=-` become `%XX`, and so does a leading dot, which
  /// would hide the folder. `%` becomes `%25`, so that two names never share a folder.
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
    // Beside the users' folders, the domain's folder holds `tmp`, with the spools, and `queue`.
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
