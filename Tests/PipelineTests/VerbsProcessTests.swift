import Foundation
import Glibc
import LocalServer
import Pipeline
import Postgres
import Testing

@Suite("Verbs as a child process")
struct VerbsProcessTests {
  /// Contents of every file below a folder, by path.
  private static func contents(_ folder: URL) throws -> [String: Data] {
    var result: [String: Data] = [:]
    let names = FileManager.default.enumerator(atPath: folder.path())
    while let name = names?.nextObject() as? String {
      let file = folder.appending(path: name)
      if !file.hasDirectoryPath, let data = try? Data(contentsOf: file) { result[name] = data }
    }
    return result
  }

  private func objects(_ answer: VerbsProcess.Answer) throws -> [[String: Any]] {
    try answer.lines.map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
  }

  @Test("from the first migration to the reports every verb does its part")
  func wholeWay() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try VerbsProcess.withFolder { folder in
        let database = company.connectionString
        func verb(_ arguments: String...) throws -> VerbsProcess.Answer {
          try VerbsProcess.run(arguments, database: database, folder: folder)
        }
        #expect(try verb("report", "--out", "r").exit == 65, "nothing is published yet")
        #expect(try verb("plan", "--period", "2026Q3", "--detailed-exitcode", "--out", "p.json").exit == 2)
        let run = try verb("run", "--period", "2026Q3", "--plan", "p.json")
        #expect(run.exit == 0, "\(run.errors)")
        #expect(run.lines.count == 6, "\(run.output)")
        #expect(run.lines.last == "next: `fairshare report --period 2026Q3 --out reports/2026Q3`")
        #expect(try verb("plan", "--period", "2026Q3", "--detailed-exitcode").exit == 0, "nothing is left to do")
        #expect(try verb("run", "--period", "2026Q3").output.contains("unchanged"))

        let report = try verb("report", "--out", "reports/2026Q3")
        #expect(report.exit == 0, "\(report.errors)")
        let site = folder.appending(path: "reports/2026Q3")
        func files(_ name: String) throws -> [String] {
          try FileManager.default.contentsOfDirectory(atPath: site.appending(path: name).path()).sorted()
        }
        func mode(_ name: String) throws -> Int? {
          try FileManager.default.attributesOfItem(atPath: site.appending(path: name).path())[.posixPermissions] as? Int
        }
        #expect(
          try files(".") == ["hr", "index.html", "leadership", "run.json", "teams"],
          "own pages are written on request only")
        let leadership = ["overview-gaps.csv", "overview-goals.csv", "overview.html", "summary.md"]
        #expect(try files("leadership") == leadership, "nothing about a person, and no half-written file")
        #expect(try files("teams").contains("team-pay.html") && files("hr").contains("queue.html"))
        #expect(try mode("leadership") == 0o755 && mode("teams") == 0o750 && mode("hr") == 0o700)
        #expect(try files("hr").allSatisfy { try mode("hr/\($0)") == 0o600 }, "also the workbook, which names people")
        let overview = try String(contentsOf: site.appending(path: "leadership/overview.html"), encoding: .utf8)
        #expect(!overview.contains("林知夏") && overview.contains("../teams/team-pay.html"))

