internal import CLibPQ

/// A value bound to `$n` of a statement. Nothing is ever spliced into the statement's text.
public enum Parameter: Sendable {
  case null
  /// Sent as text whose type the server infers, so it also fits dates, numerics and JSON.
  case text(String)
  case int16(Int16)
  case int32(Int32)
  case int64(Int64)
  case float8(Double)
  case bool(Bool)
  case uuid(UUIDBits)
  /// Microseconds since 2000-01-01 00:00 UTC.
  case timestamptz(Int64)
  /// Days since 2000-01-01.
  case date(Int32)
  /// A numeric in whole units of 1e-9.
  case nano(Int64)
  case bytes([UInt8])
  case textArray([String])
  case int64Array([Int64])

  /// The type named to the server; 0 leaves it to be inferred.
  private var typeOID: TypeOID {
    switch self {
    case .null, .text: .unspecified
    case .int16: .int2
    case .int32: .int4
    case .int64: .int8
    case .float8: .float8
    case .bool: .bool
    case .uuid: .uuid
    case .timestamptz: .timestamptz
    case .date: .date
    case .nano: .numeric
    case .bytes: .bytea
    case .textArray: .textArray
    case .int64Array: .int8Array
    }
  }

  private func encode(into rows: inout BinaryRows) throws(PostgresError) {
    switch self {
    case .null: rows.null()
    case .text(let value):
      guard !value.utf8.contains(0) else { throw PostgresError(.invalidText, "a parameter contains a zero byte") }
      rows.text(value)
    case .int16(let value): rows.int16(value)
    case .int32(let value): rows.int32(value)
    case .int64(let value): rows.int64(value)
    case .float8(let value): rows.float8(value)
    case .bool(let value): rows.bool(value)
    case .uuid(let value): rows.uuid(value)
    case .timestamptz(let value): rows.int64(value)
    case .date(let value): rows.int32(value)
    case .nano(let value): rows.nano(value)
    case .bytes(let value): unsafe value.withUnsafeBytes { unsafe rows.bytes($0) }
    case .textArray(let values): rows.array(of: .text, values.count) { rows, index in rows.text(values[index]) }
    case .int64Array(let values): rows.array(of: .int8, values.count) { rows, index in rows.int64(values[index]) }
    }
  }

  private var isText: Bool {
    if case .text = self { true } else { false }
  }

  /// Sends a statement with its parameters; binary results are asked for.
  static func send(_ sql: String, _ parameters: [Parameter], over wire: Wire) throws(PostgresError) {
    guard !sql.utf8.contains(0) else { throw PostgresError(.invalidText, "a statement contains a zero byte") }
    guard parameters.count <= 32_767 else { throw PostgresError(.valueOutOfRange, "more than 32767 parameters") }
    // The fields of a COPY row and of a bound parameter have the same form; a text also needs a closing zero.
    var fields = BinaryRows()
    var ends: [(start: Int, length: Int)] = []
    fields.begin(fields: Int16(clamping: max(1, parameters.count)))
    for parameter in parameters {
      let start = fields.byteCount
      try parameter.encode(into: &fields)
      ends.append((start + 4, fields.byteCount - start - 4))
      if parameter.isText { fields.rawByte(0) }
    }
    let types = parameters.map(\.typeOID.rawValue)
    let lengths = ends.map { Int32($0.length) }
    let formats = parameters.map { $0.isText ? Int32(0) : 1 }
    let sent = unsafe fields.withBytes { buffer in
      let values: [UnsafePointer<CChar>?] = unsafe zip(parameters, ends).map { parameter, end in
        if case .null = parameter { return nil }
        return unsafe buffer.baseAddress.map { unsafe ($0 + end.start).assumingMemoryBound(to: CChar.self) }
      }
      return unsafe PQsendQueryParams(
        wire.connection, sql, Int32(parameters.count), types, values, lengths, formats, 1)
    }
    guard sent == 1 else { throw wire.lost("a statement") }
  }
}
