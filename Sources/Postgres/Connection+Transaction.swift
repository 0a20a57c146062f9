/// How far a transaction is kept from seeing others' changes.
public enum Isolation: String, Sendable {
  case readCommitted = "READ COMMITTED"
  case repeatableRead = "REPEATABLE READ"
  case serializable = "SERIALIZABLE"
}

extension Connection {
  /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
  ///
  /// - Throws: what `body` throws; `notCommitted` when the server rolled back instead; `commitInDoubt` when the reply
  ///   to COMMIT was lost: look the outcome up on a new connection before repeating anything.
  @discardableResult
  public mutating func withTransaction<Value: ~Copyable>(
    _ isolation: Isolation = .readCommitted, readOnly: Bool = false,
    _ body: (inout Connection) throws -> Value
  ) throws -> Value {
    try begin(isolation, readOnly: readOnly)
    let value: Value
    do {
      value = try body(&self)
    } catch {
      // The first error is the one to tell; a lost connection has rolled back by itself.
      try? rollback()
      throw error
    }
    try commit()
    return value
  }

  public mutating func begin(_ isolation: Isolation = .readCommitted, readOnly: Bool = false) throws(PostgresError) {
    try execute("BEGIN ISOLATION LEVEL \(isolation.rawValue) \(readOnly ? "READ ONLY" : "READ WRITE")")
  }

  /// Commits, and believes only the tag COMMIT: in a failed transaction the server answers ROLLBACK without an error.
  public mutating func commit() throws(PostgresError) {
    try wire.requireUsable("COMMIT")
    let tag: String
    do {
      tag = try execute("COMMIT").tag
    } catch  where wire.isBad {
      throw PostgresError(
        .commitInDoubt, "the reply to COMMIT was lost: it is not known whether it happened",
        retryClass: .connection, sqlState: error.sqlState, server: error.server)
    }
    guard tag == "COMMIT" else {
      throw PostgresError(.notCommitted, "COMMIT was answered with \(tag): nothing was committed")
    }
  }

  public mutating func rollback() throws(PostgresError) { try execute("ROLLBACK") }

  /// Exports this transaction's snapshot; others can take it over while this transaction is open.
  public mutating func exportSnapshot() throws(PostgresError) -> String {
    try execute("SELECT pg_catalog.pg_export_snapshot()").text(0, 0)
  }

  /// Makes this repeatable-read transaction see what the exporter of `snapshot` sees. Must be its first statement.
  public mutating func useSnapshot(_ snapshot: String) throws(PostgresError) {
    // The one literal that SQL allows no parameter for.
    guard !snapshot.isEmpty, snapshot.utf8.allSatisfy({ $0 == 45 || (48...57).contains($0) || (65...70).contains($0) })
    else { throw PostgresError(.invalidText, "a snapshot name holds other characters than 0-9, A-F and -") }
    do {
      try execute("SET TRANSACTION SNAPSHOT '\(snapshot)'")
    } catch {
      guard error.sqlState == "22023" else { throw error }
      // The session that exported it has ended: as good as a lost connection of our own.
      throw PostgresError(
        .connectionLost, "the session that exported the snapshot is gone", retryClass: .connection,
        sqlState: error.sqlState, server: error.server)
    }
  }
}
