import Foundation
import LocalServer
import Postgres
import Testing

@Suite("The gate before a decision")
struct DecisionGateTests {
  private static let flags = "SELECT finding_id FROM fairshare.latest_findings WHERE finding_id LIKE 'F-%' ORDER BY 1"

  @Test("leaders see a flag after its comment window or once HR has confirmed it; the person and HR see it at once")
  func window() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try company.letRead("reader_one")
      for id in ["F-1", "F-2", "F-3"] { try company.plantFlag(id, person: "p006") }
      try #expect(company.texts(Self.flags, as: "reader_one") == [])
      try #expect(company.texts(Self.flags, as: "hr_one") == ["F-1", "F-2", "F-3"])
      var person = try Connection(company.server.settings(database: company.name, user: "reader_one"))
      try person.execute("SELECT set_config('fairshare.person_id', 'p006', false)")
      let claimed = try person.execute(Self.flags).count
      #expect(claimed == 0, "nobody becomes somebody else by a setting of their own")
      try company.execute("INSERT INTO fairshare.logins VALUES ('reader_one', 'p006', false)")
      let own = try person.execute(Self.flags).count
      try company.execute("DELETE FROM fairshare.logins WHERE login = 'reader_one'")
      #expect(own == 3, "the person concerned sees it first")
      try #expect(
        company.texts("SELECT DISTINCT comment_until - flagged_on >= 5 FROM fairshare.finding_cases") == ["true"])

      // The window passes; another is cleared by HR, another confirmed.
      try company.execute(
        "UPDATE fairshare.finding_cases SET comment_until = current_date - 1 WHERE finding_id <> 'F-3'")
      try #expect(company.texts(Self.flags, as: "reader_one") == ["F-1", "F-2"])
      #expect(try company.verb(["review", "decide", "F-2", "--decision", "cleared", "--reason", "leave"]).exit == 0)
      try #expect(company.texts(Self.flags, as: "reader_one") == ["F-1"])
      for reviewer in ["hr_one", "hr_two"] {
        let answer = try company.verb(
          ["review", "decide", "F-3", "--decision", "confirmed", "--reason", "talked"], as: reviewer)
        #expect(answer.exit == 0, "\(answer.errors)")
      }
      try #expect(company.texts(Self.flags, as: "reader_one") == ["F-1", "F-3"])
    }
  }

  @Test("proposed, reviewed, decided: two people confirm, and never the person concerned")
  func twoPeople() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try company.plantFlag("F-1", person: "p006")
      let confirm = ["review", "decide", "F-1", "--decision", "confirmed", "--reason", "records are complete"]
      #expect(try company.object("finding", ["review", "show", "F-1"])["stage"] as? String == "proposed")
      let own = try company.verb(confirm, as: "p006")
      #expect(own.exit == 77 && own.errors.contains("FS081"), "\(own.errors)")
      #expect(try company.object("decision", confirm)["stage"] as? String == "reviewed")
      #expect(try company.object("finding", ["review", "show", "F-1"])["stage"] as? String == "reviewed")
      try #expect(company.integer("SELECT count(*) FROM fairshare.decisions") == 0)
      let twice = try company.verb(confirm)
      #expect(twice.exit == 77 && twice.errors.contains("two people confirm"), "\(twice.errors)")
      #expect(try company.object("decision", confirm, as: "hr_two")["stage"] as? String == "decided")
      #expect(try company.object("finding", ["review", "show", "F-1"])["stage"] as? String == "decided")
      try #expect(company.texts("SELECT decided_by FROM fairshare.decisions") == ["hr_two"])
    }
  }

  @Test("the database keeps the gate, too: no confirmation by one person, none about oneself")
  func database() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try company.plantFlag("F-1", person: "p006")
      for (who, decision) in [("hr_one", "confirmed"), ("p006", "cleared")] {
        #expect(throws: PostgresError.self, "\(who)") {
          try company.execute(
            """
            INSERT INTO fairshare.decisions (finding_id, decided_by, decision, reason)
            VALUES ('F-1', '\(who)', '\(decision)', 'because')
            """)
        }
      }
    }
  }

  @Test("a reviewer who confirms everything within seconds is named, one who takes time is not")
  func rubberStamp() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try company.execute(
        """
        INSERT INTO fairshare.finding_reviews (finding_id, reviewed_by, decision, reason, opened_at, reviewed_at)
        SELECT 'x' || i, who, 'confirmed', 'ok', now() - seconds * interval '1 second', now()
        FROM (VALUES ('hr_one', 3), ('hr_two', 60)) AS v(who, seconds), generate_series(1, 19) AS i;
        """)
      #expect(try !company.verb(["review", "list"]).output.contains("confirmed 19"), "19 are too few to say")
      try company.plantFlag("F-1", person: "p006")
      #expect(try company.verb(["review", "show", "F-1"]).exit == 0)
      let answer = try company.verb(["review", "decide", "F-1", "--decision", "confirmed", "--reason", "ok"])
      #expect(answer.output.contains("notice: hr_one confirmed 20 of 20 within 10 seconds each"), "\(answer.output)")
      try #expect(
        company.integer(
          "SELECT count(*) FROM fairshare.finding_reviews WHERE finding_id = 'F-1' AND opened_at IS NOT NULL")
          == 1, "the opening of the case is kept")
      let other = try company.verb(
        ["review", "decide", "F-1", "--decision", "confirmed", "--reason", "ok"], as: "hr_two")
      #expect(!other.output.contains("notice"), "\(other.output)")
    }
  }
}
