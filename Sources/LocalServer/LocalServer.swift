internal import Glibc
public import Postgres

/// A private PostgreSQL cluster in a folder of its own, on a unix socket only; thrown away at the end.
///
/// For the demo and for tests: its data do not survive a power cut. It ends with `stop()`, or, when this process ends
/// in any other way (crash, kill), by a small watchdog that waits for our end of a pipe to close.
public final class LocalServer: Sendable {
  /// What a server is started with.
  public struct Options: Sendable {
    /// Settings by name, laid over the throw-away defaults, for example `("fsync", "on")`.
    public var settings: [(name: String, value: String)]
    /// Lines put in front of `pg_hba.conf`, for example `local all guarded scram-sha-256`.
    public var accessRules: [String]
    /// Roles that may log in by peer besides `postgres`.
    public var loginRoles: [String]
    /// Whether `stop()` leaves the server running and its folder in place.
    public var keep: Bool
    /// Whether the server also listens on a free port of 127.0.0.1, with TLS and SCRAM.
    public var listensWithTLS: Bool

    public init(
      settings: [(name: String, value: String)] = [], accessRules: [String] = [], loginRoles: [String] = [],
      keep: Bool = false, listensWithTLS: Bool = false
    ) {
      self.settings = settings
      self.accessRules = accessRules
      self.loginRoles = loginRoles
      self.keep = keep
      self.listensWithTLS = listensWithTLS
    }
  }

  /// The private folder; also holds the socket.
  public let folder: String
  /// The process id of the server.
  public let processID: Int32
  /// The TCP port on 127.0.0.1; nil when the server listens on its socket only.
  public let port: Int?
  private let keep: Bool
  private let server: Child
  private let watchdog: Watchdog

  /// The server's log file.
  public var logFile: String { folder + "/log" }

  /// The certificate clients must trust when the server listens with TLS.
  public var certificateFile: String { folder + "/data/server.crt" }

  /// Makes and starts a server; takes one to two seconds.
  ///
  /// As root the server's programs run as the system user `postgres`, because PostgreSQL refuses to run as root.
  ///
  /// - Throws: `LocalServerError`; its report holds the end of the failed program's log.
  public init(_ options: Options = Options()) throws(LocalServerError) {
    let cluster = try Cluster.create(options)
    folder = cluster.folder
    port = cluster.port
    keep = options.keep
    let watchdog: Watchdog
    do {
      watchdog = try Watchdog(folder: cluster.folder)
    } catch {
      cluster.remove()
      throw error
    }
    var child: Child? = nil
    do {
      try cluster.prepare()
      let started = try cluster.start()
      child = started
      try cluster.waitUntilReady(started)
      server = started
      processID = started.pid
      self.watchdog = watchdog
    } catch {
      _ = watchdog.dismiss()
      child?.signal(SIGQUIT)
      _ = child?.wait()
      cluster.remove()
      throw error
    }
  }

  /// The address of a database for libpq.
  public func connectionString(database: String = "postgres", user: String = "postgres") -> String {
    "host=\(folder) port=\(port ?? 5432) dbname='\(Self.quoted(database))' user='\(Self.quoted(user))'"
  }

  /// Settings for a connection to a database of this server.
  public func settings(
    database: String = "postgres", user: String = "postgres", applicationName: String = "fairshare"
  ) -> ConnectionSettings {
    ConnectionSettings(connectionString(database: database, user: user), applicationName: applicationName)
  }

  /// Creates a database, as a copy of `template` when one is named.
  public func createDatabase(_ name: String, template: String? = nil) throws(PostgresError) {
    var connection = try Connection(settings())
    let from = try template.map { name throws(PostgresError) in " TEMPLATE " + (try quotedIdentifier(name)) } ?? ""
    try connection.execute("CREATE DATABASE " + quotedIdentifier(name) + from)
  }

  /// Drops a database together with the sessions in it.
  public func dropDatabase(_ name: String) throws(PostgresError) {
    var connection = try Connection(settings())
    try connection.execute("DROP DATABASE IF EXISTS " + quotedIdentifier(name) + " WITH (FORCE)")
  }

  /// Stops the server at once and deletes its folder; with `keep` both stay. Safe to call twice.
  public func stop() {
    guard watchdog.dismiss() else { return }
    if keep {
      // Best effort: without the note, a later clean-up would take this server for a leftover.
      try? Keeper.write(in: folder, kept: true)
      return
    }
    // SIGQUIT is PostgreSQL's immediate shutdown: nothing here is worth a checkpoint.
    server.signal(SIGQUIT)
    _ = server.wait()
    Cluster.remove(folder)
  }

  /// Leaves the server to its watchdog, as a crash of this process would.
  func abandon() { watchdog.abandon() }

  deinit { stop() }

  /// A value for a connection string between single quotes.
  private static func quoted(_ value: String) -> String {
    value.reduce(into: "") { $0 += $1 == "'" || $1 == "\\" ? "\\\($1)" : "\($1)" }
  }
}
