import LocalServer
import Pipeline
import Postgres
import Testing

extension RoleTests {
  /// Sums of teams as a data analyst sees them who keeps those of every run of a period.
  @Suite("Sums of teams for data teams", .serialized)
  struct TeamSumsTests {
    /// Two teams of eight below one of nobody; everybody did one task of a key result of their own, and is named for it.
    private static func company(_ name: String) throws -> CompanyDatabase {
      let database = try RoleServer.makeCompany(name)
      try database.execute(
        """
        INSERT INTO collab.teams VALUES ('top', NULL, 'top'), ('x', 'top', 'x'), ('y', 'top', 'y');
        INSERT INTO collab.key_results VALUES ('kn', 'o', NULL, 'kn');
        INSERT INTO collab.key_result_versions VALUES ('kn', '2026-04-01', 5, 0, 10, NULL);
        INSERT INTO collab.check_ins VALUES ('kn', '2026-06-20', 8, NULL, NULL);
        INSERT INTO collab.people (person_id) SELECT 'n' || lpad(i::text, 2, '0') FROM generate_series(1, 22) AS i;
        INSERT INTO collab.team_members
        SELECT CASE WHEN i <= 8 OR i > 16 THEN 'x' ELSE 'y' END, 'n' || lpad(i::text, 2, '0'), '2026-01-01', NULL, 1
        FROM generate_series(1, 22) AS i;
        """)
      try work(database, 1...16)
      return database
    }

    private static func work(_ database: CompanyDatabase, _ people: ClosedRange<Int>) throws {
      try database.execute(
        """
        INSERT INTO collab.tasks (task_id, key_result_id, effort, created_at, completed_at, outcome)
        SELECT 'n' || i, 'kn', 3, '2026-04-02', '2026-04-20', 'delivered'
        FROM generate_series(\(people.lowerBound), \(people.upperBound)) AS i;
        INSERT INTO collab.task_assignees (task_id, person_id)
        SELECT 'n' || i, 'n' || lpad(i::text, 2, '0') FROM generate_series(\(people.lowerBound), \(people.upperBound)) AS i;
        INSERT INTO collab.key_result_authors (key_result_id, person_id)
        SELECT 'kn', 'n' || lpad(i::text, 2, '0') FROM generate_series(\(people.lowerBound), \(people.upperBound)) AS i;
        """)
    }

    /// Team and number of people of each sum that the analyst sees, of every run that is still there.
    private static func seen(_ database: CompanyDatabase, _ query: String) throws -> [String] {
      var settings = database.server.settings(database: database.name, user: "analyst")
      settings.rowSecurity = true
      var connection = try Connection(settings)
      return try RoleServer.texts(&connection, query)
    }

    private static let published = "SELECT team_id || ' ' || people FROM fairshare.data_team_totals ORDER BY 1"

    @Test("one person more in a later run changes the people of no sum, five more do")
    func joiners() throws {
      let database = try Self.company("sums_joiners")
      try RoleServer.run(database)
      #expect(try Self.seen(database, Self.published) == ["top 16", "x 8", "y 8"])
      try Self.work(database, 17...17)
      #expect(try RoleServer.run(database).state == .published)
      #expect(try Self.seen(database, Self.published) == ["top 16", "x 8", "y 8"])
      // What both runs show of a team is a sum over the same people.
      let pairs = try Self.seen(
        database,
        "SELECT team_id || ' ' || count(DISTINCT people) FROM fairshare.team_totals GROUP BY team_id ORDER BY 1")
      #expect(pairs == ["top 1", "x 1", "y 1"])
      // The same holds for a forced run, and for what was staged and thrown away.
      #expect(try RoleServer.run(database) { $0.isForced = true }.state == .published)
      #expect(try Self.seen(database, Self.published) == ["top 16", "x 8", "y 8"])
      try Self.work(database, 18...21)
      try RoleServer.run(database)
      #expect(try Self.seen(database, Self.published) == ["top 21", "x 13", "y 8"])
      #expect(try database.integer("SELECT count(DISTINCT run_id) FROM fairshare.team_blocks") == 2)
    }

    @Test("one person fewer takes the sum of the team away, and the company is then the other team")
    func leavers() throws {
      let database = try Self.company("sums_leavers")
      try RoleServer.run(database)
      try database.execute(
        """
        DELETE FROM collab.task_assignees WHERE person_id = 'n01';
        DELETE FROM collab.key_result_authors WHERE person_id = 'n01';
        """)
      try RoleServer.run(database)
      #expect(try Self.seen(database, Self.published) == ["top 8", "y 8"])
      // After a rollback readers see the first run again, and what later runs may show has not changed.
      _ = try Program.run(
        ["rollback", "--period", "P", "--reason", "look", "--database", database.connectionString])
      #expect(try Self.seen(database, Self.published) == ["top 16", "x 8", "y 8"])
      #expect(try RoleServer.run(database) { $0.isForced = true }.state == .published)
      #expect(try Self.seen(database, Self.published) == ["top 8", "y 8"])
    }

    @Test("an erased person keeps the place in the block, so that nobody is left behind alone")
    func erased() throws {
      let database = try Self.company("sums_erased")
      try RoleServer.run(database)
      #expect(try Self.seen(database, Self.published) == ["top 16", "x 8", "y 8"])
      let before = try database.integer("SELECT count(*) FROM fairshare.team_blocks")
      let erase = try Program.run(
        ["erase", "person", "n01", "--confirm", "n01", "--reason", "asked", "--database", database.connectionString])
      #expect(erase.exit == 0, "\(erase.errors)")
      #expect(try database.integer("SELECT count(*) FROM fairshare.team_blocks") == before)
      #expect(try database.integer("SELECT count(*) FROM fairshare.team_blocks WHERE person_id = 'n01'") == 0)
      try RoleServer.run(database) { $0.isForced = true }
      // The engine owns the input here: the tombstone has taken the person's place in it, too.
      #expect(try Self.seen(database, Self.published) == ["top 16", "x 8", "y 8"])
    }

    @Test("a period with a published run of before this rule shows no sums any more")
    func unknown() throws {
      let database = try Self.company("sums_unknown")
      try RoleServer.run(database)
      #expect(try Self.seen(database, Self.published).count == 3)
      try database.execute("UPDATE fairshare.runs SET has_team_blocks = false")
      try RoleServer.run(database) { $0.isForced = true }
      #expect(try Self.seen(database, Self.published) == [])
    }
  }
}
