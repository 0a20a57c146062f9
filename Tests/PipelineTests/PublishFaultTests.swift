import Dispatch
import Foundation
import LocalServer
import Pipeline
import Postgres
import Store
import Synchronization
import Testing

/// Faults in the transaction that moves the pointer, each made to happen rather than waited for.
@Suite("The last transaction of a run under faults", .serialized) struct PublishFaultTests {
  private static let period = "2026Q2"

  /// A run beside the test; the closure steers what happens to it.
  private static func beside(
    _ database: CompanyDatabase, _ body: () throws -> Void
  ) throws -> Result<RunOutcome, any Error>? {
    let result = Mutex<Result<RunOutcome, any Error>?>(nil)
    let group = DispatchGroup()
    DispatchQueue(label: "test.run").async(group: group) {
      let end = Result { try database.run(Self.period) }
      result.withLock { $0 = end }
    }
    defer { group.wait() }
    try body()
    group.wait()
    return result.withLock { $0 }
  }

  /// Asks until the query gives a row, for 30 s at most.
  private static func waitFor(_ database: CompanyDatabase, _ query: String) throws -> [String] {
    for _ in 0..<3000 {
      let rows = try database.texts(query)
      if !rows.isEmpty { return rows }
      usleep(10_000)
    }
    throw TestError("nothing came of \(query)")
  }

  @Test("2: a COMMIT that happened and whose reply was lost is looked up, and the run is published once")
  func lostCommit() throws {
    // The server keeps whoever waits for a standby that does not exist after the commit is on its disk: ended there, the session is
    // gone without a reply.
    let server = try LocalServer(
      LocalServer.Options(settings: [("synchronous_standby_names", "nobody"), ("synchronous_commit", "local")]))
    defer { server.stop() }
    try server.createDatabase("company")
    let database = CompanyDatabase(server: server, name: "company")
    _ = try Workplace(database.configuration()).migrate()
    try database.importFolder(PackageRoot.file("Fixtures/dirty/clean").path())
    try database.execute(
      """
      CREATE FUNCTION public.wait_for_nobody() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
        RETURN NULL;
      END $$;
      CREATE TRIGGER wait_for_nobody AFTER INSERT OR UPDATE ON fairshare.published_runs EXECUTE FUNCTION public.wait_for_nobody();
      """)
    for turn in 1...3 {
      try database.execute("UPDATE collab.reviews SET comments = \(turn)")
      let end = try Self.beside(database) {
        let lost = try Self.waitFor(
          database,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'SyncRep'"
        )
        #expect(lost == ["true"])
      }
      let outcome = try #require(try end?.get())
      #expect(outcome.state == .published)
      try #expect(database.texts("SELECT run_id FROM fairshare.published_runs") == [outcome.runID])
      // Nothing was run a second time.
      try #expect(database.integer("SELECT count(*) FROM fairshare.runs") == turn)
      try #expect(database.integer("SELECT count(*) FROM fairshare.runs WHERE published_at IS NOT NULL") == turn)
      try #expect(database.leftoverTables() == 0)
    }
  }

  @Test("18: a run that a deadlock gives up is tried again, and is published once")
  func deadlock() throws {
    try BatchServer.with(BatchServer.clean) { database in
      let first = try database.run(Self.period)
      try database.execute(
        "UPDATE collab.reviews SET comments = 7; ALTER DATABASE \(database.name) SET deadlock_timeout = '2s'")
      var other = try database.connect("writer")
      // Of the two it is the run that finds out.
      try other.executeScript("SET deadlock_timeout = '60s'; BEGIN")
      try other.execute("UPDATE fairshare.published_runs SET run_id = run_id")
      let end = try Self.beside(database) {
        _ = try Self.waitFor(
          database,
          "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'fairshare/%/control' AND wait_event_type = 'Lock'"
        )
        try other.execute("SELECT fence FROM fairshare.period_fences FOR UPDATE")
        try other.executeScript("COMMIT")
      }
      let outcome = try #require(try end?.get())
      #expect(outcome.state == .published && outcome.runID != first.runID)
      // The run that was given up left its reason, and the next attempt published.
      try #expect(
        database.texts("SELECT state FROM fairshare.runs ORDER BY run_id") == ["superseded", "failed", "published"])
      try #expect(database.leftoverTables() == 0)
    }
  }

  @Test("the pointer waits for a statement that was planned before the partitions came")
  func earlierReaders() throws {
    try BatchServer.with(BatchServer.clean) { database in
      let first = try database.run(Self.period)
      var seen: [String] = []
      for turn in 1...3 where seen != [first.runID] {
        try database.execute("UPDATE collab.reviews SET comments = \(turn + 20)")
        var reader = try database.connect("reader")
        try reader.begin()
        try reader.execute("SELECT count(*) FROM fairshare.latest_shares")
        let partitions = "SELECT count(*) FROM pg_inherits WHERE inhparent = 'fairshare.shares'::regclass"
        let before = try database.integer(partitions)
        let end = try Self.beside(database) {
          defer { try? reader.rollback() }
          _ = try Self.waitFor(database, "SELECT 1 WHERE (\(partitions)) > \(before)")
          // Without the wait the pointer follows within some milliseconds; with it after a second, or once the reader has ended.
          usleep(300_000)
          seen = try database.texts("SELECT run_id FROM fairshare.published_runs")
        }
        #expect(try end?.get().state == .published)
        if seen != [first.runID] {
          // Too busy a machine to have looked in time: again, from the same start.
          try database.execute("UPDATE fairshare.published_runs SET run_id = '\(first.runID)'")
        }
      }
      #expect(seen == [first.runID], "the pointer moved under a reader that had planned before")
    }
  }
}
