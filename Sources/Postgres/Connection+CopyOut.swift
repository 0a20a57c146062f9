internal import CLibPQ

extension Connection {
  /// Streams the rows of a binary COPY to a closure, one at a time.
  ///
  /// Nothing counts until it returns: the server may fail after any row (libpq then reports a normal end of data),
  /// so the final result is always fetched and its count compared with the rows decoded.
  ///
  /// - Parameters:
  ///   - statement: a complete `COPY ... TO STDOUT (FORMAT binary)`.
  ///   - patience: how long the server may be silent, also before the first row.
  ///   - body: reads every field of its row, in order. When it throws, the connection is given up, because the rest
  ///     of the stream cannot be skipped in bounded time.
  /// - Returns: the number of rows.
  /// - Throws: `PostgresError`: `malformedCopy`, `copyCountMismatch`, `statementFailed`, `noProgress`,
  ///   `connectionLost`, or what `body` throws.
  /// - Complexity: O(bytes), memory of one row.
  @discardableResult
  public mutating func copyOut(
    _ statement: String, patience: Duration? = nil, _ body: (inout CopyRow) throws -> Void
  ) throws -> Int {
    let limit = patience ?? self.patience
    let fields = try beginCopyOut(statement, limit)
    var stream = CopyStream(fieldCount: fields)
    do {
      while let message = unsafe try wire.copyMessage(limit) {
        defer { unsafe PQfreemem(UnsafeMutableRawPointer(mutating: message.baseAddress)) }
        unsafe try stream.read(message, body)
      }
    } catch {
      wire.giveUp()
      throw error
    }
    let end = try wire.finish(limit, "COPY out")
    guard stream.sawTrailer else {
      throw PostgresError(.malformedCopy, "COPY out ended without its trailer after \(stream.rows) rows")
    }
    guard end.affected == stream.rows, end.tag == "COPY \(stream.rows)" else {
      throw PostgresError(.copyCountMismatch, "COPY out ended with \(end.tag) after \(stream.rows) rows")
    }
    return stream.rows
  }

  /// Starts the COPY and returns its number of columns.
  private func beginCopyOut(_ statement: String, _ limit: Duration) throws(PostgresError) -> Int {
    try start(statement, "COPY out")
    guard let reply = try wire.nextResult(limit, "COPY out") else { throw wire.error("COPY out") }
    guard reply.isCopyOut else {
      if reply.isFailure {
        let failure = unsafe PostgresError(result: reply.result, wire: wire, doing: "COPY out")
        _ = try? wire.finish(limit, "COPY out")
        throw failure
      }
      wire.giveUp()
      throw PostgresError(.unexpectedReply, "COPY out: the statement is no COPY TO STDOUT")
    }
    guard reply.isBinary else {
      wire.giveUp()
      throw PostgresError(.unexpectedReply, "COPY out: the statement lacks FORMAT binary")
    }
    return reply.columnCount
  }
}

extension Wire {
  /// The next message of a COPY OUT, to be freed with PQfreemem; nil at the end of the data, good or bad.
  @unsafe func copyMessage(_ limit: Duration) throws(PostgresError) -> UnsafeRawBufferPointer? {
    while true {
      var buffer: UnsafeMutablePointer<CChar>? = nil
      let length = unsafe PQgetCopyData(connection, &buffer, 1)
      if length > 0 { return unsafe UnsafeRawBufferPointer(start: buffer, count: Int(length)) }
      if length == -1 { return nil }
      if length < 0 { throw lost("COPY out") }
      try receive(limit, "COPY out")
      if isBad { throw lost("COPY out") }
    }
  }
}
