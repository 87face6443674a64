// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// Warnings are errors in CI only, so that a newer compiler never breaks a student's build.
let strict = Context.environment["BYHAND_STRICT"] != nil

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (strict ? [.treatAllWarnings(as: .error)] : [])

/// A release is stripped, and Swift's own libraries travel inside the program: a copy of it runs
/// where no Swift is, and calls within one program are cheaper than those from library to library.
/// A toolchain that lacks any of them links as usual.
///
/// Whatever depends on the program is linked with the same flags, and tests cannot be: they run
/// what the same build has made. The package manager offers this on its command line only, where it
/// finds the parts of Foundation by itself. Nothing here imports Foundation as a whole, which would
/// bring 37 MB of Unicode tables: FoundationEssentials has none.
let releaseLinking: [LinkerSetting] = {
  let parts = ["_FoundationCShims", "_FoundationCollections"]
  let files = FileManager.default
  let tools = (Context.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    .first { files.isExecutableFile(atPath: "\($0)/swift") }
    .map { URL(filePath: "\($0)/swift").resolvingSymlinksInPath().deletingLastPathComponent().path }
  var flags = ["-Xlinker", "-s"]
  if let tools {
    let libraries = (["swiftCore", "FoundationEssentials"] + parts).map {
      "\(tools)/../lib/swift_static/linux/lib\($0).a"
    }
    if (["\(tools)/ld.lld"] + libraries).allSatisfy(files.fileExists) {
      flags += ["-static-stdlib", "-use-ld=lld"] + parts.map { "-l\($0)" }
    }
  }
  return [.unsafeFlags(flags, .when(configuration: .release))]
}()

func room(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
  name: "byhand",
  products: [
    .executable(name: "byhand", targets: ["byhand"]),
    .executable(name: "byhand-bench", targets: ["byhand-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0", traits: []),
  ],
  targets: [
    room("Protocols"),
    room("Messages", ["Protocols"]),
    room("Files"),
    room("Language"),
    room("Markup"),
    room("Transcripts", ["Protocols"], exclude: ["README.md", "transcript.schema.json"]),
    .target(name: "COpenSSL", linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
    room("TLS", ["COpenSSL", "Protocols"], exclude: ["README.md"]),
    room("Network", ["TLS", "Transcripts", "Protocols", nioCore, nioPosix]),
    room(
      "PracticeWorld",
      [
        "Network", "TLS", "Messages", "Markup", "Files", "Language", "Transcripts", "Protocols",
        nioCore,
        nioPosix, nioHTTP1, nioEmbedded, logging,
      ]),
    room(
      "Teaching", ["Messages", "Transcripts", "Language", "Protocols", "ReplyFiles"],
      exclude: ["Replies/README.md"]),
    .target(name: "LessonFiles"),
    .target(name: "ReplyFiles", exclude: ["wordings.txt"]),
    // The archive: libyaml travels inside the program.
    .target(name: "CYAML", linkerSettings: [.linkedLibrary(":libyaml.a")]),
    .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
    .target(name: "LicenceFiles", exclude: ["texts"]),
    .target(
      name: "PageFiles",
      exclude: [
        "player.js", "predict.js", "ladder.js", "keys.js", "report.js", "page.css", "session.css",
        "player.css", "report.css",
      ]),
    room(
      "Lessons",
      ["Messages", "Teaching", "Transcripts", "Language", "Protocols", "LessonFiles", "CYAML"]),
    room("Presentation", ["Teaching", "Transcripts", "Language", "Protocols"]),
    room(
      "Exports",
      [
        "Presentation", "Lessons", "Markup", "Teaching", "Transcripts", "Language", "TLS",
        "Protocols", "PageFiles",
      ], exclude: ["README.md"]),
    room(
      "Imports",
      ["Messages", "Transcripts", "Language", "Files", "Protocols", "CYAML", "CZlib"],
      exclude: ["README.md"]),
    room(
      "Grading",
      [
        "Lessons", "Exports", "Imports", "Presentation", "Teaching", "Transcripts", "Markup",
        "Language", "Files", "Protocols", "Messages", "PageFiles",
      ], exclude: ["README.md", "gradebook.schema.json"]),
    .target(name: "CLibEdit", linkerSettings: [.linkedLibrary("edit")]),
    room("Terminal", ["CLibEdit", "Language"]),
    room(
      "Replay",
      [
        "Presentation", "Lessons", "Terminal", "Teaching", "Transcripts", "Language", "Protocols",
      ]),
    room(
      "Console",
      [
        "Lessons", "PracticeWorld", "Replay", "Presentation", "Terminal", "Teaching", "Network",
        "TLS", "Transcripts", "Language", "Files", "Protocols", "Messages",
      ]),
    .executableTarget(
      name: "byhand",
      dependencies: [
        "Console", "PracticeWorld", "Replay", "Exports", "Imports", "Grading", "Presentation",
        "Lessons", "Teaching", "Terminal", "Transcripts", "Language", "Files", "LicenceFiles",
        "Markup", "Protocols", "TLS", "CLibEdit",
        logging,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings, linkerSettings: releaseLinking),
    // It measures `byhand` of the same build, so `swift run` builds that too.
    .executableTarget(
      name: "byhand-bench",
      dependencies: [
        "byhand", "Lessons", "Teaching", "Transcripts", "Language", "Protocols",
        "CLibEdit", "TLS",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings, linkerSettings: releaseLinking),
    .target(
      name: "TestSupport",
      dependencies: ["Console", "Lessons", "TLS", "Transcripts", "Language", "Protocols"],
      path: "Tests/TestSupport", swiftSettings: settings),
    tests("ProtocolsTests", ["Protocols", "TestSupport"]),
    tests("TLSTests", ["TLS", "Protocols", "TestSupport"]),
    tests("LanguageTests", ["Language"]),
    tests("MessagesTests", ["Messages", "TestSupport"]),
    tests("FilesTests", ["Files", "TestSupport"]),
    tests("MarkupTests", ["Markup", "TestSupport"]),
    tests("TranscriptsTests", ["Transcripts", "Protocols", "TestSupport"]),
    tests(
      "TeachingTests", ["Teaching", "Transcripts", "Language", "Protocols", "TestSupport"],
      exclude: ["Replies/reply-lines.txt"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "CLibEdit", "Grading", "Lessons", "Transcripts", "Language", "Protocols", "TestSupport",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      exclude: ["interop", "player.py", "report.py"], swiftSettings: settings),
    tests("TerminalTests", ["Terminal", "CLibEdit", "Language", "TestSupport"]),
    tests(
      "ConsoleTests",
      [
        "Console", "Lessons", "PracticeWorld", "Presentation", "Teaching", "Terminal",
        "Transcripts", "Files", "Language", "Protocols", "TestSupport",
      ]),
    tests(
      "LessonsTests",
      ["Lessons", "Teaching", "Transcripts", "Language", "Protocols", "TestSupport"]),
    tests(
      "ExportsTests",
      [
        "Exports", "Imports", "Lessons", "Markup", "Transcripts", "Language", "TLS", "Protocols",
        "TestSupport",
      ]),
    tests(
      "ImportsTests",
      [
        "Imports", "Transcripts", "Language", "Protocols", "TestSupport",
      ]),
    tests(
      "GradingTests",
      [
        "Grading", "Console", "Exports", "Presentation", "Lessons", "Markup", "Transcripts",
        "Language", "Files", "Protocols", "TLS", "TestSupport",
      ]),
    tests(
      "PresentationTests",
      ["Presentation", "Teaching", "Transcripts", "Language", "Protocols", "TestSupport"]),
    tests(
      "ReplayTests",
      [
        "Replay", "Lessons", "Presentation", "Terminal", "Teaching", "Transcripts", "Language",
        "Protocols", "TestSupport",
      ]),
    tests(
      "NetworkTests",
      ["Network", "TLS", "Transcripts", "Protocols", "TestSupport", nioCore, nioEmbedded]),
    tests(
      "PracticeWorldTests",
      [
        "PracticeWorld", "Network", "Messages", "Markup", "Files", "Transcripts", "Language",
        "Protocols", "TestSupport", logging,
      ]),
    tests(
      "ConformanceTests", ["PracticeWorld", "Network", "Transcripts", "Protocols", "TestSupport"]),
  ],
  cLanguageStandard: .c2x
)
