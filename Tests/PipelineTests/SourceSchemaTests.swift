import Pipeline
import Testing

/// A company's own views, of the same shape and of other types.
@Suite("A company's own views give the same shares") struct SourceSchemaTests {
  static let period = "2026Q3"

  /// How views show an id: text of an order-preserving number, so that ties fall alike.
  enum IDs: String, CaseIterable, Sendable {
    case bigint = "(%n + 100000)::bigint"
    case integer = "(%n + 100000)::integer"
    case uuid = "lpad(to_hex(%n + 100000), 32, '0')::uuid"
    case varchar = "('v' || (%n + 100000))::varchar(64)"
    case padded = "('c' || (%n + 100000))::char(12)"
  }

  /// Views over the fixture company, without the tables and columns that a company may lack.
  private static func views(_ ids: IDs) -> String {
    func id(_ kind: String, _ column: String) -> String {
      let number = "(SELECT m.n FROM public.numbers AS m WHERE m.kind = '\(kind)' AND m.id = \(column))"
      return ids.rawValue.replacing("%n", with: number)
    }
    let person = { id("person", $0) }
    let keyResult = { id("key_result", $0) }
    let task = { id("task", $0) }
    return """
      CREATE TABLE public.numbers (kind text, id text COLLATE "C", n bigint, PRIMARY KEY (kind, id));
      INSERT INTO public.numbers
      SELECT kind, id, row_number() OVER (PARTITION BY kind ORDER BY id COLLATE "C") FROM (
        SELECT 'person', person_id FROM collab.people UNION SELECT 'key_result', key_result_id FROM collab.key_results
        UNION SELECT 'task', task_id FROM collab.tasks UNION SELECT 'objective', objective_id FROM collab.objectives
        UNION SELECT 'team', team_id FROM collab.teams UNION SELECT 'review', review_id FROM collab.reviews
        UNION SELECT 'feedback', feedback_id FROM collab.feedback) AS x(kind, id);
      CREATE SCHEMA own;
      CREATE TYPE own.outcome AS ENUM ('open', 'delivered', 'learned', 'dropped');
      CREATE TYPE own.verdict AS ENUM ('approve', 'request_changes', 'comment');
      CREATE DOMAIN own.points AS numeric(12, 4);
      CREATE VIEW own.periods AS SELECT period_id::varchar(20), starts_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS starts_on,
        ends_on::timestamp AS ends_on FROM collab.periods;
      CREATE VIEW own.people AS SELECT \(person("person_id")) AS person_id, job_family::varchar, \(person("manager_id")) AS manager_id,
        hired_on, left_on FROM collab.people;
      CREATE VIEW own.teams AS SELECT \(id("team", "team_id")) AS team_id, \(id("team", "parent_team_id")) AS parent_team_id FROM collab.teams;
      CREATE VIEW own.team_members AS SELECT \(id("team", "team_id")) AS team_id, \(person("person_id")) AS person_id, valid_from, valid_to,
        allocation::numeric FROM collab.team_members;
      CREATE VIEW own.objectives AS SELECT \(id("objective", "objective_id")) AS objective_id, period_id, \(id("team", "team_id")) AS team_id,
        \(person("owner_id")) AS owner_id, \(keyResult("parent_key_result_id")) AS parent_key_result_id, kind FROM collab.objectives;
      CREATE VIEW own.key_results AS SELECT \(keyResult("key_result_id")) AS key_result_id, \(id("objective", "objective_id")) AS objective_id,
        \(id("team", "team_id")) AS team_id, title FROM collab.key_results;
      CREATE VIEW own.key_result_versions AS SELECT \(keyResult("key_result_id")) AS key_result_id, valid_from, weight::numeric, baseline, target
        FROM collab.key_result_versions;
      CREATE VIEW own.check_ins AS SELECT \(keyResult("key_result_id")) AS key_result_id,
        checked_at AT TIME ZONE 'Asia/Shanghai' AS checked_at, value::numeric, \(person("person_id")) AS person_id FROM collab.check_ins;
      CREATE VIEW own.key_result_authors AS SELECT \(keyResult("key_result_id")) AS key_result_id, \(person("person_id")) AS person_id,
        declared_share::numeric(5, 4) FROM collab.key_result_authors;
      CREATE VIEW own.tasks AS SELECT outcome::own.outcome, \(task("task_id")) AS task_id, \(keyResult("key_result_id")) AS key_result_id,
        effort::own.points, completed_at AT TIME ZONE 'Asia/Shanghai' AS completed_at FROM collab.tasks;
      CREATE VIEW own.task_assignees AS SELECT \(task("task_id")) AS task_id, \(person("person_id")) AS person_id, role FROM collab.task_assignees;
      CREATE VIEW own.task_links AS SELECT \(task("task_id")) AS task_id, \(task("blocks_task_id")) AS blocks_task_id FROM collab.task_links;
      CREATE VIEW own.reviews AS SELECT \(id("review", "review_id")) AS review_id, \(task("task_id")) AS task_id,
        \(person("reviewer_id")) AS reviewer_id, requested_at AT TIME ZONE 'Asia/Shanghai' AS requested_at,
        submitted_at AT TIME ZONE 'Asia/Shanghai' AS submitted_at, verdict::own.verdict, comments::smallint FROM collab.reviews;
      CREATE VIEW own.feedback AS SELECT \(id("feedback", "feedback_id")) AS feedback_id, \(person("giver_id")) AS giver_id,
        \(person("receiver_id")) AS receiver_id, \(keyResult("key_result_id")) AS key_result_id, given_at, kind FROM collab.feedback;
      CREATE VIEW own.learning_records AS SELECT \(keyResult("key_result_id")) AS key_result_id, \(person("person_id")) AS person_id,
        hypothesis_at, result_at, decision, \(keyResult("reused_by_key_result_id")) AS reused_by_key_result_id FROM collab.learning_records;
      """
  }

