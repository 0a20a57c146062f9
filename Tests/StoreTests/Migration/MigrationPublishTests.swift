import Postgres
import Store
import Testing

@Suite("Publishing into the schema")
struct MigrationPublishTests {
  private static let run = "11111111-2222-3333-4444-555555555555"

  private func stage(_ connection: inout Connection) throws {
    try connection.executeScript(
      """
      INSERT INTO fairshare.runs (run_id, period_id, state, started_at, engine_version, schema_version)
      VALUES ('\(Self.run)', 'p', 'running', now(), 'test', 1);
      CREATE TABLE fairshare.shares_staged (
        LIKE fairshare.shares INCLUDING DEFAULTS INCLUDING STORAGE,
        CONSTRAINT shares_staged_run CHECK (run_id = '\(Self.run)'::uuid));
      INSERT INTO fairshare.shares_staged VALUES
        ('\(Self.run)', 'p', 'k', 'a', 'equal', 0.333333334, NULL, NULL),
        ('\(Self.run)', 'p', 'k', 'b', 'equal', 0.666666666, NULL, NULL);
      ALTER TABLE fairshare.shares_staged
        ADD CONSTRAINT shares_staged_pkey PRIMARY KEY (run_id, key_result_id, person_id, model);
      """)
  }

  @Test("a staged partition is attached without a scan and without building an index, and only then is seen")
  func attach() throws {
    try TestServer.withMigratedDatabase { connection in
      try stage(&connection)
      #expect(try connection.execute("SELECT count(*) FROM fairshare.latest_shares").integer(0, 0) == 0)
      let indexes = try connection.execute("SELECT count(*) FROM pg_class WHERE relkind = 'i'").integer(0, 0)
      try connection.execute("SET client_min_messages = debug1")
      _ = connection.takeNotices()
      try connection.executeScript(
        """
        BEGIN;
        ALTER TABLE fairshare.shares ATTACH PARTITION fairshare.shares_staged FOR VALUES IN ('\(Self.run)');
        INSERT INTO fairshare.published_runs VALUES ('p', '\(Self.run)');
        COMMIT;
        """)
      let notices = connection.takeNotices().map { String(reflecting: $0) }.joined()
      #expect(notices.contains("is implied by existing constraints"))
      #expect(!notices.contains("building index"))
      #expect(try connection.execute("SELECT count(*) FROM pg_class WHERE relkind = 'i'").integer(0, 0) == indexes)
      let sums = try connection.execute("SELECT sum(share) = 1, count(*) FROM fairshare.latest_shares")
      #expect(try sums.bool(0, 0))
      #expect(try sums.integer(0, 1) == 2)
    }
  }

  @Test("decisions and audit events only grow; an appeal can be answered once and not be altered")
  func onlyGrow() throws {
    try TestServer.withMigratedDatabase { connection in
      try connection.executeScript(
        """
        INSERT INTO fairshare.decisions (finding_id, decided_by, decision, reason) VALUES ('f', 'hr', 'cleared', 'leave');
        INSERT INTO fairshare.audit_events (actor, action, subject) VALUES (SESSION_USER, 'decide', 'f');
        INSERT INTO fairshare.appeals (appeal_id, person_id, key_result_id, text, share_before)
        VALUES ('a', 'p', 'k', 'please look again', 0.25);
        UPDATE fairshare.appeals
        SET answer = 'raised', answered_by = 'hr', answered_at = now(), share_after = 0.3 WHERE appeal_id = 'a';
        """)
      let refused = [
        "UPDATE fairshare.decisions SET decision = 'confirmed'", "DELETE FROM fairshare.decisions",
        "TRUNCATE fairshare.decisions", "UPDATE fairshare.audit_events SET actor = 'x'",
        "DELETE FROM fairshare.audit_events", "UPDATE fairshare.appeals SET answer = 'lowered'",
        "DELETE FROM fairshare.appeals", "TRUNCATE fairshare.appeals",
        "INSERT INTO fairshare.decisions (finding_id, decided_by, decision, reason) VALUES ('f', 'h', 'cleared', ' ')",
      ]
      for statement in refused {
        #expect(throws: PostgresError.self, "\(statement)") { try connection.execute(statement) }
      }
      try connection.execute(
        """
        INSERT INTO fairshare.appeals (appeal_id, person_id, key_result_id, text, share_before)
        VALUES ('b', 'p', 'k', 'please look', 0.25)
        """)
      #expect(throws: PostgresError.self) {
        try connection.execute("UPDATE fairshare.appeals SET share_before = 0.5, answer = 'x' WHERE appeal_id = 'b'")
      }
    }
  }
}
