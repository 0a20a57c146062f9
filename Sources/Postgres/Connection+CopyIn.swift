internal import CLibPQ
internal import Glibc

extension Connection {
  /// Streams rows into a binary COPY.
  ///
  /// - Parameters:
  ///   - statement: a complete `COPY ... FROM STDIN (FORMAT binary)`.
  ///   - patience: how long the server may be silent or take nothing, also at the end.
  ///   - body: fills `writer.rows` and calls `endRow()`, or sends rows encoded elsewhere. When it throws, the COPY is
  ///     aborted and the connection stays usable.
  /// - Returns: the number of rows, as counted here and by the server.
  /// - Throws: `PostgresError`, or what `body` throws.
  @discardableResult
  public mutating func copyIn(
    _ statement: String, patience: Duration? = nil, _ body: (inout CopyWriter) throws -> Void
  ) throws -> Int {
    let limit = patience ?? self.patience
    try beginCopyIn(statement, limit, binary: true)
    var writer = CopyWriter(wire: wire, patience: limit)
    do {
      try wire.sendCopy(header: true, limit)
      try body(&writer)
      try writer.finish()
    } catch {
      throw abandonCopy(limit, error)
    }
    let end = try endCopy(limit)
    guard end.tag == "COPY \(writer.sentRows)" else {
      throw PostgresError(.copyCountMismatch, "COPY in ended with \(end.tag) after \(writer.sentRows) rows")
    }
    return writer.sentRows
  }

  /// Streams bytes in text or CSV form into a COPY, as they are.
  ///
  /// - Parameter body: is given a function that sends bytes; chunks may end anywhere.
  /// - Returns: the number of rows the server counted.
  @discardableResult
  public mutating func copyInText(
    _ statement: String, patience: Duration? = nil, _ body: ((RawSpan) throws(PostgresError) -> Void) throws -> Void
  ) throws -> Int {
    let limit = patience ?? self.patience
    try beginCopyIn(statement, limit, binary: false)
    let wire = self.wire
    do {
      try body { (bytes: RawSpan) throws(PostgresError) in
        let result = unsafe bytes.withUnsafeBytes { buffer in
          Result { () throws(PostgresError) in unsafe try wire.sendCopy(buffer, limit) }
        }
        try result.get()
      }
    } catch {
      throw abandonCopy(limit, error)
    }
    let end = try endCopy(limit)
    guard let rows = end.affected else {
      throw PostgresError(.unexpectedReply, "COPY in ended with \(end.tag)")
    }
    return rows
  }

  private func beginCopyIn(_ statement: String, _ limit: Duration, binary: Bool) throws {
    try start(statement, "COPY in")
    guard let reply = try wire.nextResult(limit, "COPY in") else { throw wire.error("COPY in") }
    guard reply.isCopyIn else {
      if reply.isFailure {
        let failure = unsafe PostgresError(result: reply.result, wire: wire, doing: "COPY in")
        _ = try? wire.finish(limit, "COPY in")
        throw failure
      }
      wire.giveUp()
      throw PostgresError(.unexpectedReply, "COPY in: the statement is no COPY FROM STDIN")
    }
    guard reply.isBinary == binary else {
      throw abandonCopy(
        limit, PostgresError(.unexpectedReply, "COPY in: the statement has the wrong FORMAT"))
    }
  }

  /// Ends the data and reads the verdict.
  private func endCopy(_ limit: Duration) throws(PostgresError) -> Rows {
    try wire.sendCopyEnd(nil, limit)
    return try wire.finish(limit, "COPY in")
  }

  /// Aborts the COPY; returns the server's own reason when it had one before we stopped, else `error`.
  private func abandonCopy(_ limit: Duration, _ error: any Error) -> any Error {
    // A stop that the writer asked for because the server spoke is no reason: the server's words are.
    let hasServerSpoken =
      (error as? PostgresError).map { $0.code == .unexpectedReply && $0.summary == serverSpoke } ?? false
    guard !wire.isBad else { return hasServerSpoken ? wire.lost("COPY in") : error }
    do {
      try wire.sendCopyEnd("stopped by the client", limit)
      _ = try wire.finish(limit, "COPY in")
      // The server took the data although it was told not to.
      wire.giveUp()
      return error
    } catch let verdict {
      // 57014 is the answer to our own stop.
      return hasServerSpoken ? verdict : error
    }
  }
}

/// Why a writer stops in the middle: the server said something that was no notice, which can only be an error.
let serverSpoke = "COPY in: the server stopped reading"

extension Wire {
  func sendCopy(header: Bool, _ limit: Duration) throws(PostgresError) {
    var bytes: [UInt8] = [0xFF, 0xFF]
    if header {
      bytes = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0]
    }
    let result = unsafe bytes.withUnsafeBytes { buffer in
      Result { () throws(PostgresError) in unsafe try sendCopy(buffer, limit) }
    }
    try result.get()
  }

  /// Sends bytes of a COPY, and stops early when the server has failed meanwhile.
  ///
  /// libpq goes on accepting data after the server gave up and reports it only at the end. It also reads, without a
  /// word, whatever lies on the socket when a write would block. Therefore the socket is looked at before each
  /// piece, and a piece is small enough to fit into a send buffer that poll(2) calls writable.
  func sendCopy(_ bytes: UnsafeRawBufferPointer, _ limit: Duration) throws(PostgresError) {
    var start = 0
    while start < bytes.count {
      let before = noticeCount
      let seen = try wait(POLLIN | POLLOUT, limit, "COPY in")
      if seen & ~POLLOUT != 0, serverHasFailed(notices: before) { throw PostgresError(.unexpectedReply, serverSpoke) }
      if seen & POLLOUT == 0 { continue }
      let count = min(bytes.count - start, 1 << 15)
      let piece = unsafe bytes.baseAddress.map { unsafe ($0 + start).assumingMemoryBound(to: CChar.self) }
      let taken = unsafe PQputCopyData(connection, piece, Int32(count))
      if taken < 0 { throw lost("COPY in") }
      if taken == 1 { start += count }
      if try flush(limit, "COPY in"), serverHasFailed(notices: before) {
        throw PostgresError(.unexpectedReply, serverSpoke)
      }
    }
  }

  /// Ends a COPY, with a reason to abort it.
  func sendCopyEnd(_ reason: String?, _ limit: Duration) throws(PostgresError) {
    while true {
      let taken = unsafe PQputCopyEnd(connection, reason)
      if taken == 1 { break }
      if taken < 0 { throw lost("COPY in") }
      try flush(limit, "COPY in")
    }
    try flush(limit, "COPY in")
  }

  /// Whether something arrived that is no notice: while it reads a COPY, a server only speaks to refuse it.
  ///
  /// - Parameter before: the count of notices before anything was read.
  private func serverHasFailed(notices before: Int) -> Bool {
    // A notice may arrive in parts; an error stays unread in libpq's buffer until the COPY is ended.
    for _ in 0..<5 {
      if unsafe PQconsumeInput(connection) == 0 { return true }
      _ = unsafe PQisBusy(connection)
      if noticeCount != before { return false }
      if let notification = unsafe PQnotifies(connection) {
        unsafe PQfreemem(notification)
        return false
      }
      if poll(POLLIN, for: .milliseconds(20)) == 0 { break }
    }
    return true
  }
}
