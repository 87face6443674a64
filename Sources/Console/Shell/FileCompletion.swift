import Files
import PracticeWorld
import Terminal

/// Completes file names after `:attach`, `:send` and `:lesson`. byhand looks at the student's folders nowhere
/// else.
enum FileCompletion {
  /// More candidates than a screen can show.
  private static let limit = 200

  /// `nil` if the line's command takes no files.
  static func candidates(for typed: String) -> Completion? {
    guard let blank = typed.firstIndex(where: { $0 == " " || $0 == "\t" }),
      let command = Commands.named(typed[..<blank].dropFirst().lowercased()), command.takesFiles
    else { return nil }
    let rest = typed[blank...]
    let isNew = rest.last == " " && !rest.hasSuffix("\\ ")
    let last = isNew ? nil : FileWords.pieces(of: String(rest)).last
    let path = last?.meant ?? ""
    // `:lesson` takes the name of a lesson, unless a path is begun.
    if command.choices != nil, !path.contains("/") { return nil }
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

  /// The screen cannot show a name with control characters as it is.
  private static func isPlain(_ name: String) -> Bool {
    name.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0 != "\u{FFFD}"
        && !$0.properties.isDefaultIgnorableCodePoint
    }
  }
}
