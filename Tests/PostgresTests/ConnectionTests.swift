import Postgres
import Testing

@Suite struct ConnectionTests {
  @Test("a statement gives back its bound parameters") func boundParameters() throws {
    var connection = try SharedServer.connect()
    let rows = try connection.execute(
      "SELECT $1::text, $2, $3, $4, $5, $6, $7, $8, $9::numeric, $10",
      [
        .text("O'Hara 张伟"), .int64(-5), .int32(7), .int16(-9), .float8(0.1), .bool(true),
        .uuid(UUIDBits(high: 1, low: 2)), .timestamptz(123_456_789), .nano(-1_500_000_001), .null,
      ])
    #expect(rows.count == 1)
    #expect(try rows.text(0, 0) == "O'Hara 张伟")
    #expect(try rows.integer(0, 1) == -5)
    #expect(try rows.integer(0, 2) == 7)
    #expect(try rows.integer(0, 3) == -9)
    #expect(try rows.float8(0, 4) == 0.1)
    #expect(try rows.bool(0, 5))
    #expect(try rows.uuid(0, 6) == UUIDBits(high: 1, low: 2))
    #expect(try rows.timestamptz(0, 7) == 123_456_789)
    #expect(try rows.nano(0, 8) == -1_500_000_001)
    #expect(try rows.numeric(0, 8) == -1.500000001)
    #expect(try rows.textOrNull(0, 9) == nil)
  }

  @Test("rows sent by binary COPY come back the same") func copyBothWays() throws {
    var connection = try SharedServer.connect()
    try connection.execute("CREATE TEMP TABLE t (a int8 NOT NULL, b text)")
    let sent = try connection.copyIn("COPY pg_temp.t FROM STDIN (FORMAT binary)") { writer in
      for index in 0..<100_000 {
        writer.rows.begin(fields: 2)
        writer.rows.int64(Int64(index))
        if index % 3 == 0 { writer.rows.null() } else { writer.rows.text("row \(index)") }
        try writer.endRow()
      }
    }
    #expect(sent == 100_000)
    var next: Int64 = 0
    var faults = 0
    let read = try connection.copyOut("COPY (SELECT a, b FROM pg_temp.t ORDER BY a) TO STDOUT (FORMAT binary)") {
      row in
      if try row.int64() != next { faults += 1 }
      if try row.textOrNull() != (next % 3 == 0 ? nil : "row \(next)") { faults += 1 }
      next += 1
    }
    #expect(read == 100_000)
    #expect(faults == 0)
  }
}
