import Foundation
import Testing

@Suite("The bias audit")
struct BiasAuditTests {
  /// A company of 200 people in key results of four: the first 100 contribute little, the others much.
  private static let script = """
    INSERT INTO fairshare.runs (run_id, period_id, period_starts_on, period_ends_on, state, started_at, engine_version, schema_version)
    VALUES ('11111111-2222-7333-8444-555555555555', 'P', '2026-07-01', '2026-09-30', 'published', now(), 't', 1);
    CREATE TABLE fairshare.shares_x PARTITION OF fairshare.shares FOR VALUES IN ('11111111-2222-7333-8444-555555555555');
    CREATE TABLE fairshare.scores_x PARTITION OF fairshare.key_result_scores
      FOR VALUES IN ('11111111-2222-7333-8444-555555555555');
    CREATE TABLE fairshare.findings_x PARTITION OF fairshare.findings
      FOR VALUES IN ('11111111-2222-7333-8444-555555555555');
    INSERT INTO fairshare.shares
    SELECT '11111111-2222-7333-8444-555555555555', 'P', 'k' || i % 50, 'p' || i, 'consensus', CASE WHEN i < 100 THEN 0.2 ELSE 0.3 END
    FROM generate_series(0, 199) AS i;
    INSERT INTO fairshare.key_result_scores
    SELECT '11111111-2222-7333-8444-555555555555', 'P', 'k' || i, 'okr', 1, 1, 1, 0, 4, 'judged' FROM generate_series(0, 49) AS i;
    INSERT INTO fairshare.findings
    SELECT '11111111-2222-7333-8444-555555555555', 'P', 'f' || i, 'over_credited', 'k' || i % 50, 'p' || i, 0.9, 0.1, 'flag'
    FROM generate_series(0, 11) AS i;
    INSERT INTO fairshare.published_runs VALUES ('P', '11111111-2222-7333-8444-555555555555');
    """

  private func audit(
    _ file: (Int) -> String, header: String, _ more: [String] = []
  ) throws -> (rows: [[String: Any]], answer: VerbsProcess.Answer, stored: String) {
    try BatchServer.with(BatchServer.empty) { company in
      try company.execute(Self.script)
      return try VerbsProcess.withFolder { folder in
        let path = folder.appending(path: "attributes.csv")
        let text = "person_id,\(header)\n" + (0..<200).map { "p\($0),\(file($0))\n" }.joined()
        try Data(text.utf8).write(to: path)
        let answer = try company.verb(["audit", "bias", "--attributes", path.path(), "--json"] + more)
        let rows = try answer.lines.compactMap {
          try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }.filter { $0["type"] as? String == "group" }
        let stored = try company.texts(
          """
          SELECT string_agg(query_to_xml(format('SELECT * FROM %s', c.oid::regclass), true, false, '')::text, '')
          FROM pg_class c WHERE relnamespace IN ('fairshare'::regnamespace, 'collab'::regnamespace) AND relkind IN ('r', 'p')
          """
        ).joined()
        return (rows, answer, stored)
      }
    }
  }

  private func row(_ rows: [[String: Any]], _ measure: String, _ group: String) throws -> [String: Any] {
    try #require(rows.first { $0["measure"] as? String == measure && $0["group"] as? String == group })
  }

  @Test("rates, ratios, Fisher's p after Holm and the verdict, for shares and flags")
  func figures() throws {
    // Group a: 90 who contribute little and 10 who contribute much; b the other way round.
    let (rows, answer, stored) = try audit({ ($0 < 100) == ($0 % 10 != 0) ? "zebra" : "yak" }, header: "sex")
    #expect(answer.exit == 0, "\(answer.errors)")
    let a = try row(rows, "share", "zebra")
    let b = try row(rows, "share", "yak")
    #expect(a["people"] as? Int == 100 && b["people"] as? Int == 100)
    #expect(a["rate"] as? Double == 0.1 && b["rate"] as? Double == 0.9)
    #expect(abs((a["ratio"] as? Double ?? 9) - 1.0 / 9) < 1e-12 && b["ratio"] as? Double == 1)
    #expect((a["p_holm"] as? Double ?? 1) < 1e-20)
    #expect(a["verdict"] as? String == "look" && b["verdict"] as? String == "test_only")
    // 12 flags: 10 in a, 2 in b; 6 comparisons in all.
    let over = try row(rows, "over_flag", "zebra")
    #expect(over["rate"] as? Double == 0.1 && over["ratio"] as? Double == 0.2)
    // Fisher's exact p of 10/100 against 2/100 is 0.03304..., counted in whole numbers elsewhere; Holm has 4 tests left for it.
    let p = try #require(over["p_holm"] as? Double)
    #expect(abs(p - 4 * 0.033040109324184976) < 1e-12, "\(p)")
    #expect(over["verdict"] as? String == "ratio_only")
    #expect(try row(rows, "under_flag", "zebra")["verdict"] as? String == "fine")
    #expect(!stored.contains("zebra") && stored.contains("over_credited"), "the attributes are nowhere in the database")
  }

  @Test("groups under 5 are hidden with the next smallest, under 30 are too few, unknowns are counted")
  func smallGroups() throws {
    let value = { (i: Int) in i < 3 ? "tiny" : i < 20 ? "small" : i < 60 ? "" : i < 120 ? "left" : "right" }
    let (rows, answer, _) = try audit(value, header: "site")
    #expect(try row(rows, "share", "tiny")["verdict"] as? String == "suppressed")
    #expect(try row(rows, "share", "tiny")["people"] is NSNull)
    #expect(try row(rows, "share", "tiny")["rate"] is NSNull)
    #expect(try row(rows, "share", "small")["verdict"] as? String == "too_few", "40 unknown people hide the tiny group")
    #expect(answer.output.contains("\"unknown\": 40"), "\(answer.output)")

    let (known, _, _) = try audit({ $0 < 3 ? "tiny" : $0 < 20 ? "small" : $0 < 120 ? "left" : "right" }, header: "site")
    #expect(
      try row(known, "share", "small")["verdict"] as? String == "suppressed", "else the tiny one could be worked out")
    #expect(try row(known, "share", "left")["people"] as? Int == 100)
  }

  @Test("two attributes are crossed, small groups may be left out, and a bad file is refused by line")
  func crossing() throws {
    let (rows, _, _) = try audit(
      { "\($0 % 2 == 0 ? "f" : "m"),\($0 < 3 ? "rare" : "often")" }, header: "sex,tenure", ["--leave-out-small"])
    #expect(try row(rows, "share", "f x often")["attribute"] as? String == "sex x tenure")
    #expect(try row(rows, "share", "rare")["verdict"] as? String == "suppressed")
    // Of 100 with f, 2 are rare: showing "f x often" beside "f" would give them away, so all of it is hidden.
    #expect(try row(rows, "share", "f x often")["verdict"] as? String == "suppressed")
    let (_, answer, _) = try audit({ $0 == 1 ? "x,y" : "x" }, header: "sex")
    #expect(answer.exit == 65 && answer.output.contains("attributes.csv:3"), "\(answer.output)")
  }
}
