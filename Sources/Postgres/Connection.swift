internal import CLibPQ

/// One session with a PostgreSQL server. Every call blocks its thread.
///
/// Call it from threads of your own, never from the cooperative pool. A connection has one owner: pass it on with
/// `consuming sending`, or lend it as `inout`. When the owner goes, the session ends.
@safe public struct Connection: ~Copyable {
  let wire: Wire
  /// How long the server may be silent when a statement names no patience of its own.
  public var patience: Duration

  /// Opens a session and pins its settings.
  ///
  /// - Throws: `PostgresError`: `passwordInConnectionString`, `invalidConnectionString`, `connectionFailed` (retry
  ///   class connection), `loginRefused`, `tlsRefused`, or `statementFailed` when a setting is not accepted.
  public init(_ settings: ConnectionSettings) throws(PostgresError) {
    let opening = try Opening(settings)
    let opened = try opening.connect()
    opened.silence = settings.patience
    opened.isServerAlive = { opening.isServerAlive(within: $0) }
    try Self.pin(settings.pinned, opened, settings.patience)
    wire = opened
    patience = settings.patience
  }

  private static func pin(
    _ pinned: [(name: String, value: String)], _ wire: Wire, _ patience: Duration
  ) throws(PostgresError) {
    var calls: [String] = []
    var parameters: [Parameter] = []
    for (name, value) in pinned {
      calls.append("pg_catalog.set_config($\(parameters.count + 1), $\(parameters.count + 2), false)")
      parameters += [.text(name), .text(value)]
    }
    calls.append(unsafe quietLog(serverVersion: Int(PQserverVersion(wire.connection))))
    try Parameter.send("SELECT " + calls.joined(separator: ", "), parameters, over: wire)
    _ = try wire.finish(patience, "the settings of a session")
  }

  /// Keeps row texts out of the server's log: a refused row is otherwise written there in full, as DETAIL and as STATEMENT.
  ///
  /// Both settings are a superuser's to change, or from PostgreSQL 15 on also that of a role that was given the right; where
  /// the login may not, nothing is set.
  private static func quietLog(serverVersion: Int) -> String {
    let isAllowed =
      serverVersion >= 150_000
      ? "pg_catalog.has_parameter_privilege(s.name, 'SET')"
      : "(SELECT r.rolsuper FROM pg_catalog.pg_roles AS r WHERE r.rolname = CURRENT_USER)"
    return """
      (SELECT pg_catalog.count(pg_catalog.set_config(s.name, s.value, false))
      FROM (VALUES ('log_error_verbosity', 'terse'), ('log_min_error_statement', 'panic')) AS s (name, value)
      WHERE \(isAllowed))
      """
  }

  /// Runs one statement with bound parameters.
  ///
  /// - Parameters:
  ///   - sql: exactly one statement; `$1`, `$2`, ... stand for the parameters.
  ///   - patience: how long the server may stay silent; nil for the connection's own.
  /// - Returns: the rows in binary form; none for a command.
  /// - Throws: `PostgresError`. After `connectionLost` or `noProgress` the connection is of no more use.
  @discardableResult
  public mutating func execute(
    _ sql: String, _ parameters: [Parameter] = [], patience: Duration? = nil
  ) throws(PostgresError) -> Rows {
    try wire.beginStatement("a statement")
    try Parameter.send(sql, parameters, over: wire)
    return try wire.finish(patience ?? self.patience, "a statement")
  }

  /// Runs statements separated by semicolons, as a migration file holds them. Rows they return are dropped.
  ///
  /// Without a transaction around it the server runs all of them as one.
  public mutating func executeScript(_ sql: String, patience: Duration? = nil) throws(PostgresError) {
    try start(sql, "a script")
    _ = try wire.finish(patience ?? self.patience, "a script")
  }

  /// Sends a statement in the simple protocol; its results are still to be read.
  func start(_ sql: String, _ doing: String) throws(PostgresError) {
    try wire.beginStatement(doing)
    guard !sql.utf8.contains(0) else { throw PostgresError(.invalidText, "\(doing) contains a zero byte") }
    guard unsafe PQsendQuery(wire.connection, sql) == 1 else { throw wire.lost(doing) }
  }

  /// Whether the session is still usable, as far as is known without asking the server.
  public var isUsable: Bool { !wire.isBad }

  /// The process id of the server process that serves this session.
  public var backendProcessID: Int32 { unsafe PQbackendPID(wire.connection) }

  /// The server's version as a number, for example 150018.
  public var serverVersion: Int { unsafe Int(PQserverVersion(wire.connection)) }

  /// The role logged in as.
  public var user: String { unsafe string(PQuser(wire.connection)) ?? "" }

  /// The database connected to.
  public var database: String { unsafe string(PQdb(wire.connection)) ?? "" }

  /// Whether the session runs over TLS.
  public var usesTLS: Bool { unsafe PQsslInUse(wire.connection) == 1 }

  /// Whether a transaction block is open, failed or not.
  public var isInTransaction: Bool {
    let status = unsafe PQtransactionStatus(wire.connection)
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
  }

  /// The notices that came since the last call, at most the latest 200.
  public mutating func takeNotices() -> [Notice] { wire.takeNotices() }

  /// A handle that stops this session's statement from another thread.
  public func cancelHandle() throws(PostgresError) -> CancelHandle {
    try wire.requireUsable("a cancel handle")
    guard let handle = unsafe CancelHandle(connection: wire.connection) else { throw wire.error("a cancel handle") }
    return handle
  }

  /// Ends the wish to stop for this session: what follows runs to its end.
  ///
  /// - Parameter limits: silence after which it is asked whether a server still answers, and silence that is borne at the most; nil
  ///   leaves both as they were.
  public mutating func finishUndisturbed(_ limits: (ask: Duration, most: Duration)? = nil) {
    wire.finishUndisturbed(limits)
  }

  /// Ends the session.
  public consuming func close() {}
}
