import Glibc
import LocalServer
import Postgres
import Testing

/// Traps that need a server of their own, because they crash it or read its log.
@Suite struct TrapServerTests {
  @Test("7: kill -9 of a server process is a lost connection, by its state alone, and reconnecting works")
  func killedBackend() throws {
    // The language of the messages must not matter.
    let server = try LocalServer()
    defer { server.stop() }
    var connection = try Connection(server.settings())
    var bystander = try Connection(server.settings())
    kill(connection.backendProcessID, SIGKILL)
    let error = try caught { _ = try connection.execute("SELECT pg_sleep(5)") }
    #expect(error.code == .connectionLost)
    #expect(error.sqlState == nil)
    #expect(error.retryClass == .connection)
    let other = try caught {
      while true { _ = try bystander.execute("SELECT pg_sleep(0.05)") }
    }
    #expect(other.retryClass == .connection)
    var pauses = 0
    let clock = RetryClock(
      pause: { _ in
        pauses += 1
        usleep(500_000)
      }, jitter: { 0.5 })
    let answer = try RetrySchedule().run(on: clock) { _ in
      var connection = try Connection(server.settings())
      return try connection.execute("SELECT 7").integer(0, 0)
    }
    #expect(answer == 7)
    #expect(pauses <= 4)
  }

  @Test("7: an orderly termination carries its SQLSTATE") func terminatedBackend() throws {
    var victim = try SharedServer.connect()
    var other = try SharedServer.connect()
    try other.execute("SELECT pg_terminate_backend($1)", [.int32(victim.backendProcessID)])
    let error = try caught { _ = try victim.execute("SELECT 1") }
    #expect(error.code == .connectionLost)
    #expect(error.sqlState == "57P01", "\(String(reflecting: error))")
    #expect(error.retryClass == .connection)
  }

  @Test("10: a refused row shows neither in the error's description nor, with the batch role's settings, in the log")
  func refusedInsert() throws {
    let server = try LocalServer(LocalServer.Options(loginRoles: ["batch", "talker"]))
    defer { server.stop() }
    var owner = try Connection(server.settings())
    try owner.executeScript(
      """
      CREATE ROLE batch LOGIN; CREATE ROLE talker LOGIN;
      ALTER ROLE batch SET log_error_verbosity = terse; ALTER ROLE batch SET log_min_error_statement = panic;
      CREATE TABLE public.feedback (w int4 CHECK (w >= 0), comment text);
      GRANT INSERT ON public.feedback TO batch, talker;
      """)
    func refused(_ user: String, _ secret: String) throws -> PostgresError {
      var connection = try Connection(server.settings(user: user))
      return try caught {
        _ = try connection.execute("INSERT INTO public.feedback VALUES (-1, $1)", [.text(secret)])
      }
    }
    let error = try refused("batch", "canary-of-batch")
    #expect(error.sqlState == "23514")
    #expect(error.server.constraint == "feedback_w_check")
    #expect(error.server.table == "feedback")
    #expect(!error.description.contains("canary"))
    #expect(String(reflecting: error).contains("canary-of-batch"))
    _ = try refused("talker", "canary-of-talker")
    var connection = try Connection(server.settings(user: "batch"))
    let cast = try caught { _ = try connection.execute("SELECT $1::text::int4", [.text("canary-of-cast")]) }
    #expect(cast.sqlState == "22P02")
    #expect(!cast.description.contains("canary"))
    let log = try readText(server.logFile)
    #expect(log.contains("canary-of-talker"), "the control must leak, or the test proves nothing")
    #expect(!log.contains("canary-of-batch"))
  }
}
