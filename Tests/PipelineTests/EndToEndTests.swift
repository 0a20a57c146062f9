import Contribution
import Pipeline
import Testing

/// The fixture company, scored in both periods, against sums that the database computes by itself.
@Suite("The whole batch on the fixture company") struct EndToEndTests {
  static let periods = ["2026Q2", "2026Q3"]

  private static func scored<Value>(_ body: (CompanyDatabase) throws -> Value) throws -> Value {
    try BatchServer.with(BatchServer.lark) { database in
      for period in periods {
        let outcome = try database.run(period)
        #expect(outcome.state == .published)
        #expect(outcome.exit == .done)
        #expect(outcome.keyResults == (period == "2026Q2" ? 20 : 18))
      }
      return try body(database)
    }
  }

  @Test("shares of every model sum to exactly 1, and explanations sum to what they explain")
  func sums() throws {
    try Self.scored { database in
      try #expect(
        database.integer("SELECT count(DISTINCT (key_result_id, model)) FROM fairshare.latest_shares") >= 38 * 4)
      try #expect(
        database.texts(
          """
          SELECT key_result_id || ' ' || model || ' ' || sum(share) FROM fairshare.latest_shares
          GROUP BY key_result_id, model HAVING sum(share) <> 1 OR min(share) < 0
          """) == [])
      // Everybody on a key result has a row in every model.
      try #expect(
        database.texts(
          """
          SELECT s.key_result_id || ' ' || s.model FROM fairshare.latest_shares s
          JOIN fairshare.latest_key_results k USING (key_result_id)
          GROUP BY s.key_result_id, s.model, k.people HAVING count(*) <> k.people
          """) == [])
      try #expect(
        database.texts(
          """
          SELECT key_result_id || ' ' || person_id FROM fairshare.latest_shares AS s
          LEFT JOIN (SELECT key_result_id, person_id, sum(amount) AS pieces FROM fairshare.latest_evidence
            GROUP BY key_result_id, person_id) AS e USING (key_result_id, person_id)
          WHERE s.model = 'evidence' AND s.share <> coalesce(pieces, 0)
            AND EXISTS (SELECT FROM fairshare.latest_evidence AS any_piece WHERE any_piece.key_result_id = s.key_result_id)
          """) == [])
      try #expect(
        database.texts(
          """
          WITH acts AS (
            SELECT r.run_id, r.key_result_id, r.person_id, sum(r.amount) AS kept, count(*) AS rows, min(r.amount) AS least,
              max(r.rank) AS last
            FROM fairshare.evidence_records AS r JOIN fairshare.published_runs USING (run_id)
            GROUP BY 1, 2, 3),
          pieces AS (
            SELECT key_result_id, person_id, sum(acts) AS acts FROM fairshare.latest_evidence GROUP BY 1, 2)
          SELECT key_result_id || ' ' || person_id FROM acts
          JOIN pieces USING (key_result_id, person_id)
          JOIN fairshare.latest_shares AS s USING (key_result_id, person_id)
          WHERE s.model = 'evidence' AND (kept > s.share OR (pieces.acts <= 10 AND kept <> s.share)
            OR rows <> least(10, pieces.acts) OR last <> rows OR least < 0)
          """) == [])
    }
  }

  @Test("sums over a person's key results equal the sums that SQL makes of the shares")
  func personSums() throws {
    try Self.scored { database in
      try #expect(database.integer("SELECT count(*) FROM fairshare.latest_people") > 100)
      try #expect(
        database.texts(
          """
          WITH headline AS (
            SELECT period_id, key_result_id, person_id, max(share) FILTER (WHERE model = 'declared') AS declared,
              coalesce(max(share) FILTER (WHERE model = 'consensus'), max(share) FILTER (WHERE model = 'evidence')) AS share
            FROM fairshare.latest_shares GROUP BY 1, 2, 3),
          sums AS (
            SELECT period_id, person_id, sum(k.value * h.share::float8) AS contributed,
              sum(k.value * h.declared::float8) AS credited, count(*) AS key_results
            FROM headline AS h JOIN fairshare.latest_key_results AS k USING (period_id, key_result_id)
            WHERE k.value IS NOT NULL GROUP BY 1, 2)
          SELECT period_id || ' ' || person_id FROM fairshare.latest_people AS p
          FULL JOIN sums AS s USING (period_id, person_id)
          WHERE abs(coalesce(p.contributed, -1) - coalesce(s.contributed, 0)) > 1e-7
            OR abs(coalesce(p.credited, -1) - coalesce(s.credited, 0)) > 1e-7
            OR p.key_results <> coalesce(s.key_results, 0)
          """) == [])
      // Work that serves no key result, divided equally among those named on it.
      try #expect(
        database.texts(
          """
          WITH unlinked AS (
            SELECT t.task_id, t.effort / count(*) OVER (PARTITION BY t.task_id) AS part, a.person_id, p.period_id
            FROM collab.tasks AS t JOIN collab.task_assignees AS a USING (task_id)
            JOIN collab.periods AS p ON t.completed_at >= p.starts_on::timestamp AT TIME ZONE 'UTC'
              AND t.completed_at < (p.ends_on + 1)::timestamp AT TIME ZONE 'UTC'
            WHERE t.key_result_id IS NULL AND t.outcome IN ('delivered', 'learned') AND t.effort IS NOT NULL
              AND a.role IS DISTINCT FROM 'handler')
          SELECT p.person_id FROM fairshare.latest_people AS p
          LEFT JOIN (SELECT period_id, person_id, sum(part) AS effort FROM unlinked GROUP BY 1, 2) AS u
            USING (period_id, person_id)
          WHERE abs(p.unlinked_effort - coalesce(u.effort, 0)) > 1e-3
          """) == [])
    }
  }

  @Test("credit on record and equal parts equal what SQL makes of the authors")
  func declaredAndEqual() throws {
    try Self.scored { database in
      try #expect(
        database.texts(
          """
          WITH authors AS (
            SELECT key_result_id, person_id, declared_share AS d, sum(declared_share) OVER w AS total,
              count(*) FILTER (WHERE declared_share IS NULL) OVER w AS silent, count(*) OVER w AS n
            FROM collab.key_result_authors WINDOW w AS (PARTITION BY key_result_id)),
          credit AS (
            SELECT key_result_id, person_id, CASE WHEN coalesce(total, 0) = 0 THEN 1.0 / n
              ELSE coalesce(d, greatest(0, 1 - total) / silent)
                / (total + CASE WHEN silent > 0 THEN greatest(0, 1 - total) ELSE 0 END) END AS share
            FROM authors)
          SELECT key_result_id || ' ' || person_id FROM fairshare.latest_shares AS s
          FULL JOIN credit AS c USING (key_result_id, person_id)
          WHERE s.model = 'declared' AND abs(s.share - coalesce(c.share, 0)) > 2e-9 OR s.share IS NULL
          """) == [])
      try #expect(
        database.texts(
          """
          SELECT key_result_id || ' ' || person_id FROM fairshare.latest_shares AS s
          JOIN fairshare.latest_key_results AS k USING (key_result_id)
          WHERE s.model = 'equal' AND abs(s.share - 1.0 / k.people) > 1e-9
          """) == [])
    }
  }

  @Test("everybody with an act, credit, a rating or a spot check takes part, and nobody else")
  func participants() throws {
    try Self.scored { database in
      try #expect(
        database.texts(
          """
          WITH bounds AS (
            SELECT k.key_result_id, (p.ends_on + 1)::timestamp AT TIME ZONE 'UTC' AS ends
            FROM collab.key_results AS k JOIN collab.objectives AS o USING (objective_id) JOIN collab.periods AS p USING (period_id)),
          counted AS (
            SELECT t.task_id, t.key_result_id FROM collab.tasks AS t JOIN bounds AS b USING (key_result_id)
            WHERE t.outcome IN ('delivered', 'learned') AND coalesce(t.completed_at < b.ends, true)),
          named AS (
            SELECT c.key_result_id, c.task_id, a.person_id FROM counted AS c JOIN collab.task_assignees AS a USING (task_id)
            WHERE a.role IS DISTINCT FROM 'handler'),
          people AS (
            SELECT key_result_id, person_id FROM named
            UNION SELECT key_result_id, person_id FROM collab.key_result_authors
            UNION SELECT c.key_result_id, r.reviewer_id FROM counted AS c JOIN collab.reviews AS r USING (task_id)
              JOIN bounds AS b USING (key_result_id)
              WHERE r.submitted_at < b.ends AND (coalesce(r.comments, 1) > 0 OR r.verdict = 'request_changes')
                AND NOT EXISTS (SELECT FROM named AS n WHERE n.task_id = r.task_id AND n.person_id = r.reviewer_id)
            UNION SELECT f.key_result_id, f.receiver_id FROM collab.feedback AS f JOIN bounds AS b USING (key_result_id)
              WHERE f.kind <> 'suggestion' AND f.giver_id <> f.receiver_id AND f.given_at < b.ends
            UNION SELECT l.key_result_id, l.person_id FROM collab.learning_records AS l WHERE l.person_id IS NOT NULL
            UNION SELECT key_result_id, ratee_id FROM collab.peer_ratings
              WHERE points > 0 AND rater_id <> ratee_id AND key_result_id IS NOT NULL
            UNION SELECT key_result_id, left_person_id FROM collab.spot_checks
            UNION SELECT key_result_id, right_person_id FROM collab.spot_checks
            UNION SELECT b.key_result_id, n.person_id FROM collab.task_links AS x JOIN counted AS b ON b.task_id = x.blocks_task_id
              JOIN named AS n ON n.task_id = x.task_id
              WHERE NOT EXISTS (SELECT FROM named AS o WHERE o.task_id = x.blocks_task_id AND o.person_id = n.person_id)),
          told AS (SELECT DISTINCT key_result_id, person_id FROM fairshare.latest_shares)
          SELECT key_result_id || ' ' || person_id FROM people FULL JOIN told USING (key_result_id, person_id)
          EXCEPT SELECT key_result_id || ' ' || person_id FROM people JOIN told USING (key_result_id, person_id)
          """) == [])
    }
  }

  @Test("what reaches a company objective equals a walk down the goals in SQL")
  func objectives() throws {
    try Self.scored { database in
      try #expect(database.integer("SELECT count(*) FROM fairshare.objective_contributions") > 50)
      try #expect(
        database.texts(
          """
          WITH RECURSIVE goal AS (
            SELECT k.key_result_id, o.objective_id, o.period_id, o.parent_key_result_id AS parent,
              coalesce((SELECT v.weight FROM collab.key_result_versions AS v WHERE v.key_result_id = k.key_result_id
                AND v.valid_from <= p.ends_on ORDER BY v.valid_from DESC LIMIT 1), 1) AS weight,
              EXISTS (SELECT FROM collab.tasks AS t WHERE t.key_result_id = k.key_result_id) AS own
            FROM collab.key_results AS k JOIN collab.objectives AS o USING (objective_id) JOIN collab.periods AS p USING (period_id)),
          sized AS (
            SELECT g.*, weight / sum(weight) OVER w AS relative, count(*) OVER w AS siblings,
              (SELECT count(*) FROM goal AS c WHERE c.parent = g.key_result_id) AS children
            FROM goal AS g WINDOW w AS (PARTITION BY coalesce('k' || parent, 'o' || objective_id))),
          walk AS (
            SELECT key_result_id, objective_id AS root, relative AS worth, own, children FROM sized WHERE parent IS NULL
            UNION ALL
            SELECT s.key_result_id, w.root, w.worth * s.relative * CASE WHEN w.own THEN s.siblings / (s.siblings + 1.0) ELSE 1 END,
              s.own, s.children
            FROM sized AS s JOIN walk AS w ON s.parent = w.key_result_id),
          parts AS (
            SELECT key_result_id, root,
              CASE WHEN children = 0 THEN worth WHEN own THEN worth / (children + 1) ELSE 0 END AS part FROM walk),
          headline AS (
            SELECT key_result_id, person_id,
              coalesce(max(share) FILTER (WHERE model = 'consensus'), max(share) FILTER (WHERE model = 'evidence')) AS share
            FROM fairshare.latest_shares GROUP BY 1, 2),
          expected AS (
            SELECT h.person_id, p.root AS objective_id, sum(p.part * h.share::float8) AS amount
            FROM parts AS p JOIN headline AS h USING (key_result_id)
            JOIN fairshare.latest_key_results AS k USING (key_result_id)
            WHERE k.reason IS DISTINCT FROM 'no_evidence' GROUP BY 1, 2 HAVING sum(p.part * h.share::float8) > 1e-12),
          told AS (SELECT c.* FROM fairshare.objective_contributions AS c JOIN fairshare.published_runs USING (run_id))
          SELECT person_id || ' ' || objective_id || ' ' || coalesce(e.amount, -1) || ' ' || coalesce(t.amount, -1)
          FROM expected AS e FULL JOIN told AS t USING (person_id, objective_id)
          WHERE abs(coalesce(e.amount, 0) - coalesce(t.amount, 0)) > 1e-9
          """) == [])
    }
  }

  @Test("team rhythms equal what SQL counts")
  func rhythms() throws {
    try Self.scored { database in
      try #expect(database.integer("SELECT count(*) FROM fairshare.team_rhythms") > 15)
      try #expect(
        database.texts(
          """
          WITH bounds AS (
            SELECT *, starts_on::timestamp AT TIME ZONE 'UTC' AS s, (ends_on + 1)::timestamp AT TIME ZONE 'UTC' AS e FROM collab.periods),
          members AS (
            SELECT DISTINCT b.period_id, m.team_id, m.person_id FROM bounds AS b JOIN collab.team_members AS m
              ON m.valid_from <= b.ends_on AND coalesce(m.valid_to >= b.starts_on, true)),
          own AS (
            SELECT k.key_result_id, o.period_id, coalesce(k.team_id, o.team_id) AS team_id
            FROM collab.key_results AS k JOIN collab.objectives AS o USING (objective_id)),
          gaps AS (
            SELECT o.period_id, o.team_id, extract(epoch FROM c.checked_at - lag(c.checked_at) OVER (PARTITION BY o.key_result_id
              ORDER BY c.checked_at)) / 86400 AS days
            FROM own AS o JOIN collab.check_ins AS c USING (key_result_id) JOIN bounds AS b USING (period_id) WHERE c.checked_at < b.e),
          expected AS (
            SELECT m.period_id, m.team_id, count(*) AS people,
              (SELECT count(*) FROM collab.one_on_ones AS x JOIN bounds AS b ON b.period_id = m.period_id AND x.held_at >= b.s AND x.held_at < b.e
                JOIN members AS r ON r.period_id = m.period_id AND r.team_id = m.team_id AND r.person_id = x.report_id)::float8 / count(*) AS talks,
              (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY g.days) FROM gaps AS g
                WHERE g.period_id = m.period_id AND g.team_id = m.team_id AND g.days IS NOT NULL) AS days,
              (SELECT count(*) FROM own AS o JOIN bounds AS b USING (period_id) WHERE o.period_id = m.period_id AND o.team_id = m.team_id
                AND NOT EXISTS (SELECT FROM collab.check_ins AS c WHERE c.key_result_id = o.key_result_id
                  AND c.checked_at >= b.e - interval '30 days' AND c.checked_at < b.e)) AS stale,
              (SELECT count(*) FROM collab.feedback AS f JOIN bounds AS b ON b.period_id = m.period_id AND f.given_at >= b.s AND f.given_at < b.e
                JOIN members AS r ON r.period_id = m.period_id AND r.team_id = m.team_id AND r.person_id = f.giver_id
                WHERE f.key_result_id IS NULL OR EXISTS (SELECT FROM own WHERE own.key_result_id = f.key_result_id AND own.period_id = m.period_id)) AS given,
              (SELECT count(*) FROM own AS o JOIN bounds AS b USING (period_id) JOIN collab.key_result_versions AS v USING (key_result_id)
                WHERE o.period_id = m.period_id AND o.team_id = m.team_id AND v.valid_from BETWEEN b.starts_on AND b.ends_on
                  AND EXISTS (SELECT FROM collab.key_result_versions AS w WHERE w.key_result_id = v.key_result_id AND w.valid_from < v.valid_from)) AS changes
            FROM members AS m GROUP BY 1, 2),
          told AS (SELECT t.* FROM fairshare.team_rhythms AS t JOIN fairshare.published_runs USING (run_id))
          SELECT period_id || ' ' || team_id FROM expected AS e FULL JOIN told AS t USING (period_id, team_id)
          WHERE t.people IS DISTINCT FROM e.people OR abs(t.one_on_ones_per_person - e.talks) > 1e-9
            OR abs(coalesce(t.median_days_between_check_ins, -1) - coalesce(e.days, -1)) > 1e-9
            OR t.stale_key_results IS DISTINCT FROM e.stale OR t.feedback_given IS DISTINCT FROM e.given
            OR t.goal_changes IS DISTINCT FROM e.changes
          """) == [])
    }
  }

  @Test("readers see the published run only")
  func views() throws {
    try BatchServer.with(BatchServer.lark) { database in
      let first = try database.run("2026Q2")
      try database.execute("UPDATE collab.reviews SET comments = 9 WHERE review_id = 'r00002'")
      let second = try database.run("2026Q2")
      #expect(second.runID != first.runID)
      for view in ["latest_shares", "latest_key_results", "latest_people", "latest_evidence", "trend_people"] {
        try #expect(database.texts("SELECT DISTINCT run_id FROM fairshare.\(view)") == [second.runID])
      }
      try #expect(
        database.texts("SELECT DISTINCT run_id FROM fairshare.shares ORDER BY 1") == [first.runID, second.runID])
      try #expect(
        database.texts("SELECT state FROM fairshare.runs ORDER BY run_id") == ["superseded", "published"])
      try #expect(database.integer("SELECT count(*) FROM fairshare.run_steps WHERE finished_at IS NULL") == 0)
    }
  }
}
