internal import Contribution
internal import FairshareSQL
package import Postgres

/// What the login of a session may read, and who is behind it.
package enum Reader {
  /// Whether the login has a right on a table of schema `fairshare`: asked before a statement, because a refused one ends the
  /// transaction.
  package static func has(
    _ right: String, on table: String, _ connection: inout Connection
  ) throws(PostgresError) -> Bool {
    try connection.execute(Query.hasRight.sql, [.text("fairshare.\(table)"), .text(right)]).bool(0, 0)
  }

  /// Whether row policies keep nobody's rows from the login: only then are sums over a company what they say.
  package static func readsEverybody(_ connection: inout Connection) throws(PostgresError) -> Bool {
    try connection.execute(Query.readsEverybody.sql).bool(0, 0)
  }

  /// Whether the login may read every table of the source that it has, and no policy hides rows of them: acts can be recomputed only then.
  package static func readsSource(
    _ connection: inout Connection, schema: String
  ) throws(PostgresError) -> Bool {
    let rows = try connection.execute(Query.sourceRights.sql, [.text(schema)])
    var isReadable = false
    for row in 0..<rows.count where SourceTable(rawValue: try rows.text(row, 0)) != nil {
      guard try rows.bool(row, 1), try !rows.bool(row, 2) else { return false }
      isReadable = true
    }
    return isReadable
  }

  /// The person who reads: the one that a service named, else the one behind the login; the login itself where nobody is.
  package static func person(_ connection: inout Connection) throws(PostgresError) -> String {
    try connection.execute(Query.readerID.sql).text(0, 0)
  }
}
