import Pipeline
import Testing

/// What must not matter, through the whole batch.
@Suite("What changes no share") struct InvarianceTests {
  static let period = "2026Q2"

  /// - Parameter key: how the ids of the changed company read in the first one.
  private static func compare(
    within tolerance: Double, prepare: String = "", _ change: String, id: String = "key_result_id || ' ' || person_id"
  ) throws {
    try BatchServer.with(BatchServer.lark) { database in
      // Imputed efforts hang on a median, which splitting moves by right.
      try database.execute("UPDATE collab.tasks SET effort = 3 WHERE effort IS NULL;" + prepare)
      let query = "FROM fairshare.latest_shares WHERE model = 'evidence'"
      try database.run(period)
      let before = try database.numbers("SELECT key_result_id || ' ' || person_id, share \(query)")
      try database.execute(change)
      try #expect(database.run(period).state == .published)
      let after = try database.numbers("SELECT \(id), share \(query)")
      #expect(after.count == before.count)
      #expect(before.count > 80)
      let far = before.filter { abs($0.value - (after[$0.key] ?? -1)) > tolerance }
      #expect(far.isEmpty, "\(far.prefix(5))")
    }
  }

  @Test("splitting tasks in seven, with their reviews")
  func splitTasks() throws {
    try Self.compare(
      within: 1.01e-9,
      """
      CREATE TABLE public.split AS SELECT t.task_id, i FROM collab.tasks AS t, generate_series(1, 6) AS i
        WHERE hashtext(t.task_id) % 3 = 0 AND NOT EXISTS (SELECT FROM collab.task_links AS l WHERE t.task_id IN (l.task_id, l.blocks_task_id));
      UPDATE collab.tasks SET effort = effort / 7 WHERE task_id IN (SELECT task_id FROM public.split);
      INSERT INTO collab.tasks SELECT t.task_id || '-' || i, t.key_result_id, '', t.effort, t.created_at, t.completed_at, t.outcome
        FROM collab.tasks AS t JOIN public.split USING (task_id);
      INSERT INTO collab.task_assignees SELECT a.task_id || '-' || i, a.person_id, a.role, a.effort_share
        FROM collab.task_assignees AS a JOIN public.split USING (task_id);
      INSERT INTO collab.reviews SELECT r.review_id || '-' || i, r.task_id || '-' || i, r.reviewer_id, r.requested_at, r.submitted_at,
        r.verdict, r.comments, r.kind FROM collab.reviews AS r JOIN public.split USING (task_id);
      """)
  }

  @Test("splitting blocked and blocking tasks")
  func splitLinks() throws {
    try Self.compare(
      within: 1.01e-9,
      """
      CREATE TABLE public.split AS SELECT DISTINCT blocks_task_id AS task_id FROM collab.task_links
        WHERE blocks_task_id NOT IN (SELECT task_id FROM collab.task_links);
      UPDATE collab.tasks SET effort = effort / 2 WHERE task_id IN (SELECT task_id FROM public.split);
      INSERT INTO collab.tasks SELECT t.task_id || '-2', t.key_result_id, '', t.effort, t.created_at, t.completed_at, t.outcome
        FROM collab.tasks AS t JOIN public.split USING (task_id);
      INSERT INTO collab.task_assignees SELECT a.task_id || '-2', a.person_id, a.role, a.effort_share
        FROM collab.task_assignees AS a JOIN public.split USING (task_id);
      INSERT INTO collab.reviews SELECT r.review_id || '-2', r.task_id || '-2', r.reviewer_id, r.requested_at, r.submitted_at,
        r.verdict, r.comments, r.kind FROM collab.reviews AS r JOIN public.split USING (task_id);
      INSERT INTO collab.task_links SELECT l.task_id, l.blocks_task_id || '-2' FROM collab.task_links AS l;
      """)
  }

  @Test("sending one review in several parts")
  func splitReviews() throws {
    try Self.compare(
      within: 0,
      """
      INSERT INTO collab.reviews SELECT review_id || '-1', task_id, reviewer_id, requested_at, submitted_at - interval '1 minute', 'comment',
        comments - 1, kind FROM collab.reviews WHERE comments > 1;
      UPDATE collab.reviews SET comments = 1 WHERE comments > 1 AND review_id NOT LIKE '%-1';
      """)
  }

  @Test("another unit of effort", arguments: ["7", "0.001", "1000000"])
  func unit(factor: String) throws {
    try Self.compare(within: 1.01e-9, "UPDATE collab.tasks SET effort = effort * \(factor)")
  }

  @Test("other names of people, goals, tasks and teams in the same order")
  func names() throws {
    let columns = [
      ("people", ["person_id", "manager_id"]), ("teams", ["team_id", "parent_team_id"]),
      ("team_members", ["team_id", "person_id"]),
      ("absences", ["person_id"]), ("objectives", ["objective_id", "team_id", "owner_id", "parent_key_result_id"]),
      ("key_results", ["key_result_id", "objective_id", "team_id"]), ("key_result_versions", ["key_result_id"]),
      ("check_ins", ["key_result_id", "person_id"]), ("key_result_authors", ["key_result_id", "person_id"]),
      ("tasks", ["task_id", "key_result_id"]), ("task_assignees", ["task_id", "person_id"]),
      ("task_links", ["task_id", "blocks_task_id"]),
      ("reviews", ["review_id", "task_id", "reviewer_id"]),
      ("peer_ratings", ["key_result_id", "team_id", "rater_id", "ratee_id"]),
      ("feedback", ["feedback_id", "giver_id", "receiver_id", "key_result_id"]),
      ("one_on_ones", ["manager_id", "report_id"]),
      ("learning_records", ["key_result_id", "person_id", "reused_by_key_result_id"]),
      ("spot_checks", ["check_id", "key_result_id", "left_person_id", "right_person_id"]),
    ]
    let prefix = "云' \" <b>"
    let renamed = columns.map { table, ids in
      "UPDATE collab.\(table) SET " + ids.map { "\($0) = $q$\(prefix)$q$ || \($0)" }.joined(separator: ", ") + ";"
    }.joined()
    let length = prefix.unicodeScalars.count + 1
    try Self.compare(
      within: 0, renamed, id: "substr(key_result_id, \(length)) || ' ' || substr(person_id, \(length))")
  }

  @Test("the physical order of repeated rows and the number of check-ins in a week")
  func repetition() throws {
    try Self.compare(
      within: 0,
      """
      INSERT INTO collab.check_ins SELECT key_result_id, checked_at, value, confidence, person_id FROM collab.check_ins;
      INSERT INTO collab.task_assignees SELECT * FROM collab.task_assignees;
      INSERT INTO collab.task_links SELECT * FROM collab.task_links;
      INSERT INTO collab.feedback SELECT feedback_id || '-2', giver_id, receiver_id, key_result_id, given_at, kind FROM collab.feedback;
      INSERT INTO collab.reviews SELECT review_id || '-2', task_id, reviewer_id, requested_at, submitted_at, verdict, comments, kind FROM collab.reviews;
      """)
  }
}
