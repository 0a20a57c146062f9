import Foundation
import LocalServer
import Postgres
import Testing

@Suite("Holds")
struct HoldTests {
  private static let views = [
    "latest_shares", "latest_key_results", "latest_people", "latest_findings", "latest_evidence", "trend_people",
  ]

  private static func rows(_ connection: inout Connection) throws -> [Int] {
    try views.map { try connection.execute("SELECT count(*) FROM fairshare.\($0)").integer(0, 0) }
  }

  @Test("a hold on everything empties every view for readers at once, HR sees on, and a release brings all back")
  func everything() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try company.letRead("reader_one")
      try company.plantFlag("F-1", person: "p006", commentDays: 0)
      var reader = try Connection(company.server.settings(database: company.name, user: "reader_one"))
      var hr = try Connection(company.server.settings(database: company.name, user: "hr_one"))
      let before = try Self.rows(&reader)
      #expect(before.allSatisfy { $0 > 0 }, "\(before)")
      let hold = try company.verb(["hold", "--all", "--reason", "wrong feed"])
      #expect(hold.exit == 0, "\(hold.errors)")
      // The reader's next statement, on the session that it had before: nothing to wait for.
      let during = try Self.rows(&reader)
      #expect(during == [0, 0, 0, 0, 0, 0])
      let seenByHR = try Self.rows(&hr)
      #expect(seenByHR.allSatisfy { $0 > 0 })
      for verb in [["report", "--out", "/tmp/held"], ["export", "--out", "/tmp/held"]] {
        let answer = try company.verb(verb)
        #expect(answer.exit == 75 && answer.errors.contains("FS080"), "\(answer.errors)")
      }
      #expect(try company.verb(["review", "list"]).exit == 0, "HR goes on working")
      #expect(try company.verb(["status"]).output.contains("wrong feed"))
      #expect(try company.verb(["hold", "--all", "--reason", "again"]).exit == 65)
      #expect(try company.verb(["hold", "--all", "--release", "--reason", "feed mended"]).exit == 0)
      let after = try Self.rows(&reader)
      #expect(after == before)
      #expect(
        try company.texts("SELECT action FROM fairshare.audit_events WHERE action IN ('hold', 'release') ORDER BY at")
          == ["hold", "release"])
    }
  }

  @Test("a hold on a period, a person or a key result hides that and nothing else")
  func parts() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q2")
      try company.run("2026Q3")
      try company.letRead("reader_one")
      var reader = try Connection(company.server.settings(database: company.name, user: "reader_one"))
      for (option, id, column) in [
        ("--period", "2026Q2", "period_id"), ("--person", "p006", "person_id"),
        ("--key-result", "k3-pay-1", "key_result_id"),
      ] {
        let views = column == "person_id" ? "latest_shares" : "latest_key_results"
        func count(_ condition: String) throws -> Int {
          try reader.execute("SELECT count(*) FROM fairshare.\(views) WHERE \(condition)").integer(0, 0)
        }
        let others = try count("\(column) <> '\(id)'")
        #expect(try count("\(column) = '\(id)'") > 0, "\(option)")
        #expect(try company.verb(["hold", option, id, "--reason", "check"]).exit == 0)
        #expect(try count("\(column) = '\(id)'") == 0, "\(option)")
        #expect(try count("\(column) <> '\(id)'") == others, "\(option)")
        #expect(try company.verb(["hold", option, id, "--release", "--reason", "done"]).exit == 0)
        #expect(try count("\(column) = '\(id)'") > 0, "\(option)")
      }
    }
  }

  @Test("a hold needs a subject and a reason")
  func usage() throws {
    try BatchServer.with(BatchServer.empty) { company in
      let calls: [([String], Int32)] = [
        (["--reason", "x"], 64), (["--all", "--person", "a", "--reason", "x"], 64), (["--all"], 64),
        (["--all", "--release", "--reason", "x"], 65),
      ]
      for (options, exit) in calls {
        let answer = try company.verb(["hold"] + options)
        #expect(answer.exit == exit, "\(options)")
      }
    }
  }
}
