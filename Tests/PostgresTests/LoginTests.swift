import Glibc
import LocalServer
import Postgres
import Testing

/// Refused and missing servers: typed, classified, and without a secret in any text.
@Suite struct LoginTests {
  private func makeGuardedRole() throws {
    var owner = try SharedServer.connect()
    try owner.executeScript(
      """
      DO $$ BEGIN CREATE ROLE guarded LOGIN PASSWORD 'correct horse'; EXCEPTION WHEN duplicate_object THEN NULL; END $$
      """)
  }

  @Test("a right password from a password file is accepted, a wrong one refused once and shown nowhere")
  func passwordFile() throws {
    try makeGuardedRole()
    let folder = try temporaryFolder()
    defer { unsafe rmdir(folder) }
    let file = folder + "/pass"
    defer { unsafe unlink(file) }
    let base = try SharedServer.server().connectionString(user: "guarded") + " passfile=\(file)"
    try writeSecret("*:*:*:guarded:correct horse\n", to: file)
    let connection = try Connection(ConnectionSettings(base))
    let user = connection.user
    #expect(user == "guarded")
    try writeSecret("*:*:*:guarded:canary-password\n", to: file)
    let wrong = try caught { _ = try Connection(ConnectionSettings(base)) }
    #expect(wrong.code == .loginRefused)
    #expect(wrong.sqlState == "28P01")
    #expect(wrong.retryClass == .never)
    #expect(!String(reflecting: wrong).contains("canary"))
    try writeSecret("", to: file)
    let missing = try caught { _ = try Connection(ConnectionSettings(base)) }
    #expect(missing.code == .loginRefused)
    #expect(missing.retryClass == .never)
  }

  @Test(
    "a password in the connection string is refused and not repeated",
    arguments: [
      "host=/tmp password=canary", "postgresql://me:canary@db.example/x", "postgresql:///x?host=/tmp&password=canary",
      "host=/tmp sslpassword=canary",
    ])
  func passwordInString(_ text: String) throws {
    let error = try caught { _ = try Connection(ConnectionSettings(text)) }
    #expect(error.code == .passwordInConnectionString)
    #expect(!String(reflecting: error).contains("canary"))
  }

  @Test(
    "a string that libpq does not understand is refused without quoting it", arguments: ["canary", "canary=1", "="])
  func brokenString(_ text: String) throws {
    let error = try caught { _ = try Connection(ConnectionSettings(text)) }
    #expect(error.code == .invalidConnectionString)
    #expect(!String(reflecting: error).contains("canary"))
  }

  @Test("a setting with an impossible value is refused") func brokenSetting() throws {
    let base = try SharedServer.server().connectionString()
    let error = try caught { _ = try Connection(ConnectionSettings(base + " target_session_attrs=nonsense")) }
    #expect(error.code == .invalidConnectionString)
    #expect(error.retryClass == .never)
  }

  @Test("a missing server is worth another try") func missingServer() throws {
    let error = try caught { _ = try Connection(ConnectionSettings("host=/nonexistent dbname=x user=x")) }
    #expect(error.code == .connectionFailed)
    #expect(error.retryClass == .connection)
    #expect(error.sqlState == nil)
  }

  @Test("a missing database or role is not worth another try") func missingDatabase() throws {
    let database = try caught {
      _ = try Connection(SharedServer.server().settings(database: "no such database"))
    }
    #expect(database.sqlState == "3D000")
    #expect(database.code == .loginRefused)
    #expect(database.retryClass == .never)
    let role = try caught { _ = try Connection(SharedServer.server().settings(user: "nobody's friend")) }
    #expect(role.sqlState == "28000")
    #expect(role.retryClass == .never)
  }

  @Test("a role without a free slot is worth another try") func noSlot() throws {
    let server = try LocalServer(LocalServer.Options(loginRoles: ["crowd"]))
    defer { server.stop() }
    var owner = try Connection(server.settings())
    try owner.execute("CREATE ROLE crowd LOGIN CONNECTION LIMIT 0")
    let error = try caught { _ = try Connection(server.settings(user: "crowd")) }
    #expect(error.sqlState == "53300")
    #expect(error.code == .connectionFailed)
    #expect(error.retryClass == .connection)
  }

  @Test("a server that says nothing is given up in time") func silentServer() throws {
    let folder = try temporaryFolder()
    let path = folder + "/.s.PGSQL.5432"
    let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer {
      close(listener)
      unsafe unlink(path)
      unsafe rmdir(folder)
    }
    let bound = unsafe withAddress(path) { unsafe bind(listener, $0, $1) }
    try #require(bound == 0)
    listen(listener, 4)
    var settings = ConnectionSettings("host=\(folder) dbname=x user=x")
    settings.connectTimeout = .seconds(1)
    let error = try caught { _ = try Connection(settings) }
    #expect(error.code == .noProgress)
    #expect(error.retryClass == .connection)
  }

  @Test("TLS is verified in full by default, and weakened only by name") func tls() throws {
    let server = try LocalServer(LocalServer.Options(listensWithTLS: true))
    defer { server.stop() }
    var owner = try Connection(server.settings())
    try owner.execute("CREATE ROLE remote LOGIN PASSWORD 'over the wire'")
    let folder = try temporaryFolder()
    let file = folder + "/pass"
    defer {
      unsafe unlink(file)
      unsafe rmdir(folder)
    }
    try writeSecret("*:*:*:remote:over the wire\n", to: file)
    let port = try #require(server.port)
    let rest = " port=\(port) dbname=postgres user=remote passfile=\(file)"
    let trust = " sslrootcert=\(server.certificateFile)"
    func attempt(_ text: String) throws -> Bool {
      let connection = try Connection(ConnectionSettings(text))
      return connection.usesTLS
    }
    // 0.0.0.0 leads to this machine but is neither a socket nor a loopback name.
    let unverified = try caught { _ = try attempt("host=0.0.0.0" + rest) }
    #expect(unverified.code == .tlsRefused)
    #expect(unverified.retryClass == .never)
    #expect(try caught { _ = try attempt("host=0.0.0.0 sslmode=prefer" + rest) }.code == .tlsRefused)
    #expect(try attempt("host=0.0.0.0 sslmode=require" + rest))
    // Where localhost is ::1 first, something else may answer there.
    #expect(try attempt("host=localhost hostaddr=127.0.0.1 sslmode=verify-full" + rest + trust))
    // The certificate names localhost only.
    #expect(try caught { _ = try attempt("host=127.0.0.1 sslmode=verify-full" + rest + trust) }.code == .tlsRefused)
    let plain = try caught { _ = try attempt("host=127.0.0.1 sslmode=disable" + rest) }
    #expect(plain.sqlState == "28000")
  }
}
