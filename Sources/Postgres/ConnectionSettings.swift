/// How to reach a server and what every session is pinned to.
///
/// The address follows libpq's own rules: what `connectionString` leaves out comes from the service file, the
/// environment (PGHOST, PGUSER, ...) and the password file.
public struct ConnectionSettings: Sendable {
  /// `key=value` pairs or a `postgresql://` URI, without a password. May be empty.
  public var connectionString: String
  /// Shown in `pg_stat_activity`, for example `fairshare/42/extract`.
  public var applicationName: String
  /// `statement_timeout`; nil leaves the server's, role's or PGOPTIONS' value in force.
  public var statementTimeout: Duration?
  /// `lock_timeout`; nil leaves the value in force.
  public var lockTimeout: Duration?
  /// `idle_in_transaction_session_timeout`; nil leaves the value in force.
  public var idleInTransactionTimeout: Duration?
  /// Whether row policies filter what the session reads. A session that computes must not be shown a part of the rows: with
  /// false the server refuses such a statement with 42501.
  public var rowSecurity = false
  /// Further settings of the session, by name, for example `work_mem`.
  public var sessionSettings: [(name: String, value: String)]
  /// How long a connection attempt may take in all.
  public var connectTimeout: Duration
  /// How long the server may be silent during a statement that names no patience of its own. Longer than the lock timeout, or
  /// a lock would look like a frozen server.
  public var patience: Duration
  /// Asked while a statement waits: true cancels it on the server. Must be quick.
  public var isCancelled: @Sendable () -> Bool = { false }

  public init(
    _ connectionString: String = "", applicationName: String = "fairshare", statementTimeout: Duration? = nil,
    lockTimeout: Duration? = .seconds(20), idleInTransactionTimeout: Duration? = nil,
    sessionSettings: [(name: String, value: String)] = [], connectTimeout: Duration = .seconds(15),
    patience: Duration = .seconds(25)
  ) {
    self.connectionString = connectionString
    self.applicationName = applicationName
    self.statementTimeout = statementTimeout
    self.lockTimeout = lockTimeout
    self.idleInTransactionTimeout = idleInTransactionTimeout
    self.sessionSettings = sessionSettings
    self.connectTimeout = connectTimeout
    self.patience = patience
  }

  /// What a session is set to, in order: the pinned settings last, so that nothing overrides them.
  ///
  /// `row_security=off`, unless readers' policies are wanted, makes a query that a policy would cut short fail with 42501 instead; `synchronize_seqscans`
  /// and the text formats make the same data arrive as the same bytes.
  var pinned: [(name: String, value: String)] {
    var all = sessionSettings
    let limits = [
      ("statement_timeout", statementTimeout), ("lock_timeout", lockTimeout),
      ("idle_in_transaction_session_timeout", idleInTransactionTimeout),
    ]
    for (name, limit) in limits {
      if let limit {
        // 0 would mean "no limit".
        let parts = limit.components
        let count = max(1, parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000)
        all.append((name, "\(count)ms"))
      }
    }
    all += [
      ("search_path", ""), ("row_security", rowSecurity ? "on" : "off"), ("timezone", "UTC"), ("datestyle", "ISO"),
      ("intervalstyle", "postgres"), ("extra_float_digits", "3"), ("client_encoding", "UTF8"),
      ("synchronize_seqscans", "off"),
      // A server process whose client is gone ends its statement and gives back its locks.
      ("client_connection_check_interval", "2s"),
    ]
    return all
  }
}