        try FileManager.default.createDirectory(at: site.appending(path: "people"), withIntermediateDirectories: false)
        #expect(try verb("report", "--out", "reports/2026Q3", "--person", "p007").exit == 0)
        #expect(try files("people") == ["p007.html"])
        #expect(try mode("people") == 0o700 && mode("people/p007.html") == 0o600, "wider rights are mended")
        let own = try String(contentsOf: site.appending(path: "people/p007.html"), encoding: .utf8)
        #expect(own.contains("罗子恒"))
        for colleague in ["林知夏", "沈若溪", "方知微"] { #expect(!own.contains(colleague), "no colleague is on it") }
        #expect(try verb("report", "--out", "r2", "--person", "nobody").exit == 65)
        let wrong = try verb("report", "--out", "r2", "--audience", "team")
        #expect(wrong.exit == 64 && wrong.errors.contains("teams"), "\(wrong.errors)")
        #expect(try verb("report", "--out", "r2", "--audience", "leadership").exit == 0)
        let alone = try String(contentsOf: folder.appending(path: "r2/leadership/overview.html"), encoding: .utf8)
        #expect(!alone.contains("../teams/"), "no link leads to a page that is not there")
        let page = try String(contentsOf: site.appending(path: "teams/team-pay.html"), encoding: .utf8)
        #expect(page.contains("支付交易组") && page.contains("林知夏"))

        let person = try verb("explain", "person", "p006", "--key-result", "k3-pay-1")
        #expect(person.exit == 0)
        #expect(person.output.contains("= the published evidence share"))
        #expect(person.output.contains("The record that matters most is "))
        let chinese = try verb("explain", "person", "p006", "--key-result", "k3-pay-1", "--lang", "zh-Hans")
        #expect(chinese.output.contains("最要紧的一条记录是 "))
        #expect(try verb("explain", "key-result", "k3-pay-1").output.contains("林知夏"))
        #expect(try verb("status", "--skipped").exit == 0)
        #expect(try verb("doctor").exit == 0)
        #expect(try verb("review", "list").exit == 0)
        #expect(try verb("export", "--out", "csv").exit == 0)
        let shares = try String(contentsOf: folder.appending(path: "csv/shares.csv"), encoding: .utf8)
        #expect(
          shares.hasPrefix(
            "run_id,period_id,key_result_id,person_id,model,share,share_low,share_high,is_under_appeal\r\n"))
        #expect(try verb("rollback", "--period", "2026Q3").exit == 65, "there is nothing to go back to")
        #expect(try verb("run", "--period", "2026Q3", "--force").exit == 0)
        #expect(try verb("rollback", "--period", "2026Q3", "--reason", "trial").exit == 0)
        let events = try company.integer("SELECT count(*) FROM fairshare.audit_events WHERE action = 'rollback'")
        #expect(events == 1)
      }
    }
  }

  @Test("a person's acts sum to the published share in every key result of the fixture company")
  func additive() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      let keyResults = try company.texts(
        "SELECT DISTINCT key_result_id FROM fairshare.latest_shares WHERE period_id = '2026Q3' ORDER BY 1")
      for keyResult in keyResults.prefix(4) {
        let people = try company.texts(
          "SELECT DISTINCT person_id FROM fairshare.latest_shares WHERE key_result_id = '\(keyResult)' ORDER BY 1")
        let person = try #require(people.last)
        let answer = try VerbsProcess.run(
          ["explain", "person", person, "--key-result", keyResult, "--json"], database: company.connectionString,
          environment: ["FAIRSHARE_QUARANTINE_TABLE_LIMIT": "1"])
        let objects = try objects(answer)
        let share = try #require(objects.first { $0["type"] as? String == "share" })
        let acts = objects.filter { $0["type"] as? String == "act" }.compactMap { Self.units($0["amount"]) }
        let pieces = objects.filter { $0["type"] as? String == "piece" }.compactMap { Self.units($0["amount"]) }
        let published = try company.integer(
          """
          SELECT (share * 1000000000)::bigint FROM fairshare.latest_shares
          WHERE key_result_id = '\(keyResult)' AND person_id = '\(person)' AND model = 'evidence'
          """)
        #expect(acts.reduce(0, +) == published, "\(keyResult) \(person)")
        #expect(pieces.reduce(0, +) == published, "\(keyResult) \(person)")
        // What is said about single records starts from the published consensus share, one unit of rounding apart.
        let consensus = try company.integer(
          """
          SELECT (share * 1000000000)::bigint FROM fairshare.latest_shares
          WHERE key_result_id = '\(keyResult)' AND person_id = '\(person)' AND model = 'consensus'
          """)
        let removed = objects.filter { $0["type"] as? String == "counterfactual" }
        #expect(removed.count == min(3, acts.count), "\(keyResult) \(person)")
        var moves: [Int] = []
        for row in removed {
          let (without, change) = (
            try #require(Self.units(row["share_without"])), try #require(Self.units(row["change"]))
          )
          #expect(abs(without - change - consensus) <= 1, "\(keyResult) \(person) \(row)")
          moves.append(abs(change))
        }
        #expect(moves == moves.sorted(by: >), "\(keyResult) \(person)")
        #expect(share["is_unchanged"] as? Bool == true)
        #expect(share["is_same_configuration"] as? Bool == true)
      }
    }
  }

  /// Units of 1e-9 of an exact text such as `0.161231499`.
  private static func units(_ value: Any?) -> Int? {
    (value as? String).flatMap { Int($0.filter { $0 != "." }) }
  }

  @Test("explain says so when the source has changed since the run")
  func changedSource() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try company.execute("UPDATE collab.tasks SET effort = 40 WHERE task_id = 'w0516'")
      let answer = try VerbsProcess.run(
        ["explain", "person", "p006", "--key-result", "k3-pay-1"], database: company.connectionString,
        environment: ["FAIRSHARE_QUARANTINE_TABLE_LIMIT": "1"])
      #expect(answer.output.contains("The source has changed since the run."), "\(answer.output)")
    }
  }

  @Test("a run refuses a plan whose input, period or settings have moved")
  func movedPlan() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try VerbsProcess.withFolder { folder in
        func verb(_ arguments: String...) throws -> VerbsProcess.Answer {
          try VerbsProcess.run(arguments, database: company.connectionString, folder: folder)
        }
        #expect(try verb("plan", "--period", "2026Q3", "--out", "p.json").exit == 0)
        let otherPeriod = try verb("run", "--period", "2026Q2", "--plan", "p.json")
        let otherSeed = try verb("run", "--period", "2026Q3", "--plan", "p.json", "--seed", "5")
        try company.execute("UPDATE collab.tasks SET effort = 40 WHERE task_id = 'w0516'")
        let otherInput = try verb("run", "--period", "2026Q3", "--plan", "p.json")
        for answer in [otherPeriod, otherSeed, otherInput] {
          #expect(answer.exit == 65)
          #expect(answer.errors.contains("error[FS033]"), "\(answer.errors)")
        }
        #expect(try company.integer("SELECT count(*) FROM fairshare.published_runs") == 0)
      }
    }
  }

  @Test("decisions and appeals are kept, once, with an audit event each")
  func review() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      func verb(_ arguments: String...) throws -> VerbsProcess.Answer {
        try VerbsProcess.run(arguments, database: company.connectionString)
      }
      let opened = try verb(
        "review", "appeal", "open", "p006", "--key-result", "k3-pay-1", "--text", "漏记了两次支援", "--json")
      let appeal = try #require(
        try objects(opened).first { $0["type"] as? String == "appeal" }?["appeal_id"] as? String)
      #expect(try verb("review", "list").output.contains("漏记了两次支援"))
      let answer = ["review", "appeal", "answer", appeal, "--outcome", "upheld", "--text"]
      #expect(try VerbsProcess.run(answer + ["已补上"], database: company.connectionString).exit == 0)
      #expect(try VerbsProcess.run(answer + ["again"], database: company.connectionString).exit == 65)
      #expect(try company.integer("SELECT count(*) FROM fairshare.appeals WHERE answered_at IS NOT NULL") == 1)
      #expect(try company.integer("SELECT count(*) FROM fairshare.audit_events") == 2)
      #expect(try verb("review", "decide", "no-such", "--decision", "cleared", "--reason", "x").exit == 65)
      #expect(try verb("review", "decide", "no-such", "--decision", "cleard", "--reason", "x").exit == 64)
      #expect(try verb("review", "decide", "no-such", "--decision", "cleared", "--reason", " ").exit == 64)
    }
  }

  @Test("a decision moves its case in the queue, and counts in the rate of false alarms")
  func decidedCase() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q2")
      try VerbsProcess.withFolder { folder in
        func queue() throws -> String {
          let report = try VerbsProcess.run(
            ["report", "--out", "r", "--audience", "hr"], database: company.connectionString, folder: folder)
          #expect(report.exit == 0, "\(report.errors)")
          return try String(contentsOf: folder.appending(path: "r/hr/queue.html"), encoding: .utf8)
        }
        #expect(try queue().contains("没有需要核对的记录"), "a first period raises watches only")
        let finding = try #require(try company.texts("SELECT finding_id FROM fairshare.findings ORDER BY 1").first)
        let decided = try VerbsProcess.run(
          ["review", "decide", finding, "--decision", "cleared", "--reason", "<b>on site</b>"],
          database: company.connectionString, folder: folder)
        #expect(decided.exit == 0, "\(decided.errors)")
        let after = try queue()
        #expect(after.contains("case-\(finding).html") && after.contains("已解除") && after.contains("100%"))
        let page = try String(contentsOf: folder.appending(path: "r/hr/case-\(finding).html"), encoding: .utf8)
        #expect(page.contains("&lt;b&gt;on site&lt;/b&gt;") && page.contains("queue.html"))
      }
    }
  }

  @Test("reports are the same to the byte in any zone, with any number of threads and any order of rows")
  func sameBytes() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try VerbsProcess.withFolder { folder in
        func report(_ more: [String: String] = [:]) throws -> [String: Data] {
          let answer = try VerbsProcess.run(
            ["report", "--out", "r", "--audience", "all"], database: company.connectionString, folder: folder,
            environment: more)
          #expect(answer.exit == 0, "\(answer.errors)")
          return try Self.contents(folder.appending(path: "r"))
        }
        let first = try report(["TZ": "UTC", "FAIRSHARE_RUN_JOBS": "1"])
        #expect(first.count > 80, "58 own pages, 12 team pages, the queue and its cases")
        for (zone, jobs) in [("Asia/Shanghai", "2"), ("America/New_York", "7")] {
          #expect(try report(["TZ": zone, "FAIRSHARE_RUN_JOBS": jobs]) == first, "\(zone), \(jobs) threads")
        }
        try DeterminismTests.shuffle(company)
        #expect(try report() == first, "rows in another order")

        // Another run of the same records differs in its stamp, and in nothing else.
        let before = try Self.stamp(company)
        try company.run("2026Q3", forced: true)
        let after = try Self.stamp(company)
        #expect(before.run != after.run)
        for (path, data) in try report() where !path.hasSuffix(".xlsx") && !path.hasSuffix("run.json") {
          let text = String(decoding: data, as: UTF8.self).replacing(after.run, with: before.run)
            .replacing(after.publishedAt, with: before.publishedAt)
          #expect(first[path] == Data(text.utf8), "\(path)")
        }
      }
    }
  }

  /// What a page says of the run that it shows.
  private static func stamp(_ company: CompanyDatabase) throws -> (run: String, publishedAt: String) {
    let row = try company.texts(
      """
      SELECT run_id || ' ' || to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
      FROM fairshare.published_runs JOIN fairshare.runs USING (run_id)
      """)
    let parts = try #require(row.first).split(separator: " ").map(String.init)
    return (parts[0], parts[1])
  }

  @Test("own pages asked for by name are the pages that everybody gets")
  func ownPagesAlike() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try VerbsProcess.withFolder { folder in
        func report(_ more: [String]) throws -> [String: Data] {
          let answer = try VerbsProcess.run(
            ["report", "--out", more[1]] + more, database: company.connectionString, folder: folder)
          #expect(answer.exit == 0, "\(answer.errors)")
          return try Self.contents(folder.appending(path: more[1]))
        }
        let all = try report(["--audience", "people"]).filter {
          $0.key.contains("people/") && $0.key.hasSuffix(".html")
        }
        #expect(all.count > 50)
        let ids = try company.texts("SELECT person_id FROM fairshare.latest_people ORDER BY 1")
        let named = try report(["--person"] + ids.prefix(1) + ids.dropFirst().flatMap { ["--person", $0] })
        for (path, data) in all { #expect(named[path] == data, "\(path)") }
      }
    }
  }

  @Test("progress without a terminal is whole lines on stderr, and none with -q")
  func progress() throws {
    try BatchServer.with(BatchServer.lark) { company in
      let loud = try VerbsProcess.run(["run", "--period", "2026Q3", "--dry-run"], database: company.connectionString)
      #expect(loud.errors.contains("score  18/18  100 %"), "\(loud.errors)")
      #expect(!loud.errors.contains("\r") && !loud.errors.contains("\u{1B}"))
      #expect(loud.output.contains("dry run, nothing written"))
      let quiet = try VerbsProcess.run(
        ["run", "--period", "2026Q3", "--dry-run", "-q"], database: company.connectionString)
      #expect(quiet.errors.isEmpty, "\(quiet.errors)")
      #expect(try company.integer("SELECT count(*) FROM fairshare.runs") == 0, "a dry run leaves no trace")
    }
  }

  @Test("a run that is told to stop publishes nothing: 130 for SIGINT, 75 for SIGTERM", arguments: [SIGINT, SIGTERM])
  func signals(number: Int32) throws {
    try BatchServer.with(BatchServer.lark) { company in
      // The run waits for this lock, so the signal surely comes while it reads.
      var holder = try Connection(company.server.settings(database: company.name))
      try holder.begin()
      try holder.execute("LOCK TABLE collab.tasks IN ACCESS EXCLUSIVE MODE")
      let process = try VerbsProcess.start(["run", "--period", "2026Q3", "-q"], database: company.connectionString)
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      for _ in 0..<500 {
        if try company.integer("SELECT count(*) FROM fairshare.runs WHERE state = 'running'") > 0 { break }
        usleep(20_000)
      }
      kill(process.processIdentifier, number)
      usleep(100_000)
      try holder.rollback()
      process.waitUntilExit()
      #expect(process.terminationReason == .exit)
      #expect(process.terminationStatus == (number == SIGINT ? 130 : 75))
      #expect(try company.texts("SELECT state FROM fairshare.runs") == ["cancelled"])
      #expect(try company.integer("SELECT count(*) FROM fairshare.published_runs") == 0)
      #expect(try company.leftoverTables() == 0)
    }
  }
}
