internal import Contribution
package import Postgres

/// Who did things together on the tasks of a run's key results, counted in the source as it is now: for a drawing, never
/// for a share.
package enum JointActs {
  /// Acts that two people did together: one reviewed the other's task, or both were on one.
  package struct Pair: Sendable, Equatable {
    package var left: String
    package var right: String
    package var acts: Int
  }

  /// Pairs kept for one key result, the busiest: a drawing has no room for more.
  private static let kept = 60

  /// Pairs by key result, the busiest first.
  ///
  /// The server only hands over ids; grouping millions of triples of text there takes ten times as long.
  ///
  /// - Parameter keyResults: only these; nil for all of the run.
  /// - Throws: `PostgresError`.
  /// - Complexity: one pass over tasks, assignees and reviews; 12 bytes an act and 40 a task beside the ids.
  package static func pairs(
    _ connection: inout Connection, schema: String, run: RunID, of keyResults: [String]? = nil
  ) throws -> [String: [Pair]] {
    let texts = try SourceTexts(schema: schema, &connection)
    guard texts.has(.tasks, "key_result_id"), texts.has(.taskAssignees) else { return [:] }
    var count = JointCount()
    let scored = try connection.execute(
      """
      SELECT k.key_result_id FROM fairshare.key_result_scores AS k
      WHERE k.run_id = $1 AND ($2::pg_catalog.text[] IS NULL OR k.key_result_id = ANY ($2::pg_catalog.text[]))
      """, [.uuid(run.bits), keyResults.map { .textArray($0) } ?? .null])
    for row in 0..<scored.count { count.goals.intern(try scored.text(row, 0)) }
    guard count.goals.count > 0 else { return [:] }

    let source = try quotedIdentifier(schema)
    // COPY takes no parameters; without a list the client leaves out what belongs to other key results.
    var (ofGoal, ofTask) = ("", "")
    if let keyResults {
      try connection.execute(
        "SELECT pg_catalog.set_config('fairshare.key_results', $1::pg_catalog.text[]::pg_catalog.text, false)",
        [.textArray(keyResults)])
      ofGoal =
        "WHERE t.key_result_id::pg_catalog.text = ANY (pg_catalog.current_setting('fairshare.key_results')::pg_catalog.text[])"
      ofTask = "JOIN \(source).tasks AS t ON t.task_id::pg_catalog.text = s.task_id::pg_catalog.text \(ofGoal)"
    }
    let (task, text) = ("s.task_id::pg_catalog.text", "pg_catalog.text")
    try copy(
      &connection, "SELECT t.task_id::\(text), t.key_result_id::\(text) FROM \(source).tasks AS t \(ofGoal)"
    ) { row throws(PostgresError) in unsafe count.task(try row.field(), goal: try row.field()) }
    let role = texts.has(.taskAssignees, "role") ? "coalesce(s.role::\(text), 'owner')" : "'owner'"
    try copy(
      &connection,
      "SELECT \(task), s.person_id::\(text), \(role) IN ('owner', 'co_owner') FROM \(source).task_assignees AS s \(ofTask)"
    ) { row throws(PostgresError) in
      unsafe count.assignee(try row.field(), person: try row.field(), owns: try row.boolOrNull() ?? false)
    }
    count.pairAssignees()
    if texts.has(.reviews) {
      try copy(&connection, "SELECT \(task), s.reviewer_id::\(text) FROM \(source).reviews AS s \(ofTask)") {
        row throws(PostgresError) in unsafe count.review(try row.field(), by: try row.field())
      }
    }
    return count.busiest(kept)
  }

  private static func copy(
    _ connection: inout Connection, _ query: String, _ body: (inout CopyRow) throws -> Void
  ) throws {
    try connection.copyOut("COPY (\(query)) TO STDOUT (FORMAT binary)", patience: .seconds(600), body)
  }
}
