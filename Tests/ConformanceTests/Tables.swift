import Testing

/// The rows of one subject.
struct Table: Sendable, CustomTestStringConvertible {
  let name: String
  let rows: [Row]

  var testDescription: String { "\(name), \(rows.count) rows" }

  static let all: [Table] = [
    Table(name: "hello", rows: HelloRows.all), Table(name: "verbs", rows: VerbRows.all),
    Table(name: "paths", rows: PathRows.all), Table(name: "limits", rows: LimitRows.all),
    Table(name: "parameters", rows: ParameterRows.all),
    Table(name: "order", rows: OrderRows.all), Table(name: "content", rows: ContentRows.all),
    Table(name: "lines", rows: LineRows.all), Table(name: "pipelining", rows: PipeliningRows.all),
    Table(name: "chunks", rows: ChunkRows.all), Table(name: "login", rows: LoginRows.all),
    Table(name: "notifications", rows: NotificationRows.all),
  ]
}

@Suite struct ConformanceTests {
  @Test(arguments: Table.all)
  func `the session does as the standards say`(table: Table) {
    for row in table.rows {
      let script = Script(row)
      let heard = CoreDriver.heard(script.sent.octets, at: row.host)
      #expect(script.complaints(about: heard) == [], "\(row.testDescription)")
    }
  }

  @Test(arguments: Table.all)
  func `the server does the same over a socket`(table: Table) throws {
    for host in Host.allCases {
      let rows = table.rows.filter { $0.host == host }
      guard !rows.isEmpty else { continue }
      let server = try TestServer(host)
      defer { server.stop() }
      for row in rows {
        let script = Script(row)
        let heard = try server.heard(script.sent.octets)
        #expect(script.complaints(about: heard) == [], "\(row.testDescription)")
      }
    }
  }
}
