import Subprocess
import SystemPackage
import TestSupport
import Testing

/// The list of what is in the program, held against what the package is made of.
@Suite(.fewAtOnce) struct LicencesTests {
  private static let root = FilePath(#filePath).removingLastComponent().removingLastComponent()
    .removingLastComponent()

  /// Packages of which nothing is linked into the program.
  private static let onlyForTests: Set = ["swift-subprocess", "swift-system"]

  @Test(arguments: [("en", "In the program's file"), ("zh", "在程序文件之内")])
  func `each package that the program depends on is named with its licence`(
    language: String, heading: String
  ) async throws {
    let outcome = try await Program.byhand(["licences", "--lang", language])
    #expect(outcome.status == 0 && outcome.errors == "")
    #expect(outcome.output.contains(heading))
    let packages = try packages()
    #expect(packages.contains("swift-nio") && packages.contains("swift-atomics"))
    for package in packages {
      let line = outcome.lines.first { $0.hasPrefix("  \(package) ") }
      #expect((line == nil) == Self.onlyForTests.contains(package), "\(package)")
      #expect(line.map { $0.contains("Apache-2.0") || $0.contains("MIT") } != false)
    }
    for library in try libraries() { #expect(outcome.output.contains("  lib\(library) ")) }
  }

  @Test func `the texts of the licences are complete`() async throws {
    let texts = try await Program.byhand(["licences", "--texts"]).output
    for words in [
      "Apache License\n", "END OF TERMS AND CONDITIONS",
      "Copyright 2017, 2018 The SwiftNIO Project",
      "Copyright 2018, 2019 The SwiftLog Project", "Copyright Fedor Indutny, 2018.",
      "Copyright (c) 2006-2016 Kirill Simonov",
    ] { #expect(texts.contains(words), "\(words)") }
  }

  /// All that were resolved, those behind the named ones too.
  private func packages() throws -> [String] {
    let resolved = try #require(Program.text(of: Self.root.appending("Package.resolved").string))
    return resolved.matches(of: /"identity" : "(.*?)"/).map { String($0.1) }
  }

  /// Libraries of the system that the package links by name.
  private func libraries() throws -> [String] {
    let manifest = try #require(Program.text(of: Self.root.appending("Package.swift").string))
    return manifest.matches(of: /linkedLibrary\("(?::lib)?(.*?)(?:\.a)?"\)/).map { String($0.1) }
  }
}
