import Foundation
import LocalServer
import Postgres
import Store
import Synchronization
import Testing

/// What people wrote is chained, and any one row that is changed behind the program's back is found.
@Suite("The chain of decisions")
struct DecisionChainTests {
  private static let written = """
    INSERT INTO fairshare.audit_events (actor, action, subject)
    VALUES (SESSION_USER, 'hold', 'all'), (SESSION_USER, 'release', 'all');
    INSERT INTO fairshare.decisions (finding_id, decided_by, decision, reason)
    VALUES ('f1', 'a', 'cleared', 'seen'), ('f2', 'b', 'not_judged', 'thin'), ('f3', 'a', 'cleared', 'seen too');
    INSERT INTO fairshare.appeals (appeal_id, person_id, key_result_id, text, share_before)
    VALUES ('x1', 'p', 'k', 'please look', 0.5), ('x2', 'q', 'k', 'please look', 0.5);
    UPDATE fairshare.appeals SET answer = 'done', answered_by = 'a', answered_at = now() WHERE appeal_id = 'x1';
    """

  @Test("what was written through the program is found intact, and its head is the newest entry")
  func intact() throws {
    try TestServer.withMigratedDatabase { connection in
      let empty = try DecisionChain.faults(&connection)
      #expect(empty == [])
      try connection.executeScript(Self.written)
      let faults = try DecisionChain.faults(&connection)
      #expect(faults == [])
      let head = try DecisionChain.head(&connection)
      #expect(head?.number == 8)
      let known = try DecisionChain.head(&connection, anchor: head?.digest)
      #expect(known?.holdsAnchor == true)
      let unknown = try DecisionChain.head(&connection, anchor: String(repeating: "a", count: 64))
      #expect(unknown?.holdsAnchor == false)
    }
  }

  /// Acts of a superuser with all triggers switched off, each against one row, and what must be said of it.
  private static let acts: [(act: String, fault: String)] = [
    ("UPDATE fairshare.decisions SET reason = 'other' WHERE finding_id = 'f2'", "row_edited"),
    ("UPDATE fairshare.decisions SET decided_at = decided_at + interval '1 us' WHERE finding_id = 'f3'", "row_edited"),
    ("DELETE FROM fairshare.decisions WHERE finding_id = 'f1'", "row_missing"),
    (
      "INSERT INTO fairshare.decisions (finding_id, decided_by, decision, reason) VALUES ('f9', 'a', 'cleared', 'late')",
      "row_unlogged"
    ),
    ("UPDATE fairshare.decisions SET decision_id = DEFAULT WHERE finding_id = 'f1'", "row_missing"),
    ("UPDATE fairshare.appeals SET answer = 'no' WHERE appeal_id = 'x1'", "row_edited"),
    (
      "UPDATE fairshare.appeals SET answer = NULL, answered_by = NULL, answered_at = NULL WHERE appeal_id = 'x1'",
      "row_edited"
    ),
    ("DELETE FROM fairshare.appeals WHERE appeal_id = 'x2'", "row_missing"),
    ("UPDATE fairshare.audit_events SET actor = 'z' WHERE action = 'hold'", "row_edited"),
    ("DELETE FROM fairshare.audit_events WHERE action = 'release'", "row_missing"),
    ("UPDATE fairshare.decision_log SET login = 'z' WHERE number = 4", "entry_edited"),
    ("UPDATE fairshare.decision_log SET at = at + interval '1 us' WHERE number = 1", "entry_edited"),
    ("DELETE FROM fairshare.decision_log WHERE number = 1", "entry_missing"),
    ("DELETE FROM fairshare.decision_log WHERE number = 5", "entry_missing"),
    ("DELETE FROM fairshare.decision_log WHERE number = 8", "head_differs"),
    // Rewritten with a right digest of its own: the entry after it no longer fits.
    (
      """
      UPDATE fairshare.decision_log AS l SET login = 'z' WHERE number = 4;
      UPDATE fairshare.decision_log AS l SET digest = fairshare.link_digest(l) WHERE number = 4
      """, "chain_broken"
    ),
    // Two entries change places.
    (
      """
      UPDATE fairshare.decision_log SET number = -3 WHERE number = 3;
      UPDATE fairshare.decision_log SET number = 3 WHERE number = 4;
      UPDATE fairshare.decision_log SET number = 4 WHERE number = -3
      """, "entry_edited"
    ),
    (
      """
      INSERT INTO fairshare.decision_log
      SELECT 9, at, login, source_table, source_key, act, row_digest, digest, digest FROM fairshare.decision_log WHERE number = 8
      """, "entry_edited"
    ),
    ("UPDATE fairshare.decision_log_head SET number = 7", "head_differs"),
    ("DELETE FROM fairshare.decision_log_head", "head_differs"),
    ("DELETE FROM fairshare.chained_tables WHERE source_table = 'decisions'", "table_unknown"),
  ]

  @Test("every act of tampering with one row, with triggers switched off, is found and named", arguments: acts.indices)
  func tampering(index: Int) throws {
    let (act, fault) = Self.acts[index]
    try TestServer.withMigratedDatabase { connection in
      try connection.executeScript(Self.written)
      try connection.executeScript("SET session_replication_role = replica; \(act); RESET session_replication_role")
      let faults = try DecisionChain.faults(&connection)
      #expect(faults.contains { $0.kind == fault }, "\(act): \(faults)")
    }
  }

  @Test("writers that come at the same time queue: one chain, no gap, nothing lost")
  func concurrentWriters() throws {
    let server = try TestServer.shared.get()
    try TestServer.withMigratedDatabase { connection in
      let database = connection.database
      let failures = Mutex<[String]>([])
      DispatchQueue.concurrentPerform(iterations: 4) { writer in
        do {
          var session = try Connection(server.settings(database: database))
          for number in 0..<25 {
            try session.execute(
              "INSERT INTO fairshare.decisions (finding_id, decided_by, decision, reason) VALUES ($1, 'a', 'cleared', 'r')",
              [.text("f\(writer)-\(number)")])
          }
        } catch {
          failures.withLock { $0.append("\(error)") }
        }
      }
      #expect(failures.withLock { $0 } == [])
      let faults = try DecisionChain.faults(&connection)
      #expect(faults == [])
      let head = try DecisionChain.head(&connection)
      #expect(head?.number == 100)
    }
  }
}
