import Postgres
import Testing

/// Every type through binary COPY both ways, compared with what was sent and with the server's own text.
@Suite struct RoundTripTests {
  struct Sample: Equatable {
    var text: String?
    var int2: Int16?
    var int4: Int32?
    var int8: Int64?
    var float8: UInt64?
    var bool: Bool?
    var uuid: UUIDBits?
    var timestamp: Int64?
    var date: Int32?
    var nano: Int64?
  }

  /// SplitMix64: small, seeded, the same everywhere.
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static func sample(_ generator: inout Generator) -> Sample {
    func maybe<T>(_ value: T) -> T? { Int.random(in: 0..<5, using: &generator) == 0 ? nil : value }
    let alphabet = Array("aZ09 \t\n\\\"',;é张伟🙂")
    let length = Int.random(in: 0...12, using: &generator)
    var text = ""
    for _ in 0..<length { text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]) }
    let edges: [Int64] = [0, 1, -1, 999_999_999, 1_000_000_000, -1_000_000_001, 10_000, .max, .min, 123_400_000_000]
    let wide = Int64(bitPattern: generator.next()) >> Int64.random(in: 0..<63, using: &generator)
    let floats = [0.0, -0.0, .infinity, -.infinity, .nan, Double.leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1]
    return Sample(
      text: maybe(text), int2: maybe(Int16.random(in: .min ... .max, using: &generator)),
      int4: maybe(Int32.random(in: .min ... .max, using: &generator)), int8: maybe(wide),
      float8: maybe(
        Bool.random(using: &generator)
          ? floats[Int.random(in: 0..<floats.count, using: &generator)].bitPattern
          : Double.random(in: -1e9...1e9, using: &generator).bitPattern),
      bool: maybe(Bool.random(using: &generator)),
      uuid: maybe(UUIDBits(high: generator.next(), low: generator.next())),
      timestamp: maybe(Int64.random(in: -100_000_000_000_000_000...100_000_000_000_000_000, using: &generator)),
      date: maybe(Int32.random(in: -700_000...700_000, using: &generator)),
      nano: maybe(Bool.random(using: &generator) ? edges[Int.random(in: 0..<edges.count, using: &generator)] : wide))
  }

  static func encode(_ sample: Sample, into rows: inout BinaryRows) {
    rows.begin(fields: 10)
    if let value = sample.text { rows.text(value) } else { rows.null() }
    if let value = sample.int2 { rows.int16(value) } else { rows.null() }
    if let value = sample.int4 { rows.int32(value) } else { rows.null() }
    if let value = sample.int8 { rows.int64(value) } else { rows.null() }
    if let value = sample.float8 { rows.float8(Double(bitPattern: value)) } else { rows.null() }
    if let value = sample.bool { rows.bool(value) } else { rows.null() }
    if let value = sample.uuid { rows.uuid(value) } else { rows.null() }
    if let value = sample.timestamp { rows.timestamptz(value) } else { rows.null() }
    if let value = sample.date { rows.date(value) } else { rows.null() }
    if let value = sample.nano { rows.nano(value) } else { rows.null() }
  }

  static let columns = """
    a text, b int2, c int4, d int8, e float8, f bool, g uuid, h timestamptz, i date, j numeric
    """

  @Test("what goes in by binary COPY comes out the same", arguments: 1...20) func bothWays(_ seed: UInt64) throws {
    var generator = Generator(state: seed)
    let samples = (0..<200).map { _ in Self.sample(&generator) }
    var connection = try SharedServer.connect()
    try connection.execute("CREATE TEMP TABLE t (n serial, \(Self.columns))")
    let sent = try connection.copyIn("COPY pg_temp.t (a, b, c, d, e, f, g, h, i, j) FROM STDIN (FORMAT binary)") {
      writer in
      // Half through the writer's own buffer, half encoded elsewhere.
      var elsewhere = BinaryRows()
      for (index, sample) in samples.enumerated() {
        if index < 100 { Self.encode(sample, into: &writer.rows) } else { Self.encode(sample, into: &elsewhere) }
        if index < 100 { try writer.endRow() }
      }
      try writer.send(&elsewhere)
    }
    #expect(sent == samples.count)
    var found: [Sample] = []
    try connection.copyOut(
      "COPY (SELECT a, b, c, d, e, f, g, h, i, j FROM pg_temp.t ORDER BY n) TO STDOUT (FORMAT binary)"
    ) { row in
      found.append(
        Sample(
          text: try row.textOrNull(), int2: try row.int16OrNull(), int4: try row.int32OrNull(),
          int8: try row.int64OrNull(), float8: try row.float8OrNull()?.bitPattern, bool: try row.boolOrNull(),
          uuid: try row.uuidOrNull(), timestamp: try row.timestamptzOrNull(), date: try row.dateOrNull(),
          nano: try row.nanoOrNull()))
    }
    #expect(found == samples, "seed \(seed)")
    // The same through an ordinary result, and the numeric against the server's own arithmetic and text.
    let rows = try connection.execute(
      "SELECT a, b, c, d, e, f, g, h, i, j, (j * 1000000000)::text, j::text FROM pg_temp.t ORDER BY n")
    for (index, sample) in samples.enumerated() {
      let again = Sample(
        text: try rows.textOrNull(index, 0), int2: try rows.integerOrNull(index, 1).map(Int16.init),
        int4: try rows.integerOrNull(index, 2).map(Int32.init), int8: try rows.integerOrNull(index, 3).map(Int64.init),
        float8: try rows.float8OrNull(index, 4)?.bitPattern, bool: try rows.boolOrNull(index, 5),
        uuid: try rows.uuidOrNull(index, 6), timestamp: try rows.timestamptzOrNull(index, 7),
        date: try rows.dateOrNull(index, 8), nano: try rows.nanoOrNull(index, 9))
      #expect(again == sample, "seed \(seed) row \(index)")
      let units = try rows.textOrNull(index, 10)?.split(separator: ".").first.map(String.init)
      #expect(units == sample.nano.map { $0 == 0 ? "0" : String($0) }, "seed \(seed) row \(index)")
      #expect(try rows.textOrNull(index, 11).flatMap(Double.init) == rows.numericOrNull(index, 9))
    }
  }

  @Test("any numeric reads as the nearest Double, and as units only when it is a whole number of them")
  func numerics() throws {
    var connection = try SharedServer.connect()
    let cases: [(String, Int64?)] = [
      ("0", 0), ("-0.000000001", -1), ("0.0000000001", nil), ("9223372036.854775807", .max),
      ("9223372036.854775808", nil), ("-9223372036.854775808", .min), ("-9223372036.854775809", nil),
      ("1e30", nil), ("1e-30", nil), ("123456789.987654321", 123_456_789_987_654_321), ("0.1000", 100_000_000),
      ("10000", 10_000_000_000_000), ("NaN", nil), ("Infinity", nil), ("-Infinity", nil),
      ("3.14159265358979323846264338327950288", nil), ("12345678901234567890.5", nil), ("100000000e-8", 1_000_000_000),
    ]
    for (text, units) in cases {
      let rows = try connection.execute("SELECT $1::numeric", [.text(text)])
      let value = try rows.numeric(0, 0)
      let expected = text == "NaN" ? Double.nan : Double(text.replacing("Infinity", with: "inf")) ?? .nan
      #expect(value == expected || (value.isNaN && expected.isNaN), "\(text)")
      #expect((try? rows.nano(0, 0)) == units, "\(text)")
    }
  }

  @Test("zero rows are a complete table") func zeroRows() throws {
    var connection = try SharedServer.connect()
    try connection.execute("CREATE TEMP TABLE t (a int8)")
    #expect(try connection.copyIn("COPY pg_temp.t FROM STDIN (FORMAT binary)") { _ in } == 0)
    #expect(try connection.copyOut("COPY pg_temp.t TO STDOUT (FORMAT binary)") { try $0.skip() } == 0)
    #expect(try connection.execute("SELECT a FROM pg_temp.t").count == 0)
  }

  @Test("two million rows are all counted") func manyRows() throws {
    var connection = try SharedServer.connect()
    var sum: Int64 = 0
    let rows = try connection.copyOut(
      "COPY (SELECT i, i FROM generate_series(1, 2000000) i) TO STDOUT (FORMAT binary)"
    ) { row in
      sum += Int64(try row.int32())
      try row.skip()
    }
    #expect(rows == 2_000_000)
    #expect(sum == 2_000_001_000_000)
  }

  @Test("arrays can be bound") func arrays() throws {
    var connection = try SharedServer.connect()
    let rows = try connection.execute(
      "SELECT array_to_string($1, '|'), array_to_string($2, '|'), cardinality($3)",
      [.textArray(["a", "", "张"]), .int64Array([1, -2]), .textArray([])])
    #expect(try rows.text(0, 0) == "a||张")
    #expect(try rows.text(0, 1) == "1|-2")
    #expect(try rows.integer(0, 2) == 0)
  }

  @Test("text and CSV go in as raw bytes, cut anywhere") func rawText() throws {
    var connection = try SharedServer.connect()
    try connection.execute("CREATE TEMP TABLE t (a int8, b text)")
    let bytes = Array("1,张伟\n2,\"a,b\"\n3,\n".utf8)
    let rows = try connection.copyInText("COPY pg_temp.t FROM STDIN (FORMAT csv)") { send in
      for byte in bytes { unsafe try send([byte].span.bytes) }
    }
    #expect(rows == 3)
    #expect(
      try connection.execute("SELECT string_agg(coalesce(b, '-'), '|' ORDER BY a) FROM pg_temp.t").text(0, 0)
        == "张伟|a,b|-")
    let error = try caught {
      try connection.copyInText("COPY pg_temp.t FROM STDIN (FORMAT csv)") { send in
        unsafe try send(Array("secret-value,b\n".utf8).span.bytes)
      }
    }
    #expect(error.sqlState == "22P02")
    #expect(!error.description.contains("secret"))
  }
}
