package import Contribution
internal import FairshareSQL
package import Postgres

/// Counts for the impact assessment, by topic.
package struct DossierCounts: Sendable {
  package enum Topic: String, Sendable {
    case read, finding, decision, proof, notice
    case keyResult = "key_result"
  }

  private var counts: [String: [(name: String, count: Int)]] = [:]

  package init(_ connection: inout Connection, run: RunID) throws(PostgresError) {
    let rows = try connection.execute(Query.dossierCounts.sql, [.uuid(run.bits)])
    for row in 0..<rows.count {
      counts[try rows.text(row, 0), default: []].append((try rows.text(row, 1), try rows.integer(row, 2)))
    }
  }

  /// By name.
  package subscript(topic: Topic) -> [(name: String, count: Int)] { counts[topic.rawValue] ?? [] }

  /// Columns that the engine reads for scoring, by table; `people.display_name` serves only to notice doubled records.
  package static let columnsRead: [(table: SourceTable, columns: [String])] = [
    (.periods, ["period_id", "starts_on", "ends_on"]),
    (.people, ["person_id", "display_name", "job_family", "manager_id", "hired_on", "left_on"]),
    (.personAliases, ["account", "person_id", "valid_from", "valid_to"]),
    (.teams, ["team_id", "parent_team_id"]),
    (.teamMembers, ["team_id", "person_id", "valid_from", "valid_to", "allocation"]),
    (.absences, ["person_id", "valid_from", "valid_to", "fraction"]),
    (.objectives, ["objective_id", "period_id", "team_id", "owner_id", "parent_key_result_id", "kind"]),
    (.keyResults, ["key_result_id", "objective_id", "team_id"]),
    (.keyResultVersions, ["key_result_id", "valid_from", "weight", "baseline", "target"]),
    (.checkIns, ["key_result_id", "checked_at", "value", "person_id"]),
    (.keyResultAuthors, ["key_result_id", "person_id", "declared_share"]),
    (.tasks, ["task_id", "key_result_id", "effort", "created_at", "completed_at", "outcome"]),
    (.taskAssignees, ["task_id", "person_id", "role", "effort_share"]),
    (.taskLinks, ["task_id", "blocks_task_id"]),
    (.reviews, ["review_id", "task_id", "reviewer_id", "requested_at", "submitted_at", "verdict", "comments"]),
    (.peerRatings, ["round_id", "key_result_id", "rater_id", "ratee_id", "points"]),
    (.feedback, ["feedback_id", "giver_id", "receiver_id", "key_result_id", "given_at", "kind"]),
    (.oneOnOnes, ["manager_id", "report_id", "held_at"]),
    (
      .learningRecords,
      ["key_result_id", "person_id", "hypothesis_at", "result_at", "decision", "reused_by_key_result_id"]
    ),
    (.spotChecks, ["check_id", "key_result_id", "left_person_id", "right_person_id", "times_more"]),
  ]
}
