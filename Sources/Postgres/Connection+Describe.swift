internal import CLibPQ

/// What a statement takes and gives, as the server's planner sees it.
public struct StatementDescription: Sendable, Equatable {
  /// Types of `$1`, `$2`, ...
  public let parameterTypes: [TypeOID]
  /// Names and types of the result; empty for a command.
  public let columns: [Column]
}

extension Connection {
  /// Prepares a statement without running it, and says what it takes and gives.
  ///
  /// Uses the unnamed statement, so nothing stays behind in the session.
  public mutating func describe(_ sql: String) throws(PostgresError) -> StatementDescription {
    try wire.beginStatement("a statement to describe")
    guard !sql.utf8.contains(0) else { throw PostgresError(.invalidText, "a statement contains a zero byte") }
    guard unsafe PQsendPrepare(wire.connection, "", sql, 0, nil) == 1 else {
      throw wire.lost("a statement to describe")
    }
    _ = try wire.finish(patience, "a statement to describe")
    guard unsafe PQsendDescribePrepared(wire.connection, "") == 1 else { throw wire.lost("a statement to describe") }
    let answer = try wire.finish(patience, "a statement to describe")
    let count = unsafe PQnparams(answer.result)
    return StatementDescription(
      parameterTypes: (0..<count).map { TypeOID(rawValue: unsafe PQparamtype(answer.result, $0)) },
      columns: answer.columns)
  }
}
