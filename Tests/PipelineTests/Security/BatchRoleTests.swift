import Foundation
import LocalServer
import Pipeline
import Postgres
import Synchronization
import Testing

extension RoleTests {
  /// The nightly run with the rights of `fairshare_batch`, and nothing beyond them.
  @Suite("The role of the batch")
  struct BatchRoleTests {
    @Test("after a publication the planner knows how few runs are published, so that no plan looks into all of them")
    func statistics() throws {
      let database = try RoleServer.makeCompany("plans")
      for _ in 0..<3 { try RoleServer.run(database) { $0.isForced = true } }
      #expect(
        try database.integer("SELECT reltuples FROM pg_class WHERE oid = 'fairshare.published_runs'::regclass") == 1)
    }

    @Test("a whole nightly run, and a second one over it, need no more than membership in fairshare_batch")
    func wholeRun() throws {
      let database = try RoleServer.company.get()
      let mine = try database.texts("SELECT result_digest FROM fairshare.runs WHERE state = 'published'").first
      let again = try RoleServer.run(database) { $0.isForced = true }
      #expect(again.state == .published)
      #expect(again.resultDigest == mine)
      #expect(try RoleServer.run(database).state == .unchanged)
      // A superuser, whom no policy and no missing right stops, computes the same.
      #expect(try database.run(forced: true).resultDigest == mine)
      #expect(try database.leftoverTables() == 0)
    }

    @Test("a run that fails half-way drops what it staged, with the same rights")
    func failedRun() throws {
      let database = try RoleServer.company.get()
      let before = try database.integer("SELECT count(*) FROM fairshare.latest_shares")
      #expect(throws: Failure.self) {
        _ = try RoleServer.run(database) { batch in
          batch.isForced = true
          let steps = Steps()
          batch.progress = { steps.see($0.step) }
          batch.isCancelled = { steps.isStaging }
        }
      }
      #expect(try database.leftoverTables() == 0)
      #expect(try database.integer("SELECT count(*) FROM fairshare.latest_shares") == before)
      #expect(try database.integer("SELECT count(*) FROM fairshare.runs WHERE state = 'running'") == 0)
    }

    private static let refused = [
      "DELETE FROM fairshare.shares", "TRUNCATE fairshare.shares", "UPDATE fairshare.person_scores SET credited = 0",
      "INSERT INTO fairshare.person_scores SELECT * FROM fairshare.person_scores", "SELECT FROM fairshare.shares",
      "DELETE FROM fairshare.published_runs", "DELETE FROM fairshare.runs", "DELETE FROM fairshare.run_steps",
      "DELETE FROM fairshare.quarantined_rows", "SELECT reason FROM fairshare.decisions",
      "INSERT INTO fairshare.decisions (finding_id, decided_by, decision, reason) VALUES ('f', 'n', 'cleared', 'r')",
      "SELECT text FROM fairshare.appeals", "SELECT FROM fairshare.access_log", "SELECT FROM fairshare.secrets",
      "SELECT FROM fairshare.logins", "SELECT FROM fairshare.decision_log", "SELECT title FROM collab.objectives",
      "SELECT title FROM collab.tasks", "INSERT INTO collab.people (person_id) VALUES ('x')", "TRUNCATE collab.tasks",
      "CREATE TABLE public.x ()", "CREATE TABLE fairshare.x ()", "CREATE SCHEMA x", "SET ROLE fairshare_owner",
      "SELECT fairshare.act_as('a')", "SELECT fairshare.case_scores('a', 'c')", "SELECT fairshare.reader_seal('a')",
      "SELECT fairshare.apply_rights()", "ALTER TABLE fairshare.shares DISABLE ROW LEVEL SECURITY",
      "SELECT fairshare.drop_partition('shares', run_id) FROM fairshare.published_runs",
      "SELECT fairshare.stage_partition('shares', run_id) FROM fairshare.published_runs",
    ]

    @Test("what a run does not need is refused", arguments: refused)
    func least(statement: String) throws {
      _ = try RoleServer.company.get()
      #expect(try RoleServer.refusal("nightly", statement, rowSecurity: false) == "42501", "\(statement)")
    }

    @Test("nobody has a right on a partition of published results")
    func partitions() throws {
      let database = try RoleServer.company.get()
      let granted = try database.texts(
        """
        SELECT c.relname FROM pg_class AS c, aclexplode(c.relacl) AS x
        WHERE c.relispartition AND c.relkind = 'r' AND x.grantee <> c.relowner
        """)
      #expect(granted == [])
      #expect(try database.integer("SELECT count(*) FROM pg_class WHERE relispartition AND relkind = 'r'") >= 10)
    }

    @Test("a refused row of the batch leaves no text of it in the server's log")
    func quietLog() throws {
      let database = try RoleServer.company.get()
      let insert = """
        INSERT INTO fairshare.run_notices (run_id, code, severity, count, detail)
        SELECT run_id, 'X', 'wrong', 1, 'CANARY' FROM fairshare.published_runs
        """
      #expect(try RoleServer.refusal("nightly", insert.replacing("CANARY", with: "secret-comment-kept")) == "23514")
      // The same row written with the server's usual settings does show: the check can fail.
      var loud = try database.connect()
      try loud.executeScript("RESET log_error_verbosity; RESET log_min_error_statement")
      #expect(throws: PostgresError.self) {
        try loud.executeScript(insert.replacing("CANARY", with: "secret-comment-shown"))
      }
      let log = try String(contentsOfFile: database.server.logFile, encoding: .utf8)
      #expect(log.contains("secret-comment-shown"))
      #expect(!log.contains("secret-comment-kept"))
      #expect(log.contains("run_notices_severity_known"))
    }
  }
}

/// Remembers whether a run has begun to write.
private final class Steps: Sendable {
  private let staging = Atomic<Bool>(false)

  var isStaging: Bool { staging.load(ordering: .relaxed) }

  func see(_ step: Pipeline.Progress.Step) {
    if step == .verify { staging.store(true, ordering: .relaxed) }
  }
}
