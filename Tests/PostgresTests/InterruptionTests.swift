import Glibc
import LocalServer
import Postgres
import Synchronization
import Testing

/// Sessions that are asked to stop while they wait, and what they may still do then.
@Suite struct InterruptionTests {
  private final class Wish: Sendable {
    let isStopping = Atomic<Bool>(false)
  }

  private func connect(_ wish: Wish, through proxy: MessageProxy? = nil) throws -> Connection {
    var settings = try SharedServer.server().settings(applicationName: "fairshare/stop")
    if let proxy { settings = ConnectionSettings("host=\(proxy.folder) dbname=postgres user=postgres") }
    settings.isCancelled = { wish.isStopping.load(ordering: .sequentiallyConsistent) }
    return try Connection(settings)
  }

  @Test("a wish to stop ends the statement under way on the server, not after it") func stops() throws {
    let wish = Wish()
    var connection = try connect(wish)
    let pid = connection.backendProcessID
    detach {
      usleep(200_000)
      wish.isStopping.store(true, ordering: .sequentiallyConsistent)
    }
    let start = ContinuousClock.now
    let error = try caught { try connection.execute("SELECT pg_sleep(30)") }
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(error.sqlState == "57014")
    var observer = try SharedServer.connect()
    let active = try observer.execute(
      "SELECT count(*) FROM pg_stat_activity WHERE pid = $1 AND state = 'active'", [.int32(pid)]
    ).integer(0, 0)
    #expect(active == 0)
  }

  @Test("what is left to do is done undisturbed although the session was asked to stop") func undisturbed() throws {
    let wish = Wish()
    var connection = try connect(wish)
    wish.isStopping.store(true, ordering: .sequentiallyConsistent)
    #expect(try caught { try connection.execute("SELECT pg_sleep(10)") }.sqlState == "57014")
    connection.finishUndisturbed()
    // Longer than a session that is asked to stop is given.
    #expect(try connection.execute("SELECT 7 FROM pg_sleep(0.3)").integer(0, 0) == 7)
  }

  @Test("a request to cancel that comes before the statement is repeated, and what follows is left alone")
  func early() throws {
    let proxy = try MessageProxy(to: SharedServer.server().folder, delay: .milliseconds(300)) { _, _, _ in .forward }
    let wish = Wish()
    var connection = try connect(wish, through: proxy)
    wish.isStopping.store(true, ordering: .sequentiallyConsistent)
    #expect(try caught { try connection.execute("SELECT pg_sleep(10)") }.sqlState == "57014")
    #expect(try connection.execute("SELECT 7 FROM pg_sleep(0.3)").integer(0, 0) == 7)
  }

  @Test("once undisturbed, a server that answers is waited for, and no longer than was said") func limits() throws {
    let wish = Wish()
    var connection = try connect(wish)
    connection.finishUndisturbed((ask: .milliseconds(100), most: .milliseconds(900)))
    // Silent for longer than it takes to ask, but the server answers when asked.
    #expect(try connection.execute("SELECT 7 FROM pg_sleep(0.4)").integer(0, 0) == 7)
    let start = ContinuousClock.now
    let error = try caught { try connection.execute("SELECT pg_sleep(30)") }
    #expect(error.code == .noProgress && error.retryClass == .connection)
    #expect(ContinuousClock.now - start < .seconds(8))
    let isUsable = connection.isUsable
    #expect(!isUsable)
  }

  @Test("a loss at COMMIT that did no harm may be repeated, and keeps what the server said") func harmless() throws {
    var connection = try SharedServer.connect()
    let refused = try caught { try connection.execute("SELECT 1 / 0") }
    let harmless = refused.afterHarmlessCommit
    #expect(refused.retryClass == .never && harmless.retryClass == .connection)
    #expect(harmless.code == .connectionLost && harmless.sqlState == "22012")
    #expect(harmless.server.message == refused.server.message)
  }

  @Test("a session says which server, database and login it has") func identity() throws {
    let name = try SharedServer.database()
    var connection = try Connection(SharedServer.server().settings(database: name))
    let (version, database, user) = (connection.serverVersion, connection.database, connection.user)
    let rows = try connection.execute(
      "SELECT current_setting('server_version_num')::int8, current_database()::text, session_user::text")
    #expect(try rows.integer(0, 0) == version && version >= 150_000)
    #expect(try rows.text(0, 1) == database && database == name)
    #expect(try rows.text(0, 2) == user)
    connection.close()
    var observer = try SharedServer.connect()
    var left = 1
    for _ in 0..<100 where left > 0 {
      left = try observer.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = $1", [.text(name)])
        .integer(0, 0)
      usleep(20_000)
    }
    #expect(left == 0)
  }
}
