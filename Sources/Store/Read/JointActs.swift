internal import Contribution
package import Postgres

/// Who did things together on the tasks of a run's key results, counted in the source as it is now: for a drawing, never
/// for a share.
package enum JointActs {
  /// Acts that two people did together: one reviewed the other's task, or both were on one.
  package struct Pair: Sendable {
    package var left: String
    package var right: String
    package var acts: Int
  }

  /// Pairs kept for one key result, the busiest: a drawing has no room for more.
  private static let kept = 60

  /// Pairs by key result.
  ///
  /// - Parameter keyResults: only these; nil for all of the run.
  /// - Throws: `PostgresError`.
  /// - Complexity: one pass of the server over tasks, assignees and reviews; memory of `kept` pairs a key result.
  package static func pairs(
    _ connection: inout Connection, schema: String, run: RunID, of keyResults: [String]? = nil
  ) throws(PostgresError) -> [String: [Pair]] {
    let texts = try SourceTexts(schema: schema, &connection)
    guard texts.has(.tasks, "key_result_id"), texts.has(.taskAssignees) else { return [:] }
    let source = try quotedIdentifier(schema)
    let reviews =
      texts.has(.reviews)
      ? """
      SELECT o.key_result, o.person AS p, r.reviewer_id::pg_catalog.text AS q
        FROM \(source).reviews AS r JOIN owners AS o ON o.task = r.task_id::pg_catalog.text
        UNION ALL
      """ : ""
    let role = texts.has(.taskAssignees, "role") ? "coalesce(a.role::pg_catalog.text, 'owner')" : "'owner'"
    let found = try connection.execute(
      """
      WITH wanted AS (
        SELECT t.task_id::pg_catalog.text AS task, t.key_result_id::pg_catalog.text AS key_result
        FROM \(source).tasks AS t
        WHERE t.key_result_id::pg_catalog.text IN (SELECT k.key_result_id FROM fairshare.key_result_scores AS k
          WHERE k.run_id = $1 AND ($2::pg_catalog.text[] IS NULL OR k.key_result_id = ANY ($2::pg_catalog.text[])))
      ), people AS (
        SELECT w.key_result, w.task, a.person_id::pg_catalog.text AS person,
          pg_catalog.bool_or(\(role) IN ('owner', 'co_owner')) AS owns
        FROM wanted AS w JOIN \(source).task_assignees AS a ON a.task_id::pg_catalog.text = w.task
        GROUP BY 1, 2, 3
      ), owners AS (
        SELECT * FROM people WHERE owns
      ), pairs AS (
        \(reviews)
        SELECT o.key_result, o.person AS p, b.person AS q FROM owners AS o JOIN people AS b ON b.task = o.task
        WHERE NOT b.owns OR o.person < b.person
      ), counted AS (
        SELECT key_result, least(p, q) AS p, greatest(p, q) AS q, pg_catalog.count(*) AS acts
        FROM pairs WHERE p <> q GROUP BY 1, 2, 3
      ), ranked AS (
        SELECT *, pg_catalog.row_number() OVER (
          PARTITION BY key_result ORDER BY acts DESC, p COLLATE "C", q COLLATE "C") AS place
        FROM counted
      )
      SELECT key_result, p, q, acts FROM ranked WHERE place <= \(kept)
      ORDER BY key_result COLLATE "C", place
      """, [.uuid(run.bits), keyResults.map { .textArray($0) } ?? .null], patience: .seconds(600))
    var result: [String: [Pair]] = [:]
    for row in 0..<found.count {
      result[try found.text(row, 0), default: []].append(
        Pair(left: try found.text(row, 1), right: try found.text(row, 2), acts: try found.integer(row, 3)))
    }
    return result
  }
}
