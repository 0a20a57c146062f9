import Foundation
import Testing

@Suite("Plans, artefacts and completion")
struct PlanAndArtefactTests {
  @Test("a plan names the key results that are new, changed, gone or the same")
  func changes() throws {
    try BatchServer.with(BatchServer.lark) { company in
      func plan() throws -> [[String: Any]] {
        let answer = try VerbsProcess.run(
          ["plan", "--period", "2026Q3", "--json"], database: company.connectionString,
          environment: ["FAIRSHARE_QUARANTINE_TABLE_LIMIT": "1"])
        #expect(answer.exit == 0, "\(answer.output)")
        return try answer.lines.compactMap {
          try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }.filter { $0["type"] as? String == "key_result" }
      }
      #expect(try plan().count == 18)
      #expect(try plan().allSatisfy { $0["change"] as? String == "new" })
      try company.run("2026Q3")
      #expect(try plan().isEmpty, "nothing has changed")
      try company.execute("UPDATE collab.tasks SET effort = 40 WHERE task_id = 'w0516'")
      let changed = try plan()
      // The task belongs to the first and unblocks a task of the second.
      #expect(changed.compactMap { $0["key_result"] as? String } == ["k3-pay-1", "k3-pay-2"])
      #expect(changed.first?["change"] as? String == "changed")
      #expect(changed.first?["was_judged"] as? Bool == true)
      let text = try VerbsProcess.run(["plan", "--period", "2026Q3"], database: company.connectionString)
      #expect(text.output.contains("key results: changed 2, the same 16"), "\(text.output)")
      try company.execute("UPDATE fairshare.key_result_scores SET input_digest = NULL")
      #expect(try plan().allSatisfy { $0["change"] as? String == "unknown" })
    }
  }

  @Test("a run and its reports leave the same run.json, which is what the registry says")
  func artefact() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try VerbsProcess.withFolder { folder in
        let run = try VerbsProcess.run(
          ["run", "--period", "2026Q3", "--artefacts", "runs", "-q"], database: company.connectionString, folder: folder
        )
        #expect(run.exit == 0, "\(run.errors)")
        let id = try #require(try company.texts("SELECT run_id FROM fairshare.published_runs").first)
        let left = try Data(contentsOf: folder.appending(path: "runs/\(id)/run.json"))
        let object = try #require(try JSONSerialization.jsonObject(with: left) as? [String: Any])
        #expect(object["run_id"] as? String == id)
        #expect(object["schema"] as? String == "1.0")
        #expect(object["state"] as? String == "published")
        #expect((object["steps"] as? [Any])?.count == 6)
        let scores = object["key_results"] as? [[String: Any]] ?? []
        #expect(scores.compactMap { $0["key_results"] as? Int }.reduce(0, +) == 18)
        #expect(
          try VerbsProcess.run(["report", "--out", "r"], database: company.connectionString, folder: folder).exit == 0)
        #expect(try Data(contentsOf: folder.appending(path: "r/run.json")) == left)
      }
    }
  }

  @Test("completion for bash, zsh and fish names every verb, and bash accepts it")
  func completion() throws {
    let help = try VerbsProcess.run(["--help"]).output
    let list = help.split(separator: "SUBCOMMANDS:").last ?? ""
    let verbs = list.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }.filter { $0 != "See" }
    #expect(verbs.count > 14)
    for shell in ["bash", "zsh", "fish"] {
      let answer = try VerbsProcess.run(["--generate-completion-script", shell])
      #expect(answer.exit == 0)
      for verb in verbs { #expect(answer.output.contains(verb), "\(shell) does not know \(verb)") }
      guard shell == "bash" else { continue }
      try VerbsProcess.withFolder { folder in
        let file = folder.appending(path: "fairshare.bash")
        try answer.output.write(to: file, atomically: true, encoding: .utf8)
        let check = Process()
        check.executableURL = URL(filePath: "/bin/bash")
        check.arguments = ["-n", file.path()]
        try check.run()
        check.waitUntilExit()
        #expect(check.terminationStatus == 0)
      }
    }
  }
}
