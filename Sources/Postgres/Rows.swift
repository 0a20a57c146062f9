internal import CLibPQ

/// The result of one statement: its rows in binary form, freed with this value.
@safe public struct Rows: ~Copyable {
  let result: OpaquePointer

  init(adopting result: OpaquePointer) { unsafe self.result = unsafe result }

  deinit { unsafe PQclear(result) }

  private var status: ExecStatusType { unsafe PQresultStatus(result) }

  var isFailure: Bool {
    status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE || status == PGRES_NONFATAL_ERROR
      || status == PGRES_PIPELINE_ABORTED
  }
  var isCopy: Bool { isCopyOut || isCopyIn || status == PGRES_COPY_BOTH }
  var isCopyOut: Bool { status == PGRES_COPY_OUT }
  var isCopyIn: Bool { status == PGRES_COPY_IN }
  var isBinary: Bool { unsafe PQbinaryTuples(result) == 1 }

  /// How many rows there are.
  public var count: Int { unsafe Int(PQntuples(result)) }

  /// How many columns there are.
  public var columnCount: Int { unsafe Int(PQnfields(result)) }

  /// What the command said it did, for example `INSERT 0 5` or `COMMIT`.
  public var tag: String { unsafe string(PQcmdStatus(result)) ?? "" }

  /// How many rows the command touched; nil for a command that touches none.
  public var affected: Int? { unsafe string(PQcmdTuples(result)).flatMap { Int($0) } }

  /// Names and types of the columns.
  public var columns: [Column] {
    (0..<columnCount).map { index in
      Column(
        name: unsafe string(PQfname(result, Int32(index))) ?? "",
        type: TypeOID(rawValue: unsafe PQftype(result, Int32(index))))
    }
  }

  /// A field's bytes; nil for NULL. Valid as long as this value.
  @unsafe public borrowing func field(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer? {
    precondition(row >= 0 && row < count && column >= 0 && column < columnCount, "no such field in the result")
    if unsafe PQgetisnull(result, Int32(row), Int32(column)) == 1 { return nil }
    return unsafe UnsafeRawBufferPointer(
      start: PQgetvalue(result, Int32(row), Int32(column)),
      count: Int(PQgetlength(result, Int32(row), Int32(column))))
  }
}

/// Name and type of a column.
public struct Column: Sendable, Hashable {
  public let name: String
  public let type: TypeOID
}
