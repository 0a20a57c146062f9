import Foundation
import Pipeline
import Testing

@Suite("Identity: accounts, doubled records, names")
struct IdentityTests {
  /// Two records of one 张伟 in team t, and another 张伟 in team u; work is done under an account, too.
  private static let script = """
    SET timezone = 'UTC';
    INSERT INTO collab.periods VALUES ('P', '2026-04-01', '2026-06-30');
    INSERT INTO collab.people (person_id, display_name) VALUES
      ('a', '张伟'), ('a2', ' 张伟 '), ('b', '李雷'), ('c', ''), ('z', '张伟');
    INSERT INTO collab.teams VALUES ('t', NULL, 't'), ('u', NULL, 'u');
    INSERT INTO collab.team_members VALUES
      ('t', 'a', '2026-01-01', NULL, 1), ('t', 'a2', '2026-01-01', NULL, 1), ('t', 'b', '2026-01-01', NULL, 1),
      ('u', 'z', '2026-01-01', NULL, 1), ('u', 'c', '2026-01-01', NULL, 1);
    INSERT INTO collab.objectives VALUES ('o', 'P', 't', 'b', NULL, 'okr', 'o');
    INSERT INTO collab.key_results VALUES ('k', 'o', NULL, 'k');
    INSERT INTO collab.key_result_authors VALUES ('k', 'a', NULL, NULL), ('k', 'b', NULL, NULL), ('k', 'z', NULL, NULL);
    INSERT INTO collab.tasks
    SELECT 't' || i, 'k', '', 5, '2026-04-02', '2026-04-10', 'delivered' FROM generate_series(1, 5) AS i;
    INSERT INTO collab.task_assignees VALUES
      ('t1', 'a', 'owner', NULL), ('t2', 'a2', 'owner', NULL), ('t3', 'zw@git', 'owner', NULL), ('t4', 'b', 'owner', NULL),
      ('t5', 'z', 'owner', NULL);
    """

  @Test("a doubled record is a finding about data, never merged; two people of one name stay two")
  func suspicion() throws {
    try BatchServer.with(BatchServer.empty) { company in
      try company.execute(Self.script)
      let outcome = try company.run("P")
      let notices = Dictionary(uniqueKeysWithValues: outcome.notices.map { ($0.code, $0.count) })
      #expect(notices["possible_duplicate"] == 2, "a and a2 share a team; z does not")
      #expect(notices["same_name"] == 3)
      #expect(notices["blank_name"] == 1)
      #expect(notices["unmapped_account"] == 1)
      try #expect(company.shares("k").keys.sorted() == ["a", "a2", "b", "z"])
      try #expect(company.texts("SELECT account || ' ' || rows FROM fairshare.unmapped_accounts") == ["zw@git 1"])
      #expect(try company.verb(["status"]).output.contains("zw@git"))
    }
  }

  @Test("a name in another Unicode form is the same name, and an address joins, too, where the company has one")
  func spellings() throws {
    try BatchServer.with(BatchServer.empty) { company in
      try company.execute(Self.script)
      try company.execute(
        """
        CREATE SCHEMA firm;
        CREATE VIEW firm.people AS
          SELECT person_id, CASE person_id WHEN 'a' THEN U&'Jos\\00E9' WHEN 'a2' THEN U&'JOSE\\0301' ELSE person_id END
            AS display_name, CASE WHEN person_id IN ('b', 'z') THEN 'x@firm.example' END AS email FROM collab.people;
        """)
      for table in [
        "periods", "teams", "team_members", "objectives", "key_results", "key_result_authors", "tasks",
        "task_assignees",
      ] { try company.execute("CREATE VIEW firm.\(table) AS SELECT * FROM collab.\(table)") }
      var configuration = company.configuration()
      configuration.sourceSchema = "firm"
      let outcome = try NightlyRun(
        settings: Workplace(configuration).settings, configuration: configuration, period: "P"
      ).run()
      let notices = Dictionary(uniqueKeysWithValues: outcome.notices.map { ($0.code, $0.count) })
      #expect(notices["possible_duplicate"] == 4 && notices["same_name"] == 2)
    }
  }

  @Test("an alias merges accounts and records, and taking it away brings back every byte")
  func merge() throws {
    try BatchServer.with(BatchServer.empty) { company in
      try company.execute(Self.script)
      try company.run("P")
      let before = try company.dump("P")
      let apart = try company.shares("k")
      try company.execute(
        "INSERT INTO collab.person_aliases VALUES ('a2', 'a', NULL, NULL), ('zw@git', 'a2', NULL, NULL)")
      let outcome = try company.run("P")
      #expect(outcome.state == .published, "an alias is input")
      let merged = try company.shares("k")
      #expect(merged.keys.sorted() == ["a", "b", "z"])
      #expect((merged["a"] ?? 0) > (apart["a"] ?? 0) + (apart["a2"] ?? 0), "the account's task counts now")
      #expect(!outcome.notices.contains { $0.code == "unmapped_account" || $0.code == "possible_duplicate" })
      try company.execute("DELETE FROM collab.person_aliases")
      try company.run("P")
      try #expect(company.dump("P") == before)
    }
  }

  @Test("an account of two people, or of nobody, maps to nobody and is named")
  func conflict() throws {
    try BatchServer.with(BatchServer.empty) { company in
      try company.execute(Self.script)
      try company.execute(
        """
        INSERT INTO collab.person_aliases VALUES
          ('zw@git', 'a', NULL, NULL), ('zw@git', 'z', NULL, NULL), ('x', 'nobody', NULL, NULL),
          ('y', 'a', '2020-01-01', '2020-12-31'), ('p', 'q', NULL, NULL), ('q', 'p', NULL, NULL);
        """)
      try company.run("P")
      try #expect(
        company.texts(
          "SELECT source_key || ' ' || code FROM fairshare.quarantined_rows WHERE source_table = 'person_aliases' ORDER BY 1"
        )
          == ["p conflicting_duplicate", "q conflicting_duplicate", "x orphan", "zw@git conflicting_duplicate"])
      try #expect(company.shares("k").keys.sorted() == ["a", "a2", "b", "z"])
    }
  }

  @Test("a reviewer is known by the login's alias, so nobody decides about themselves under another name")
  func reviewer() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try company.plantFlag("F-1", person: "p006")
      try company.execute("INSERT INTO collab.person_aliases VALUES ('hr_one', 'p006', NULL, NULL)")
      let decide = ["review", "decide", "F-1", "--decision", "cleared", "--reason", "mine"]
      #expect(try company.verb(decide).exit == 77)
      #expect(try company.verb(decide, as: "hr_two").exit == 0)
    }
  }
}
