import Contribution
import Foundation
import Pipeline
import Store
import Testing

@Suite("The impact assessment and the model card")
struct AssessTests {
  private static let simulation = PackageRoot.file("docs/model-card.jsonl")

  @Test("the dossier is filled from a real run, and says plainly what is missing")
  func dossier() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try company.plantFlag("F-1", person: "p006")
      #expect(try company.verb(["review", "decide", "F-1", "--decision", "cleared", "--reason", "leave"]).exit == 0)
      try VerbsProcess.withFolder { folder in
        func export(_ more: [String], _ environment: [String: String] = [:]) throws -> [String] {
          let answer = try VerbsProcess.run(
            ["assess", "export", "--out", "a"] + more, database: company.connectionString, folder: folder,
            environment: environment)
          #expect(answer.exit == 0, "\(answer.errors)")
          return try ["impact-assessment.md", "impact-assessment.zh-Hans.md"].map {
            try String(contentsOf: folder.appending(path: "a/\($0)"), encoding: .utf8)
          }
        }
        let bare = try export([])
        #expect(bare[0].contains("No legal basis is named") && bare[0].contains("error rates are unknown"))
        #expect(bare[1].contains("没有写明法律依据") && bare[1].contains("没有做各组比较"))
        let tasks = try company.integer("SELECT (row_counts ->> 'tasks')::int FROM fairshare.runs")
        #expect(tasks > 0)
        #expect(
          bare[0].contains("| tasks | task_id, key_result_id, effort, created_at, completed_at, outcome | \(tasks) |"))
        #expect(bare[0].contains("| cleared | 1 |"))

        try Data(("person_id,site\n" + (1...60).map { "p0\($0 < 10 ? "0" : "")\($0),north\n" }.joined()).utf8)
          .write(to: folder.appending(path: "sites.csv"))
        let full = try export(
          ["--simulation", Self.simulation.path(), "--attributes", "sites.csv"],
          ["FAIRSHARE_LEGAL_BASIS": "员工手册 <第三章>", "FAIRSHARE_LEGAL_NOTICE_VERSION": "2026-08"])
        #expect(full[0].contains("员工手册 &lt;第三章&gt;") && full[0].contains("notice: 2026-08"))
        #expect(!full[0].contains("not named") && !full[0].contains("unknown. Make one"))
        #expect(full[0].contains("| consensus | 180 |"))
        #expect(full[0].contains("| share above the median | site | north |"))
      }
    }
  }

  @Test("every column that scoring reads is in the dossier's list: without the others the result is the same")
  func columns() throws {
    try BatchServer.with(BatchServer.clean) { company in
      try company.run("2026Q2")
      let digest = try company.texts("SELECT result_digest FROM fairshare.runs")
      var script = "CREATE SCHEMA lean;\n"
      for (table, columns) in DossierCounts.columnsRead {
        script +=
          "CREATE VIEW lean.\(table.rawValue) AS SELECT \(columns.joined(separator: ", ")) FROM collab.\(table.rawValue);\n"
      }
      try company.execute(script)
      var batch = company.nightlyRun("2026Q2")
      var configuration = company.configuration()
      configuration.sourceSchema = "lean"
      batch = NightlyRun(settings: batch.settings, configuration: configuration, period: "2026Q2")
      batch.isForced = true
      try #expect(batch.run().resultDigest == digest.first)
    }
  }

  @Test("the committed model card is of this version and says what its simulation measured")
  func modelCard() throws {
    try VerbsProcess.withFolder { folder in
      let answer = try VerbsProcess.run(
        ["model-card", "--simulation", Self.simulation.path(), "--out", "."], folder: folder)
      #expect(answer.exit == 0, "\(answer.errors)")
      for name in ["model-card.md", "model-card.zh-Hans.md"] {
        let made = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        #expect(made.contains(Engine.version))
        let committed = try String(contentsOf: PackageRoot.file("docs/\(name)"), encoding: .utf8)
        let isSame = made == committed
        #expect(
          isSame,
          "docs/\(name) is out of date: write it with fairshare model-card --simulation docs/model-card.jsonl --out docs"
        )
      }
    }
  }

  @Test("the committed measurements are of this version")
  func measurements() throws {
    let page = try String(contentsOf: PackageRoot.file("docs/measured.md"), encoding: .utf8)
    #expect(
      page.hasPrefix("# What was measured with engine \(Engine.version)\n"),
      "docs/measured.md is out of date: write it with Scripts/science")
  }
}
