import LocalServer
import Postgres
import Testing

/// Tests that look at one company through the logins of its roles.
protocol RoleSuite {
  static var company: Result<CompanyDatabase, any Error> { get }
}

extension RoleServer: RoleSuite {}

extension RoleSuite {
  /// A reader's session: row policies filter what it sees.
  static func connect(_ login: String, rowSecurity: Bool = true) throws -> Connection {
    let database = try company.get()
    var settings = database.server.settings(database: database.name, user: login)
    settings.rowSecurity = rowSecurity
    return try Connection(settings)
  }

  /// The first column as text.
  static func texts(_ connection: inout Connection, _ query: String) throws -> [String] {
    let rows = try connection.execute("SELECT x.v::text FROM (\(query)) AS x(v)")
    return try (0..<rows.count).map { try rows.textOrNull($0, 0) ?? "" }
  }

  static func texts(_ login: String, _ query: String) throws -> [String] {
    var connection = try connect(login)
    return try texts(&connection, query)
  }

  /// The SQLSTATE with which a statement is refused; nil where it is not.
  static func refusal(_ login: String, _ statement: String, rowSecurity: Bool = true) throws -> String? {
    var connection = try connect(login, rowSecurity: rowSecurity)
    do {
      try connection.executeScript("BEGIN; \(statement); ROLLBACK")
      return nil
    } catch {
      return error.sqlState
    }
  }
}
