import Pipeline
import Postgres
import Store
import Testing

@Suite("Who worked with whom is counted from the source") struct JointActsTests {
  /// The same in one statement: slow on millions of rows, but plain.
  private static let statement = """
    WITH people AS (
      SELECT t.key_result_id, t.task_id, a.person_id, bool_or(coalesce(a.role, 'owner') IN ('owner', 'co_owner')) AS owns
      FROM collab.tasks AS t JOIN collab.task_assignees AS a USING (task_id)
      WHERE t.key_result_id IN (SELECT k.key_result_id FROM fairshare.key_result_scores AS k WHERE k.run_id = $1)
      GROUP BY 1, 2, 3
    ), pairs AS (
      SELECT o.key_result_id, o.person_id AS p, r.reviewer_id AS q
      FROM people AS o JOIN collab.reviews AS r USING (task_id) WHERE o.owns
      UNION ALL
      SELECT o.key_result_id, o.person_id, b.person_id FROM people AS o JOIN people AS b USING (task_id)
      WHERE o.owns AND (NOT b.owns OR o.person_id < b.person_id)
    ), counted AS (
      SELECT key_result_id, least(p, q) AS p, greatest(p, q) AS q, count(*) AS acts FROM pairs WHERE p <> q GROUP BY 1, 2, 3
    ), ranked AS (
      SELECT *, row_number() OVER (PARTITION BY key_result_id ORDER BY acts DESC, p COLLATE "C", q COLLATE "C") AS place
      FROM counted
    )
    SELECT concat_ws(' ', key_result_id, p, q, acts) FROM ranked WHERE place <= 60
    ORDER BY key_result_id COLLATE "C", place
    """

  @Test("pairs, their counts and their order are those of one plain statement, for all key results and for some")
  func pairs() throws {
    try BatchServer.with(BatchServer.lark) { database in
      let outcome = try database.run("2026Q2")
      var connection = try database.connect()
      // More owners and helpers on tasks, and reviews of tasks by those who are on them.
      try connection.executeScript(
        """
        INSERT INTO collab.task_assignees (task_id, person_id, role)
        SELECT t.task_id, p.person_id, (ARRAY['owner', 'co_owner', 'helper', NULL])[1 + (n.i + length(p.person_id)) % 4]
        FROM collab.tasks AS t CROSS JOIN generate_series(1, 4) AS n (i)
        JOIN LATERAL (SELECT person_id FROM collab.people ORDER BY hashtextextended(person_id || t.task_id, n.i) LIMIT 1) AS p ON true
        ON CONFLICT DO NOTHING;
        INSERT INTO collab.reviews (review_id, task_id, reviewer_id, submitted_at)
        SELECT 'more-' || t.task_id || n.i, t.task_id, p.person_id, t.created_at
        FROM collab.tasks AS t CROSS JOIN generate_series(1, 6) AS n (i)
        JOIN LATERAL (SELECT person_id FROM collab.people ORDER BY hashtextextended(person_id || t.task_id, n.i % 3) LIMIT 1) AS p ON true;
        """)
      let run = try #require(RunID(text: outcome.runID))
      let rows = try connection.execute(Self.statement, [.text(outcome.runID)])
      var expected: [String] = []
      for row in 0..<rows.count { expected.append(try rows.text(row, 0)) }
      #expect(expected.count > 500)
      let all = try JointActs.pairs(&connection, schema: "collab", run: run)
      #expect(Self.lines(all) == expected)
      let some = all.keys.sorted().enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
      let ofSome = try JointActs.pairs(&connection, schema: "collab", run: run, of: some + ["unknown"])
      #expect(ofSome == all.filter { some.contains($0.key) })
      #expect(try JointActs.pairs(&connection, schema: "collab", run: run, of: []).isEmpty)
    }
  }

  private static func lines(_ pairs: [String: [JointActs.Pair]]) -> [String] {
    pairs.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.flatMap { goal in
      pairs[goal, default: []].map { "\(goal) \($0.left) \($0.right) \($0.acts)" }
    }
  }
}
