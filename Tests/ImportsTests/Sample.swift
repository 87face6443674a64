import FoundationEssentials
import Imports
import Testing

/// A file of `Tests/Imports`, made by really running the tool (Haraka's and OpenSMTPD's are written
/// by their sources): `FORMAT.NAME.log`.
struct Sample: CustomTestStringConvertible, Sendable {
  let name: String
  let octets: [UInt8]

  var testDescription: String { name }

  var format: ImportFormat? {
    ImportFormat(rawValue: name.split(separator: ".").first.map(String.init) ?? "")
  }

  /// What it becomes: `FORMAT.NAME.jsonl`, in `Tests/Imports/expected`.
  var expected: URL {
    let stem = name.split(separator: ".").prefix(2).joined(separator: ".")
    return Self.folder.appending(path: "expected/\(stem).jsonl")
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Imports")

  static let all: [Sample] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.split(separator: ".").count == 3 }.sorted().compactMap { name in
      (try? Data(contentsOf: folder.appending(path: name))).map {
        Sample(name: name, octets: Array($0))
      }
    }
  }()

  static subscript(_ name: String) -> [UInt8] { all.first { $0.name == name }?.octets ?? [] }
}
