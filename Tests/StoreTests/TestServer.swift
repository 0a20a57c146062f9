import Glibc
import LocalServer
import Postgres
import Store
import Synchronization

/// One private server for all tests of this target, and a database of its own for each test that asks.
enum TestServer {
  static let shared: Result<LocalServer, any Error> = Result {
    let server = try LocalServer()
    atexit { try? TestServer.shared.get().stop() }
    return server
  }

  private static let counter = Atomic<Int>(0)

  /// Runs a test on an empty database.
  static func withEmptyDatabase<Value>(_ body: (inout Connection, LocalServer, String) throws -> Value) throws -> Value
  {
    try withDatabase(template: nil, body)
  }

  /// Runs a test on a migrated database, copied from a template that is migrated once.
  static func withMigratedDatabase<Value>(_ body: (inout Connection) throws -> Value) throws -> Value {
    try withDatabase(template: migrated.get()) { connection, _, _ in try body(&connection) }
  }

  private static let migrated = Result {
    let server = try shared.get()
    try server.createDatabase("migrated")
    var connection = try Connection(server.settings(database: "migrated"))
    _ = try Migrator().migrate(&connection)
    connection.close()
    return "migrated"
  }

  private static func withDatabase<Value>(
    template: String?, _ body: (inout Connection, LocalServer, String) throws -> Value
  ) throws -> Value {
    let server = try shared.get()
    let name = "test_\(counter.add(1, ordering: .relaxed).newValue)"
    try server.createDatabase(name, template: template)
    var connection = try Connection(server.settings(database: name))
    let value = try body(&connection, server, name)
    connection.close()
    try server.dropDatabase(name)
    return value
  }
}
