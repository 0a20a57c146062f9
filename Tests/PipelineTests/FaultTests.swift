import Foundation
import Pipeline
import Postgres
import Store
import Synchronization
import Testing

/// The quick rows of the fault matrix; `Scripts/faults` injects all of them.
@Suite("A run survives faults, or ends and says what happened") struct FaultTests {
  static let period = "2026Q2"

  @Test(
    "1, 16, 20: a session that is ended in the middle is replaced, and the result is published once",
    arguments: [
      (Pipeline.Progress.Step.extract, "extract"), (.extract, "control"), (.score, "stage"), (.stage, "control"),
      (.publish, "control"),
    ])
  func ended(step: Pipeline.Progress.Step, session: String) throws {
    try BatchServer.with(BatchServer.clean) { database in
      let isDone = Mutex(false)
      let outcome = try database.run(Self.period) { run in
        run.progress = { progress in
          guard progress.step == step,
            isDone.withLock({
              let was = $0
              $0 = true
              return !was
            })
          else { return }
          do {
            try database.execute(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'fairshare/%/\(session)'"
            )
          } catch { Issue.record(error) }
        }
      }
      #expect(outcome.state == .published && isDone.withLock { $0 })
      try #expect(database.integer("SELECT count(*) FROM fairshare.runs WHERE published_at IS NOT NULL") == 1)
      try #expect(database.integer("SELECT count(*) FROM fairshare.runs WHERE state = 'running'") == 0)
      try #expect(database.leftoverTables() == 0)
    }
  }

  @Test("6: a lock that is held ends the run with the table and the holder named")
  func lock() throws {
    try BatchServer.with(BatchServer.clean) { database in
      var holder = try database.connect("somebody else")
      try holder.begin()
      try holder.execute("LOCK TABLE collab.tasks IN ACCESS EXCLUSIVE MODE")
      let end = try Program.run(
        Program.runArguments(database, Self.period), environment: ["FAIRSHARE_RUN_PATIENCE_SECONDS": "2"])
      #expect(end.exit == 75)
      for word in ["FS014", "step extract", "55P03", "collab.tasks", "\(holder.backendProcessID)", "somebody else"] {
        #expect(end.errors.contains(word), "\(word)")
      }
      try #expect(database.texts("SELECT state FROM fairshare.runs") == ["failed"])
      try holder.rollback()
    }
  }

  @Test("14: a statement that runs out of time names its step and the setting")
  func statementTimeout() throws {
    try BatchServer.with(BatchServer.clean) { database in
      try BadInputTests.makeViews(database, "tasks", "SELECT t.* FROM collab.tasks AS t, pg_sleep(5)")
      let end = try Program.run(
        Program.runArguments(database, Self.period, ["--source-schema", "own"]),
        environment: ["PGOPTIONS": "-c statement_timeout=200"])
      #expect(end.exit == 75)
      for word in ["FS015", "step extract", "57014", "statement_timeout", "Nothing was published"] {
        #expect(end.errors.contains(word), "\(word)")
      }
    }
  }

  @Test(
    "26: a run that is asked to stop cancels the statement that it waits for",
    arguments: [(Int32(SIGTERM), Int32(75)), (Int32(SIGINT), Int32(130))])
  func stop(signal: Int32, exit: Int32) throws {
    try BatchServer.with(BatchServer.clean) { database in
      var holder = try database.connect("somebody else")
      try holder.begin()
      try holder.execute("LOCK TABLE collab.tasks IN ACCESS EXCLUSIVE MODE")
      let process = try Program.start(Program.runArguments(database, Self.period))
      let waits =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
      while try database.integer(waits) == 0 { usleep(20_000) }
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      // It ended although the lock is still held.
      #expect(process.terminationStatus == exit)
      try #expect(database.texts("SELECT state FROM fairshare.runs") == ["cancelled"])
      try #expect(
        database.integer(
          "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'fairshare/%'"
        ) == 0)
      try holder.rollback()
    }
  }
}
