import ArgumentParser
import Console
import Language
import LicenceFiles
import Presentation

/// What the program is made of and under which licences, for those who hand a copy of it to others.
struct LicencesSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "licences",
    abstract: help(
      en: "What the program is made of, and the licence of each part.",
      zh: "程序由哪些组件构成，各用什么许可证。"))

  @Flag(help: help(en: "The texts of the licences.", zh: "许可证全文。"))
  var texts = false

  @OptionGroup var language: LanguageOption

  func run() {
    guard !texts else {
      for index in 0..<byhand_licence_count() {
        let file = byhand_licence_at(index)
        let text = UnsafeBufferPointer(start: file.text, count: file.length)
        let title = String(cString: file.title)
        StandardOutput.write("=== \(title) ===\n\n\(String(decoding: text, as: UTF8.self))\n")
      }
      return
    }
    let language = language.language
    let lines =
      [Phrase.inside[language]] + Component.inside.map(\.line)
      + ["", Phrase.beside[language]] + Component.beside.map(\.line) + ["", Phrase.more[language]]
    StandardOutput.write(lines.joined(separator: "\n") + "\n")
  }
}

/// A part of the program that others have written.
struct Component {
  let name: String
  /// SPDX's name of the licence.
  let licence: String
  let source: String

  var line: String {
    let (names, licences) = (24, 41)
    let head = "  " + name + String(repeating: " ", count: names - name.count)
    return head + licence + String(repeating: " ", count: licences - licence.count) + source
  }

  private init(_ name: String, _ licence: String, _ source: String) {
    (self.name, self.licence, self.source) = (name, licence, source)
  }

  private static let swift = "Apache-2.0 WITH Swift-exception"

  /// Linked into the program's file.
  static let inside = [
    Component("Swift", swift, "https://github.com/swiftlang/swift"),
    Component("swift-foundation", swift, "https://github.com/swiftlang/swift-foundation"),
    Component("libdispatch", swift, "https://github.com/swiftlang/swift-corelibs-libdispatch"),
    Component("swift-nio", "Apache-2.0", "https://github.com/apple/swift-nio"),
    Component("llhttp (in swift-nio)", "MIT", "https://github.com/nodejs/llhttp"),
    Component("swift-argument-parser", swift, "https://github.com/apple/swift-argument-parser"),
    Component("swift-log", "Apache-2.0", "https://github.com/apple/swift-log"),
    Component("swift-collections", swift, "https://github.com/apple/swift-collections"),
    Component("swift-atomics", swift, "https://github.com/apple/swift-atomics"),
    Component("libyaml", "MIT", "https://github.com/yaml/libyaml"),
  ]

  /// Found on the machine when the program starts.
  static let beside = [
    Component("libedit", "BSD-3-Clause", "https://www.thrysoee.dk/editline/"),
    Component("libz", "Zlib", "https://zlib.net/"),
    Component("libssl", "Apache-2.0", "https://www.openssl.org/"),
    Component("libcrypto", "Apache-2.0", "https://www.openssl.org/"),
    Component("glibc", "LGPL-2.1-or-later", "https://www.gnu.org/software/libc/"),
    Component(
      "libstdc++, libgcc", "GPL-3.0-or-later WITH GCC-exception-3.1", "https://gcc.gnu.org/"),
  ]
}

extension Phrase {
  fileprivate static let inside = Phrase(
    en: "In the program's file:", zh: "在程序文件之内：")
  fileprivate static let beside = Phrase(
    en: "Not in the file, but taken from the machine it runs on:", zh: "不在文件之内，运行时取自所在的机器：")
  fileprivate static let more = Phrase(
    en: "Their texts, to go with a copy of the file: byhand licences --texts",
    zh: "许可证全文（随程序文件的副本一起提供）：byhand licences --texts")
}
