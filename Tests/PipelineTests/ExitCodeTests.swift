import Foundation
import Glibc
import LocalServer
import Pipeline
import Postgres
import Testing

/// Each exit code of the contract, from the program itself.
@Suite("Exit codes")
struct ExitCodeTests {
  @Test("0 published, 0 unchanged, 2 something to do, 3 done in part with the rest listed")
  func goodEnds() throws {
    try BatchServer.with(BatchServer.lark) { company in
      func verb(_ arguments: [String], _ environment: [String: String] = [:]) throws -> VerbsProcess.Answer {
        try VerbsProcess.run(arguments, database: company.connectionString, environment: environment)
      }
      #expect(try verb(["plan", "--period", "2026Q3"]).exit == 0)
      #expect(try verb(["plan", "--period", "2026Q3", "--detailed-exitcode"]).exit == 2)
      let partial = try verb(["run", "--period", "2026Q3"], ["FAIRSHARE_FAULT": "model k3-pay-1"])
      #expect(partial.exit == 3, "\(partial.errors)")
      #expect(partial.errors.contains("skipped k3-pay-1"), "\(partial.errors)")
      #expect(partial.lines.last == "next: `fairshare status --skipped`")
      let skipped = try verb(["status", "--skipped"])
      #expect(skipped.output.contains("k3-pay-1") && skipped.output.contains("model_failed"), "\(skipped.output)")
      #expect(try verb(["run", "--period", "2026Q3", "--force"]).exit == 0)
      #expect(try verb(["run", "--period", "2026Q3"]).exit == 0)
    }
  }

  @Test("64 for the command line, 65 for the input, 78 for configuration and login")
  func refusals() throws {
    try BatchServer.with(BatchServer.empty) { company in
      let calls: [([String], Int32)] = [
        (["rnu"], 64), (["run"], 64), (["run", "--period", "P", "--jobs", "none"], 64), (["import", "nowhere"], 65),
        (["run", "--period", "P"], 65), (["report", "--out", "r"], 65), (["status", "--config", "nowhere.toml"], 78),
        (["run", "--period", "P", "--source-schema", "nope"], 78),
      ]
      for (arguments, code) in calls {
        let answer = try VerbsProcess.run(arguments, database: company.connectionString)
        #expect(answer.exit == code, "\(arguments): \(answer.errors)")
      }
      let absent = company.server.connectionString(database: "no_such_database")
      #expect(try VerbsProcess.run(["status"], database: absent).exit == 78)
    }
  }

  @Test("70 for a fault that is ours: the staged rows break a rule of the database")
  func fault() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.execute("ALTER TABLE fairshare.shares ADD CONSTRAINT never CHECK (share < 0)")
      let answer = try VerbsProcess.run(["run", "--period", "2026Q3", "-q"], database: company.connectionString)
      #expect(answer.exit == 70, "\(answer.errors)")
      #expect(try company.integer("SELECT count(*) FROM fairshare.published_runs") == 0)
      #expect(try company.leftoverTables() == 0)
    }
  }

  @Test("75 for what may be better later: no server, and a period that another run holds")
  func temporary() throws {
    #expect(try VerbsProcess.run(["status"], database: "host=/nowhere").exit == 75)
    try BatchServer.with(BatchServer.lark) { company in
      var holder = try company.connect()
      try holder.begin()
      try holder.execute("LOCK TABLE collab.tasks IN ACCESS EXCLUSIVE MODE")
      let first = try VerbsProcess.start(["run", "--period", "2026Q3", "-q"], database: company.connectionString)
      first.standardOutput = FileHandle.nullDevice
      first.standardError = FileHandle.nullDevice
      try first.run()
      for _ in 0..<500 where try company.integer("SELECT count(*) FROM fairshare.runs WHERE state = 'running'") == 0 {
        usleep(20_000)
      }
      let second = try VerbsProcess.run(["run", "--period", "2026Q3", "-q"], database: company.connectionString)
      #expect(second.exit == 75)
      #expect(second.errors.contains("error[FS040]"), "\(second.errors)")
      try holder.rollback()
      first.waitUntilExit()
      #expect(first.terminationStatus == 0)
    }
  }

  @Test("77 for a right that is missing")
  func rights() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.execute(
        """
        CREATE ROLE "guest_\(company.name)" LOGIN;
        GRANT USAGE ON SCHEMA fairshare, collab TO "guest_\(company.name)";
        GRANT SELECT ON fairshare.schema_migrations TO "guest_\(company.name)";
        """)
      defer { try? company.execute("DROP OWNED BY \"guest_\(company.name)\"; DROP ROLE \"guest_\(company.name)\"") }
      let answer = try VerbsProcess.run(
        ["status"], database: company.connectionString,
        environment: ["PGOPTIONS": "-c role=guest_\(company.name)"])
      #expect(answer.exit == 77, "\(answer.output) \(answer.errors)")
      #expect(answer.errors.contains("error[FS017]"), "\(answer.errors)")
    }
  }

  @Test("130 where the id is not typed back, and 64 where nobody can type")
  func purge() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try company.run("2026Q3", forced: true)
      let old = try #require(try company.texts("SELECT run_id FROM fairshare.runs WHERE state = 'superseded'").first)
      let current = try #require(try company.texts("SELECT run_id FROM fairshare.published_runs").first)
      func verb(_ arguments: String...) throws -> VerbsProcess.Answer {
        try VerbsProcess.run(arguments, database: company.connectionString)
      }
      let silent = try verb("purge", old)
      #expect(silent.exit == 64)
      #expect(silent.errors.contains("--yes"), "\(silent.errors)")
      #expect(try verb("purge", current, "--yes").exit == 65, "what readers see is never purged")
      #expect(try verb("purge", "nonsense", "--yes").exit == 64)
      let unknown = try verb("purge", String(old.dropLast()) + (old.hasSuffix("0") ? "1" : "0"), "--yes")
      #expect(unknown.exit == 65 && unknown.errors.contains(old), "the nearest id is named: \(unknown.errors)")

      // A terminal, by the program `script`: it types the wrong id.
      let program = try VerbsProcess.find().path()
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = [
        "-c",
        "printf 'no\\n' | script -qec \"'\(program)' purge \(old) --database '\(company.connectionString)'\" /dev/null",
      ]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 130)
      #expect(try company.integer("SELECT count(*) FROM fairshare.shares WHERE run_id = '\(old)'") > 0)

      let done = try verb("purge", old, "--yes", "--reason", "retention")
      #expect(done.exit == 0, "\(done.errors)")
      #expect(try company.integer("SELECT count(*) FROM fairshare.shares WHERE run_id = '\(old)'") == 0)
      #expect(try company.texts("SELECT state FROM fairshare.runs WHERE run_id = '\(old)'") == ["purged"])
      #expect(try company.integer("SELECT count(*) FROM fairshare.audit_events WHERE action = 'purge'") == 1)
      #expect(try company.integer("SELECT count(*) FROM fairshare.latest_shares") > 0)
      #expect(try verb("rollback", "--period", "2026Q3").exit == 65, "there is nothing to go back to")
    }
  }
}
