/// Who holds a lock: enough to tell an operator whom to ask.
public struct LockHolder: Sendable, Equatable {
  public let processID: Int
  public let applicationName: String
  /// Address of the client; nil on a unix socket.
  public let clientAddress: String?
  /// Start of the session, microseconds since 2000-01-01 UTC; nil when this role may not see it.
  public let startedAt: Int64?
}

extension Connection {
  /// Takes a session advisory lock if it is free. It ends with the session at the latest.
  public mutating func tryAdvisoryLock(_ key: Int64) throws(PostgresError) -> Bool {
    try execute("SELECT pg_catalog.pg_try_advisory_lock($1)", [.int64(key)]).bool(0, 0)
  }

  /// Gives a session advisory lock back; false when this session did not hold it.
  public mutating func releaseAdvisoryLock(_ key: Int64) throws(PostgresError) -> Bool {
    try execute("SELECT pg_catalog.pg_advisory_unlock($1)", [.int64(key)]).bool(0, 0)
  }

  /// The sessions of this database that hold an advisory lock, by process id.
  public mutating func advisoryLockHolders(_ key: Int64) throws(PostgresError) -> [LockHolder] {
    let rows = try execute(
      """
      SELECT a.pid, coalesce(a.application_name, ''), host(a.client_addr), a.backend_start
      FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
        AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
        AND l.classid::int8 = ($1::int8 >> 32) & 4294967295 AND l.objid::int8 = $1::int8 & 4294967295
      ORDER BY a.pid
      """, [.int64(key)])
    return try Self.holders(rows)
  }

  /// The sessions that block `processID`, by process id.
  public mutating func blockers(of processID: Int32) throws(PostgresError) -> [LockHolder] {
    let rows = try execute(
      """
      SELECT a.pid, coalesce(a.application_name, ''), host(a.client_addr), a.backend_start
      FROM pg_catalog.pg_stat_activity a WHERE a.pid = ANY (pg_catalog.pg_blocking_pids($1)) ORDER BY a.pid
      """, [.int32(processID)])
    return try Self.holders(rows)
  }

  private static func holders(_ rows: borrowing Rows) throws(PostgresError) -> [LockHolder] {
    var holders: [LockHolder] = []
    for row in 0..<rows.count {
      holders.append(
        LockHolder(
          processID: try rows.integer(row, 0), applicationName: try rows.text(row, 1),
          clientAddress: try rows.textOrNull(row, 2), startedAt: try rows.timestamptzOrNull(row, 3)))
    }
    return holders
  }
}
