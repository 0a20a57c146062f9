import FairshareSQL
import Foundation
import Postgres
import Testing

/// What tests of people's rights ask of a company and of the program.
extension CompanyDatabase {
  /// A verb as a child process, as one of the logins.
  func verb(_ arguments: [String], as user: String = "hr_one") throws -> VerbsProcess.Answer {
    try VerbsProcess.run(
      arguments, database: connectionString(user), environment: ["FAIRSHARE_QUARANTINE_TABLE_LIMIT": "1"])
  }

  /// The first object of a type that a verb answers with under `--json`.
  func object(_ type: String, _ arguments: [String], as user: String = "hr_one") throws -> [String: Any] {
    let answer = try verb(arguments + ["--json"], as: user)
    for line in answer.lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      if let object, object["type"] as? String == type { return object }
    }
    throw TestError("no \(type) in \(answer.output)\(answer.errors)")
  }

  /// Puts a flag about a person into the published run, as a run would have published it.
  func plantFlag(
    _ id: String, person: String, keyResult: String = "k3-pay-1", period: String = "2026Q3", commentDays: Int64 = 5
  ) throws {
    var connection = try connect()
    try connection.execute(
      """
      INSERT INTO fairshare.findings (
        run_id, period_id, finding_id, kind, key_result_id, person_id, probability, expected_false_share, state)
      SELECT run_id, period_id, $1, 'over_credited', $2, $3, 0.97, 0.03, 'flag'
      FROM fairshare.published_runs WHERE period_id = $4
      """, [.text(id), .text(keyResult), .text(person), .text(period)])
    let run = try connection.execute(
      "SELECT run_id FROM fairshare.published_runs WHERE period_id = $1", [.text(period)]
    ).uuid(0, 0)
    try connection.execute(Query.openCases.sql, [.uuid(run), .int64(commentDays)])
  }

  /// Lets a login read what a leader may read.
  func letRead(_ user: String) throws {
    try execute(
      """
      DO $$ BEGIN
        GRANT fairshare_leader TO \(user);
      EXCEPTION WHEN internal_error OR unique_violation THEN NULL; -- another test grants it at this moment
      END $$
      """)
  }
}
