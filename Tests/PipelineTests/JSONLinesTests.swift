import Foundation
import Postgres
import Testing

/// Every verb of `fairshare --help` under `--json`, each line against docs/json-lines.schema.json.
@Suite("Lines of --json")
struct JSONLinesTests {
  /// The verbs that the program's own help lists, subcommands as further words.
  private static func verbs(_ path: [String] = []) throws -> [[String]] {
    let help = try VerbsProcess.run(path + ["--help"]).output
    guard let list = help.components(separatedBy: "SUBCOMMANDS:\n").dropFirst().first else { return [path] }
    let names = list.split(separator: "\n").prefix { $0.hasPrefix("  ") }.compactMap { line -> String? in
      guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
      return line.split(separator: " ").first.map(String.init)
    }
    return try names.filter { $0 != "See" }.flatMap { try verbs(path + [$0]) }
  }

  /// What was answered so far, and what was wrong with it.
  private struct Record {
    let schema: JSONLinesSchema
    var types: Set<String> = []
    var good: Set<[String]> = []
    var bad: Set<[String]> = []

    mutating func check(_ answer: VerbsProcess.Answer, _ call: [String], verb: [String]?) throws {
      let words = call.joined(separator: " ")
      let objects = try answer.lines.map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(words): \(line)")
      }
      #expect(objects.first?["type"] as? String == "version", "\(words)")
      #expect(objects.last?["type"] as? String == "result", "\(words)")
      #expect(objects.last?["exit"] as? Int == Int(answer.exit), "\(words): \(answer.errors)")
      for object in objects {
        let faults = schema.faults(object)
        #expect(faults.isEmpty, "\(words): \(faults) \(object)")
        types.insert(object["type"] as? String ?? "")
      }
      let isTold = objects.contains { $0["type"] as? String == "error" || $0["level"] as? String == "fail" }
      #expect(isTold == (answer.exit >= 64), "\(words)")
      guard let verb else { return }
      if answer.exit < 64 { good.insert(verb) } else { bad.insert(verb) }
    }
  }

  @Test("every verb of the help answers in objects that the schema knows, when it works and when it fails")
  func everyVerb() throws {
    let verbs = try Self.verbs()
    #expect(verbs.count >= 35, "\(verbs)")
    var record = Record(schema: try JSONLinesSchema())
    func verb(of call: [String]) -> [String]? { verbs.first { call.starts(with: $0) } }
    try BatchServer.with(BatchServer.lark) { company in
      try VerbsProcess.withFolder { folder in
        func call(_ words: [String], _ environment: [String: String] = [:]) throws -> VerbsProcess.Answer {
          let answer = try VerbsProcess.run(
            words + ["--json"], database: company.connectionString, folder: folder,
            environment: ["FAIRSHARE_QUARANTINE_TABLE_LIMIT": "1"].merging(environment) { $1 })
          try record.check(answer, words, verb: verb(of: words))
          return answer
        }
        func first(_ type: String, _ key: String, _ answer: VerbsProcess.Answer) throws -> String {
          for line in answer.lines {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            if object?["type"] as? String == type, let value = object?[key] as? String { return value }
          }
          throw TestError("no \(type) with \(key): \(answer.output)\(answer.errors)")
        }
        _ = try call(["import", PackageRoot.file("Fixtures/company").path()])
        let card = PackageRoot.file("docs/model-card.jsonl").path()
        // An account that stands for nobody, and a key result without evidence.
        try company.execute(
          """
          INSERT INTO collab.reviews (review_id, task_id, reviewer_id, submitted_at, verdict)
          SELECT 'g1', task_id, 'ghost', completed_at, 'approve' FROM collab.tasks WHERE task_id = 'w0516';
          INSERT INTO collab.key_results (key_result_id, objective_id, team_id, title)
          SELECT 'k3-empty', objective_id, team_id, 'x' FROM collab.key_results WHERE key_result_id = 'k3-pay-1';
          """)
        try company.texts("SELECT person_id FROM collab.people ORDER BY 1").enumerated()
          .map { "\($1),\($0 % 2 == 0 ? "x" : "y")" }.reduce("person_id,site\n") { $0 + $1 + "\n" }
          .write(to: folder.appending(path: "attributes.csv"), atomically: true, encoding: .utf8)
        for words in [
          ["init"], ["init"], ["migrate"], ["migrate", "--roles-sql"], ["config", "show"], ["doctor"],
          ["import", PackageRoot.file("Fixtures/dirty/invalid_utf8").path()], ["import", "nowhere"],
          ["plan", "--period", "2026Q3", "--out", "p.json"], ["report", "--out", "r"], ["run", "--period", "2026Q2"],
          ["explain", "code", "FS021"], ["demo", "--company", "nowhere"], ["serve", "--port", "70000"],
          ["simulate", "--people", "1"], ["model-card", "--simulation", card, "--out", "card"],
          [
            "simulate", "--people", "12", "--prevalence", "10", "--attack", "inflating", "--ablation",
          ],
          ["demo", "--out", "demo"], ["demo", "--server-only"], ["review", "appeal", "statistics"],
        ] { _ = try call(words) }
        try company.execute("UPDATE fairshare.runs SET engine_version = '0.0.1'")
        _ = try call(["run", "--period", "2026Q3"], ["FAIRSHARE_FAULT": "model k3-pay-1"])
        _ = try call(["run", "--period", "2026Q3", "--force"])
        try company.plantFlag("F-1", person: "p006", commentDays: 0)
        let share = ["p006", "--key-result", "k3-pay-1"]
        let appeal = try first(
          "appeal", "appeal_id", call(["review", "appeal", "open"] + share + ["--text", "t", "--evidence", "e"]))
        for words in [
          ["explain", "person"] + share, ["explain", "key-result", "k3-pay-1"], ["explain", "finding", "F-1"],
          ["review", "list", "--all"], ["review", "show", "F-1"],
          ["review", "decide", "F-1", "--decision", "cleared", "--reason", "r"],
          ["review", "appeal", "add", appeal, "--text", "more"], ["review", "appeal", "list"],
          ["review", "appeal", "recompute", appeal],
          ["review", "appeal", "answer", appeal, "--outcome", "upheld", "--text", "done"],
          ["review", "appeal", "statistics"], ["hold", "--person", "p007", "--reason", "r"], ["hold", "--list"],
          ["status", "--skipped"], ["hold", "--person", "p007", "--release", "--reason", "r"],
          ["export", "--out", "csv"], ["export", "--out", "book", "--format", "xlsx"], ["report", "--out", "r"],
          ["audit", "verify"], ["audit", "verify", "--anchor", "nonsense"],
          ["audit", "bias", "--attributes", "attributes.csv"],
          ["assess", "export", "--out", "dossier", "--simulation", card, "--attributes", "attributes.csv"],
          ["run", "--period", "2026Q3", "--dry-run"], ["rollback", "--period", "2026Q3"],
        ] { _ = try call(words) }
        // Rounds of confirmations that are too quick to be reviews.
        try company.execute(
          """
          INSERT INTO fairshare.finding_reviews (finding_id, reviewed_by, decision, reason)
          SELECT 'x' || i, 'hr_one', 'confirmed', 'ok' FROM generate_series(1, 20) AS i
          """)
        _ = try call(["review", "list"])
        let old = try #require(
          try company.texts(
            "SELECT run_id FROM fairshare.runs WHERE state = 'superseded' AND run_id NOT IN (SELECT run_before FROM fairshare.appeals) ORDER BY 1"
          ).first)
        _ = try call(["purge", old, "--yes"])
        _ = try call(["erase", "person", "p011", "--reason", "r", "--confirm", "p011"])
        _ = try call(["retain", "--months", "1", "--superseded", "--reason", "r"])
        try company.execute(
          "ALTER TABLE fairshare.decisions DISABLE TRIGGER ALL; UPDATE fairshare.decisions SET reason = 'x'")
        _ = try call(["audit", "verify"])
        // Whatever a verb needs, it refuses an option that it does not have, and a server that is not there.
        for path in verbs { _ = try call(path + ["--no-such-option"]) }
      }
      try ServedProcess.with(company.connectionString) { _, _ in }
      record.types.insert("serving")
      record.good.insert(["serve"])
    }
    // A held run takes a company that moves far; the tests of holding it back have one.
    record.good.insert(["release"])
    let silent = verbs.filter { !record.good.contains($0) || !record.bad.contains($0) }
    #expect(silent.isEmpty, "these verbs were not seen to work and to fail: \(silent)")
    // Only a login that may not make roles is told what a DBA has to do.
    let unseen = record.schema.types.subtracting(record.types).subtracting(["rights", "release"])
    #expect(unseen.isEmpty, "the schema knows types that nobody says: \(unseen)")
  }
}
