internal import FairshareSQL
package import Postgres

/// What a run must know of the server behind its session before it writes anything.
package struct ServerFitness: Sendable {
  /// A standby follows another server and takes no result.
  package let isStandby: Bool
  /// Whether something between us and the server hands its sessions out to others.
  package let isShared: Bool

  /// - Throws: `StoreError`, code `encodingUnsafe`, where text would have to be guessed; `PostgresError`.
  package init(_ connection: inout Connection, _ settings: ConnectionSettings) throws {
    let rows = try connection.execute(Query.serverFitness.sql)
    isStandby = try rows.bool(0, 0)
    guard try rows.text(0, 1) != "SQL_ASCII" else { throw StoreError.unsafeEncoding() }
    let process = try rows.integer(0, 2)
    // A pooler makes up the process id that libpq is told at login.
    guard process != Int(connection.backendProcessID) else {
      isShared = false
      return
    }
    // Where a second client is given the very session that the first has just used, locks and settings hold for nobody.
    var other = try Connection(settings)
    try other.begin()
    isShared = try other.execute(Query.serverFitness.sql).integer(0, 2) == process
    try other.rollback()
  }
}
