import Foundation
import Pipeline
import Store
import Testing

@Suite("Thirteen years of a real team") struct RealHistoryTests {
  @Test("every period of the real history is scored, sums are exact, and every known fault is counted")
  func everyPeriod() throws {
    let folder = PackageRoot.shared("data/kafka-history").path()
    #expect(FileManager.default.fileExists(atPath: folder))
    try BatchServer.with(BatchServer.empty) { database in
      try database.importFolder(folder)
      let periods = try database.texts("SELECT period_id FROM collab.periods ORDER BY starts_on, period_id")
      #expect(periods.count == 29)
      var keyResults = 0
      for period in periods {
        let outcome = try database.run(period) { batch in
          var configuration = batch.configuration
          configuration.quarantineLimit = 0.01
          batch = NightlyRun(settings: batch.settings, configuration: configuration, period: period)
        }
        #expect(outcome.state == .published, "\(period)")
        #expect(outcome.exit == .done)
        keyResults += outcome.keyResults
      }
      #expect(keyResults == 355)
      try #expect(
        database.integer(
          "SELECT count(*) FROM (SELECT FROM fairshare.latest_shares GROUP BY key_result_id, model HAVING sum(share) <> 1) AS x"
        ) == 0)
      try #expect(database.integer("SELECT count(DISTINCT key_result_id) FROM fairshare.latest_shares") == 355)
      // What the data's own README counts; a fault in a task of no key result is read past, and SQL says how many those are.
      let scored = "JOIN collab.tasks AS t USING (task_id) WHERE t.key_result_id IS NOT NULL"
      func set(_ code: String) throws -> Int {
        try database.integer(
          "SELECT count(*) FROM fairshare.quarantined_rows JOIN fairshare.published_runs USING (run_id) WHERE code = '\(code)'"
        )
      }
      func notice(_ code: String) throws -> Int {
        try database.integer(
          "SELECT sum(count) FROM fairshare.run_notices JOIN fairshare.published_runs USING (run_id) WHERE code = '\(code)'"
        )
      }
      try #expect(
        set("blank_reference")
          == database.integer("SELECT count(*) FROM collab.reviews AS r \(scored) AND r.reviewer_id IS NULL"))
      try #expect(
        set("self_review") + set("co_author_review")
          == database.integer(
            """
            SELECT count(*) FROM collab.reviews AS r \(scored) AND EXISTS (SELECT FROM collab.task_assignees AS a
              WHERE a.task_id = r.task_id AND a.person_id = r.reviewer_id AND a.role IS DISTINCT FROM 'handler')
            """))
      try #expect(notice("one_author") == 24)
      try #expect(
        notice("duplicate_assignee")
          == database.integer(
            """
            SELECT sum(n - 1) FROM (SELECT count(*) AS n FROM collab.task_assignees AS r \(scored)
              GROUP BY task_id, person_id HAVING count(*) > 1) AS x
            """))
      try #expect(
        notice("task_without_review")
          == database.integer(
            """
            SELECT count(*) FROM collab.tasks AS t JOIN collab.key_results AS k USING (key_result_id)
            JOIN collab.objectives AS o USING (objective_id) JOIN collab.periods AS p USING (period_id)
            WHERE t.outcome IN ('delivered', 'learned') AND coalesce(t.completed_at < (p.ends_on + 1)::timestamp AT TIME ZONE 'UTC', true)
              AND NOT EXISTS (SELECT FROM collab.reviews AS r WHERE r.task_id = t.task_id AND r.reviewer_id IS NOT NULL
                AND r.submitted_at < (p.ends_on + 1)::timestamp AT TIME ZONE 'UTC')
            """))
      try #expect(
        database.integer(
          "SELECT count(*) FROM fairshare.quarantined_rows JOIN fairshare.published_runs USING (run_id) WHERE source_key = ''"
        ) == 0)
    }
  }
}
