import Testing

/// Smuggling, however the network splits it: one message at most, and no command out of its text.
@Suite struct SmugglingTests {
  private static let rows = LineRows.all.filter { $0.rule == "5321 4.1.1.4" }

  @Test(arguments: rows)
  func `the same octet by octet, and split at every offset`(row: Row) {
    let script = Script(row)
    let octets = script.sent.octets
    #expect(script.complaints(about: heard(octets.indices.map { octets[$0...$0] }, row)) == [])
    for offset in octets.indices {
      let complaints = script.complaints(
        about: heard([octets[..<offset], octets[offset...]], row))
      #expect(complaints == [], "split at \(offset)")
    }
  }

  private func heard(_ pieces: [ArraySlice<UInt8>], _ row: Row) -> Heard {
    CoreDriver.heard(pieces, at: row.host)
  }

  @Test func `the same over a socket, octet by octet, and split within the sequence`() throws {
    let server = try TestServer(.usual)
    defer { server.stop() }
    for (row, sequence) in zip(Self.rows, LineRows.sequences) {
      let script = Script(row)
      let octets = script.sent.octets
      let pieces = [octets.indices.map { octets[$0...$0] }] + Self.cuts(octets, in: sequence)
      for pieces in pieces {
        let complaints = script.complaints(about: try server.heard(pieces))
        #expect(complaints == [], "\(row.testDescription), \(pieces.count) pieces")
      }
    }
  }

  /// Two halves, for each place in the sequence.
  private static func cuts(_ octets: [UInt8], in sequence: String) -> [[ArraySlice<UInt8>]] {
    let marked = Array("x\(sequence)MAIL".utf8)
    let start = octets.indices.first { octets[$0...].starts(with: marked) } ?? 0
    return (1..<marked.count - 3).map { [octets[..<(start + $0)], octets[(start + $0)...]] }
  }

  @Test func `every row of the table is the same octet by octet`() {
    for row in Table.all.flatMap(\.rows) where row.sent.octets.count < 5_000 {
      let script = Script(row)
      let octets = script.sent.octets
      #expect(
        script.complaints(about: heard(octets.indices.map { octets[$0...$0] }, row)) == [],
        "\(row.testDescription)")
    }
  }
}
