import Glibc
import LocalServer
import Postgres
import Synchronization

/// One private server for all tests of this target; started by the first test that asks, stopped at exit.
enum SharedServer {
  private static let started: Result<LocalServer, LocalServerError> = Result { () throws(LocalServerError) in
    let server = try LocalServer(
      LocalServer.Options(
        settings: [("log_statement", "none")], accessRules: ["local all guarded scram-sha-256"],
        loginRoles: ["plain"]))
    atexit { SharedServer.stop() }
    return server
  }
  private static let databases = Atomic<Int>(0)

  private static func stop() { (try? started.get())?.stop() }

  static func server() throws -> LocalServer { try started.get() }

  static func connect(patience: Duration = .seconds(30)) throws -> Connection {
    var settings = try server().settings(applicationName: "fairshare/test")
    settings.patience = patience
    return try Connection(settings)
  }

  /// A fresh empty database; returns its name.
  static func database() throws -> String {
    let name = "test_\(databases.add(1, ordering: .relaxed).newValue)"
    try server().createDatabase(name)
    return name
  }
}
