internal import FairshareSQL
internal import Postgres

/// What a look at a staged run over several of its tables says.
extension Publication {
  /// Whether each person's sum is that of the shares; in words what is wrong, empty when all is well.
  static func sumFaults(_ connection: inout Connection, _ run: RunID) throws -> [String] {
    let bad = try connection.execute(
      """
      WITH known AS MATERIALIZED (
        SELECT k.key_result_id, k.value, CASE WHEN EXISTS (
          SELECT FROM \(ResultFamily.shares.partition(run)) AS c
          WHERE c.run_id = k.run_id AND c.key_result_id = k.key_result_id AND c.model = 'consensus'
        ) THEN 'consensus' ELSE 'evidence' END AS model
        FROM \(ResultFamily.keyResultScores.partition(run)) AS k
      ), headline AS (
        SELECT person_id, pg_catalog.sum(k.value * s.share::float8) AS contributed
        FROM \(ResultFamily.shares.partition(run)) AS s
        JOIN known AS k USING (key_result_id, model)
        WHERE s.model IN ('consensus', 'evidence')
        GROUP BY person_id
      )
      SELECT pg_catalog.count(*) FROM \(ResultFamily.personScores.partition(run)) AS p
      FULL JOIN headline AS h USING (person_id)
      WHERE NOT coalesce(pg_catalog.abs(coalesce(p.contributed, 0) - coalesce(h.contributed, 0))
        <= 1e-6 * greatest(1, pg_catalog.abs(p.contributed)), false)
      """, patience: .seconds(3600)
    ).integer(0, 0)
    return bad == 0 ? [] : ["\(bad) people whose sum is not that of their shares"]
  }

  /// How many people a staged run would move far beside the run that readers see.
  ///
  /// A person's move is the mean over the key results that both runs know, by value, of how far the share goes up or down.
  package struct Drift: Sendable {
    package let moved: Int
    package let people: Int
  }

  /// nil where nothing is published.
  ///
  /// - Parameter points: a person counts as moved beyond this part of a share.
  static func drift(_ connection: inout Connection, run: RunID, points: Double) throws -> Drift? {
    let rows = try connection.execute(
      Query.countMoved.sql, [.uuid(run.bits), .float8(points)], patience: .seconds(3600))
    return rows.count == 0 ? nil : Drift(moved: try rows.integer(0, 0), people: try rows.integer(0, 1))
  }
}
