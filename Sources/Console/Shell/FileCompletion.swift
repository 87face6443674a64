import Files
import PracticeWorld
import Terminal

/// What Tab offers behind `:attach` and `:send`: names of files. Nowhere else does byhand look at the student's folders.
enum FileCompletion {
  /// More than a screen can show.
  private static let limit = 200

  /// `nil`: this line names no file.
  static func candidates(for typed: String) -> Completion? {
    guard let blank = typed.firstIndex(where: { $0 == " " || $0 == "\t" }),
      let command = Commands.named(typed[..<blank].dropFirst().lowercased()), command.takesFiles
    else { return nil }
    let rest = typed[blank...]
    let isNew = rest.last == " " && !rest.hasSuffix("\\ ")
    let last = isNew ? nil : FileWords.pieces(of: String(rest)).last
    let path = last?.meant ?? ""
    let cut = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    let folder = String(path[..<cut])
    let begun = String(path[cut...])
    let names = (try? Folder.names(in: folder.isEmpty ? "." : MailFile.expanded(folder))) ?? []
    let fitting = names.filter { $0.hasPrefix(begun) && isPlain($0) }.sorted().prefix(limit)
    return Completion(
      replacing: last?.typed.unicodeScalars.count ?? 0,
      candidates: fitting.map { name in
        FileWords.escaped(folder + name)
          + (Folder.exists(at: MailFile.expanded(folder + name)) ? "/" : "")
      })
  }

  /// A name that holds controls would not be what the screen shows.
  private static func isPlain(_ name: String) -> Bool {
    name.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0 != "\u{FFFD}"
        && !$0.properties.isDefaultIgnorableCodePoint
    }
  }
}