  @Test("ids of any type, times without zone, numerics and enums", arguments: IDs.allCases, [1, 2])
  func twin(ids: IDs, jobs: Int) throws {
    try BatchServer.with(BatchServer.lark) { database in
      // What the views lack, the twin lacks too.
      try database.execute(
        """
        DELETE FROM collab.absences; DELETE FROM collab.peer_ratings; DELETE FROM collab.spot_checks; DELETE FROM collab.one_on_ones;
        UPDATE collab.task_assignees SET effort_share = NULL; UPDATE collab.tasks SET created_at = NULL;
        """)
      try database.run(Self.period, jobs: jobs)
      let row = """
        SELECT string_agg(concat_ws(' ', s.key_result_id, s.person_id, model, share), E'\\n' ORDER BY s.key_result_id, s.person_id, model)
        """
      try database.execute(Self.views(ids))
      let twin = try database.texts(
        """
        \(row) FROM (SELECT \(ids.rawValue.replacing("%n", with: "k.n"))::text AS key_result_id,
          \(ids.rawValue.replacing("%n", with: "p.n"))::text AS person_id, s.model, s.share
          FROM fairshare.latest_shares AS s JOIN public.numbers AS k ON k.kind = 'key_result' AND k.id = s.key_result_id
          JOIN public.numbers AS p ON p.kind = 'person' AND p.id = s.person_id) AS s
        """)
      let people = try database.texts(
        "SELECT round(contributed::numeric, 9) FROM fairshare.latest_people ORDER BY person_id")
      var configuration = database.configuration(jobs: jobs)
      configuration.sourceSchema = "own"
      let outcome = try NightlyRun(
        settings: Workplace(configuration).settings, configuration: configuration, period: Self.period
      ).run()
      #expect(outcome.state == .published)
      try #expect(database.texts("\(row) FROM fairshare.latest_shares AS s") == twin)
      try #expect(
        database.texts("SELECT round(contributed::numeric, 9) FROM fairshare.latest_people ORDER BY person_id")
          == people)
      try #expect(database.integer("SELECT count(*) FROM fairshare.quarantined_rows") == 0)
      let absent = try database.texts(
        "SELECT detail FROM fairshare.run_notices JOIN fairshare.published_runs USING (run_id) WHERE code = 'empty_table'"
      )
      #expect(absent == ["absences, peer_ratings, one_on_ones, spot_checks"])
    }
  }

  @Test("a table or column that cannot be done without is named and refused")
  func missing() throws {
    try BatchServer.with(BatchServer.lark) { database in
      try database.execute(Self.views(.bigint))
      func run() throws -> (exit: Int32, errors: String) {
        try Program.run(Program.runArguments(database, Self.period, ["--source-schema", "own"]))
      }
      try #expect(run().exit == 0)
      let published = try database.texts("SELECT run_id FROM fairshare.published_runs")
      try database.execute(
        "DROP VIEW own.tasks; CREATE VIEW own.tasks AS SELECT task_id, key_result_id FROM collab.tasks")
      let column = try run()
      #expect(column.exit == 78)
      #expect(column.errors.contains("outcome") && column.errors.contains("tasks"))
      try database.execute("DROP VIEW own.tasks")
      let table = try run()
      #expect(table.exit == 78)
      #expect(table.errors.contains("tasks"))
      try database.execute("CREATE VIEW own.tasks AS SELECT task_id, outcome, '{}'::jsonb AS effort FROM collab.tasks")
      let type = try run()
      #expect(type.exit == 78)
      #expect(type.errors.contains("effort") && type.errors.contains("jsonb"))
      try #expect(database.texts("SELECT run_id FROM fairshare.published_runs") == published)
      try #expect(database.integer("SELECT count(*) FROM fairshare.runs WHERE state = 'running'") == 0)
    }
  }

  @Test("ids that a view holds twice are told, and the same row stands whatever its place")
  func doubles() throws {
    try BatchServer.with(BatchServer.clean) { database in
      try database.execute(
        """
        CREATE SCHEMA own;
        CREATE TABLE own.people (number serial PRIMARY KEY, person_id text, left_on date);
        INSERT INTO own.people (person_id, left_on) SELECT person_id, NULL FROM collab.people;
        INSERT INTO own.people (person_id, left_on) VALUES ('a', '2026-05-01');
        CREATE TABLE own.reviews (number serial PRIMARY KEY, LIKE collab.reviews);
        INSERT INTO own.reviews (review_id, task_id, reviewer_id, requested_at, submitted_at, verdict, comments, kind)
          SELECT * FROM collab.reviews;
        INSERT INTO own.reviews (review_id, task_id, reviewer_id, requested_at, submitted_at, verdict, comments, kind)
          SELECT * FROM collab.reviews WHERE review_id = 'r1';
        ANALYZE own.reviews;
        """)
      for table in [
        "periods", "teams", "team_members", "objectives", "key_results", "key_result_authors", "tasks",
        "task_assignees",
      ] {
        try database.execute("CREATE VIEW own.\(table) AS SELECT * FROM collab.\(table)")
      }
      var dumps: [[String: String]] = []
      for jobs in [1, 2] {
        var configuration = database.configuration(jobs: jobs)
        configuration.sourceSchema = "own"
        var run = NightlyRun(
          settings: Workplace(configuration).settings, configuration: configuration, period: "2026Q2")
        run.isForced = true
        _ = try run.run()
        dumps.append(try database.dump("2026Q2"))
        try database.execute(
          "CREATE TABLE public.x AS SELECT * FROM own.people ORDER BY number DESC; TRUNCATE own.people; INSERT INTO own.people SELECT * FROM public.x; DROP TABLE public.x"
        )
      }
      #expect(dumps[0] == dumps[1])
      try #expect(
        database.texts(
          "SELECT source_table || ' ' || source_key || ' ' || code FROM fairshare.quarantined_rows JOIN fairshare.published_runs USING (run_id) ORDER BY 1"
        )
          == ["people a duplicate", "reviews r1 duplicate"])
    }
  }
}
