import TestSupport
import Testing

struct OldFileTests {
  @Test(arguments: OldFile.allCases)
  func `an old recording is replayed`(file: OldFile) async throws {
    let outcome = try await Program.byhand(["replay", "--plain", file.path])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(outcome.wire.count >= 15)
  }
}
