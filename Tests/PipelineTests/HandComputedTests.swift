import Foundation
import Pipeline
import Testing

@Suite("Shares worked out by hand") struct HandComputedTests {
  @Test("evidence shares of the hand-made company equal the sums on paper", arguments: [1, 2])
  func evidence(jobs: Int) throws {
    try BatchServer.with(BatchServer.empty) { database in
      try database.execute(HandMadeCompany.script)
      try database.run("P", jobs: jobs)
      let units = HandMadeCompany.units { 1 - exp(-$0 / 4) }
      let total = units.values.reduce(0, +)
      let shares = try database.shares("k")
      #expect(shares.keys.sorted() == units.keys.sorted())
      for (person, amount) in units {
        #expect(abs((shares[person] ?? -1) - amount / total) < 1.5e-9, "\(person)")
      }
      try #expect(database.shares("k", model: "declared") == ["a": 0.6, "b": 0.4, "c": 0, "d": 0, "e": 0])
      try #expect(
        database.numbers(
          "SELECT person_id || ' ' || kind, acts FROM fairshare.latest_evidence WHERE key_result_id = 'k'")
          == [
            "a authored": 2, "a help": 1, "a check_in": 2, "b authored": 3, "b review": 1, "b unblocking": 2,
            "b thanks": 2, "c authored": 1, "c review": 1, "c learning": 2, "d authored": 1, "d review": 1,
            "e review": 1,
            "e goal_authoring": 2, "e check_in": 1,
          ])
    }
  }

  @Test("pot and attainment take the goal and the last value in force at the end of the period")
  func pot() throws {
    try BatchServer.with(BatchServer.empty) { database in
      try database.execute(HandMadeCompany.script)
      try database.run("P")
      try #expect(
        database.numbers(
          "SELECT key_result_id, attainment FROM fairshare.latest_key_results WHERE attainment IS NOT NULL")
          == ["k": 0.5])
      try #expect(
        database.numbers("SELECT key_result_id, value FROM fairshare.latest_key_results") == ["k": 1.5, "other": 1])
      try #expect(
        database.integer("SELECT count(*) FROM fairshare.latest_key_results WHERE reason IS NOT NULL") == 2)
      try #expect(
        database.texts("SELECT source_table || ' ' || source_key || ' ' || code FROM fairshare.quarantined_rows")
          == ["reviews r6 self_review"])
      let notices = try database.numbers("SELECT code, count FROM fairshare.run_notices")
      // t8, r9, the last check-in and the last thanks lie after the period.
      #expect(notices["future_event"] == 4)
      #expect(notices["missing_effort"] == 1)
      try #expect(
        database.texts("SELECT detail FROM fairshare.run_notices WHERE code = 'empty_table'")
          == ["team_members, absences, peer_ratings, one_on_ones, spot_checks"])
    }
  }

  @Test("what happens after a period's end changes nothing in it")
  func later() throws {
    try BatchServer.with(BatchServer.empty) { database in
      try database.execute(HandMadeCompany.script)
      try database.run("P")
      let before = try database.shares("k")
      try database.execute(
        """
        SET timezone = 'UTC';
        UPDATE collab.tasks SET effort = 5000 WHERE task_id = 't8';
        INSERT INTO collab.tasks VALUES ('t9', 'k', '', 1, '2026-07-02', '2026-07-20', 'delivered');
        INSERT INTO collab.task_assignees VALUES ('t9', 'e', 'owner', NULL);
        INSERT INTO collab.check_ins VALUES ('k', '2026-07-20', 20, NULL, 'e');
        """)
      try database.run("P", forced: true)
      try #expect(database.shares("k") == before)
    }
  }

  @Test("more history changes nothing: blockers of another period carry no part")
  func history() throws {
    try BatchServer.with(BatchServer.empty) { database in
      try database.execute(HandMadeCompany.script)
      try database.execute(
        """
        INSERT INTO collab.periods VALUES ('P0', '2026-01-01', '2026-03-31');
        INSERT INTO collab.objectives VALUES ('z', 'P0', 't', 'e', NULL, 'okr', 'z');
        INSERT INTO collab.key_results VALUES ('z', 'z', NULL, 'z');
        INSERT INTO collab.tasks VALUES ('t0', 'z', '', 30, '2026-01-02', '2026-02-20', 'delivered');
        INSERT INTO collab.task_assignees VALUES ('t0', 'c', 'owner', NULL);
        INSERT INTO collab.task_links VALUES ('t0', 't4');
        """)
      try database.run("P")
      let few = try database.shares("k")
      // Now the period is a small part of the history, and the server filters.
      try database.execute(
        """
        INSERT INTO collab.objectives SELECT 'y' || i, 'P0', NULL, NULL, NULL, 'okr', '' FROM generate_series(1, 20) AS i;
        INSERT INTO collab.key_results SELECT 'y' || i, 'y' || i, NULL, '' FROM generate_series(1, 20) AS i;
        """)
      try database.run("P", forced: true)
      try #expect(database.shares("k") == few)
      let units = HandMadeCompany.units { 1 - exp(-$0 / 4) }
      let total = units.values.reduce(0, +)
      #expect(abs((few["b"] ?? -1) - (units["b"] ?? 0) / total) < 1.5e-9)
    }
  }
}
