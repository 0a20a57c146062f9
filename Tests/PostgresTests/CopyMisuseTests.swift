import Postgres
import Testing

/// What COPY says when the reader and the table disagree, and what is left of the connection.
@Suite struct CopyMisuseTests {
  private struct Stop: Error {}

  private func read(_ select: String, _ body: (inout CopyRow) throws -> Void) throws -> PostgresError {
    var connection = try SharedServer.connect()
    return try caught { try connection.copyOut("COPY (\(select)) TO STDOUT (FORMAT binary)", body) }
  }

  @Test("a NULL where a value is required is an error") func unexpectedNull() throws {
    #expect(try read("SELECT NULL::int8") { _ = try $0.int64() }.code == .unexpectedNull)
    #expect(try read("SELECT NULL::text") { _ = try $0.text() }.code == .unexpectedNull)
  }

  @Test("a field of another width is an error") func otherType() throws {
    #expect(try read("SELECT 1::int4") { _ = try $0.int64() }.code == .typeMismatch)
    #expect(try read("SELECT 'x'::text") { _ = try $0.uuid() }.code == .typeMismatch)
  }

  @Test("a row with fields left over, or read past its end, is an error") func wrongCount() throws {
    #expect(try read("SELECT 1, 2") { _ = try $0.int32() }.code == .malformedCopy)
    #expect(
      try read("SELECT 1") { row in
        try row.skip()
        try row.skip()
      }.code == .malformedCopy)
  }

  @Test("a statement that is no binary COPY is refused") func notBinary() throws {
    for statement in ["SELECT 1", "COPY (SELECT 1) TO STDOUT", "COPY (SELECT 1) TO STDOUT (FORMAT csv)"] {
      var connection = try SharedServer.connect()
      #expect(try caught { try connection.copyOut(statement) { try $0.skip() } }.code == .unexpectedReply)
    }
  }

  @Test("COPY without its own call is refused") func copyByExecute() throws {
    var connection = try SharedServer.connect()
    #expect(try caught { try connection.execute("COPY (SELECT 1) TO STDOUT") }.code == .unexpectedReply)
    let isUsable = connection.isUsable
    #expect(!isUsable)
  }

  @Test("a reader that throws ends its connection") func throwingReader() throws {
    var connection = try SharedServer.connect()
    #expect(throws: Stop.self) {
      try connection.copyOut("COPY (SELECT generate_series(1, 1000000)) TO STDOUT (FORMAT binary)") { _ in
        throw Stop()
      }
    }
    let isUsable = connection.isUsable
    #expect(!isUsable)
  }

  @Test("a writer that throws leaves no row and a usable connection") func throwingWriter() throws {
    var connection = try SharedServer.connect()
    try connection.execute("CREATE TEMP TABLE t (a int8)")
    #expect(throws: Stop.self) {
      try connection.copyIn("COPY pg_temp.t FROM STDIN (FORMAT binary)") { writer in
        for _ in 0..<1000 {
          writer.rows.begin(fields: 1)
          writer.rows.int64(1)
        }
        try writer.flush()
        throw Stop()
      }
    }
    #expect(try connection.execute("SELECT count(*) FROM pg_temp.t").integer(0, 0) == 0)
  }

  @Test("a COPY IN in the wrong format, or into a missing table, is refused and the connection lives")
  func refusedStart() throws {
    var connection = try SharedServer.connect()
    try connection.execute("CREATE TEMP TABLE t (a int8)")
    #expect(try caught { try connection.copyIn("COPY pg_temp.t FROM STDIN") { _ in } }.code == .unexpectedReply)
    #expect(
      try caught { try connection.copyIn("COPY pg_temp.missing FROM STDIN (FORMAT binary)") { _ in } }.sqlState
        == "42P01")
    #expect(
      try caught {
        try connection.copyOut("COPY pg_temp.missing TO STDOUT (FORMAT binary)") { try $0.skip() }
      }.sqlState == "42P01")
    #expect(try connection.execute("SELECT 1").integer(0, 0) == 1)
  }

  @Test("rows encoded by hand are counted against the server's count") func wrongOwnCount() throws {
    var connection = try SharedServer.connect()
    try connection.execute("CREATE TEMP TABLE t (a int2)")
    let row: [UInt8] = [0, 1, 0, 0, 0, 2, 0, 5]
    #expect(
      try connection.copyIn("COPY pg_temp.t FROM STDIN (FORMAT binary)") {
        try $0.append(rows: row + row, count: 2)
      } == 2)
    let error = try caught {
      try connection.copyIn("COPY pg_temp.t FROM STDIN (FORMAT binary)") { try $0.append(rows: row, count: 2) }
    }
    #expect(error.code == .copyCountMismatch)
  }

  @Test("a result column is read only as what it is") func resultTypes() throws {
    var connection = try SharedServer.connect()
    let rows = try connection.execute("SELECT 1::int8 AS a, 'x'::text AS b, NULL::int4 AS c")
    #expect(rows.columns.map(\.name) == ["a", "b", "c"])
    #expect(rows.columns.map(\.type) == [.int8, .text, .int4])
    #expect(try caught { _ = try rows.text(0, 0) }.code == .typeMismatch)
    #expect(try caught { _ = try rows.integer(0, 1) }.code == .typeMismatch)
    #expect(try caught { _ = try rows.integer(0, 2) }.code == .unexpectedNull)
  }
}
