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

  /// The person who reads: the one that a service named, else the one behind the login; the login itself where nobody is.
  package static func person(_ connection: inout Connection) throws(PostgresError) -> String {
    try connection.execute(Query.readerID.sql).text(0, 0)
  }
}
