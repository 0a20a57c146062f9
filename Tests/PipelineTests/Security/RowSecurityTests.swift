import Postgres
import Testing

extension RoleTests {
  /// Who sees whose rows.
  @Suite("Row security")
  struct RowSecurityTests {
    private static let tables = [
      "shares", "person_scores", "evidence_pieces", "evidence_records", "consensus_steps", "findings",
      "objective_contributions",
    ]
    private static let views = ["latest_shares", "latest_people", "latest_evidence", "trend_people"]

    /// People whose rows a login finds anywhere.
    private func people(_ login: String) throws -> Set<String> {
      var connection = try RoleServer.connect(login)
      var seen: Set<String> = []
      for table in Self.tables + Self.views {
        seen.formUnion(try RoleServer.texts(&connection, "SELECT DISTINCT person_id FROM fairshare.\(table)"))
      }
      return seen
    }

    @Test("HR sees the assigned units, a leader the line below, everybody themselves; a stranger and the batch nothing")
    func scopes() throws {
      _ = try RoleServer.company.get()
      #expect(try people("hr_all") == ["a", "b", "c", "d", "e"])
      #expect(try people("hr_unit") == ["c", "d"])
      #expect(try people("lead") == ["b", "c", "d"])
      #expect(try people("someone") == ["b"])
      for login in ["stranger", "nightly", "analyst", "checker"] {
        for table in Self.tables + Self.views {
          #expect(try RoleServer.refusal(login, "SELECT FROM fairshare.\(table)") == "42501", "\(login) \(table)")
        }
      }
    }

    @Test("a session that must not be shown a part of the rows is refused, not shortened", arguments: tables)
    func refusesToHide(table: String) throws {
      _ = try RoleServer.company.get()
      #expect(try RoleServer.refusal("hr_all", "SELECT FROM fairshare.\(table)", rowSecurity: false) == "42501")
    }

    @Test("nobody becomes somebody else by a setting of their own")
    func settings() throws {
      _ = try RoleServer.company.get()
      var connection = try RoleServer.connect("someone")
      let query = "SELECT DISTINCT person_id FROM fairshare.shares ORDER BY 1"
      try connection.executeScript("SET fairshare.person_id = 'a'; SET fairshare.reader_seal = 'x'")
      let seen1 = try RoleServer.texts(&connection, query)
      #expect(seen1 == ["b"])
      #expect(try RoleServer.refusal("someone", "SELECT fairshare.act_as('a')") == "42501")
      #expect(try RoleServer.refusal("someone", "SELECT fairshare.reader_seal('a')") == "42501")
      #expect(
        try RoleServer.refusal("someone", "INSERT INTO fairshare.logins VALUES ('someone', 'a', true)") == "42501")
    }

    @Test("a service reads in a person's name for one transaction, and its seal opens no other")
    func service() throws {
      _ = try RoleServer.company.get()
      var portal = try RoleServer.connect("portal")
      let query = "SELECT DISTINCT person_id FROM fairshare.shares ORDER BY 1"
      let seen2 = try RoleServer.texts(&portal, query)
      #expect(seen2 == [])
      try portal.executeScript("BEGIN; SELECT fairshare.act_as('b')")
      // Themselves, and as a leader the line below.
      let seen3 = try RoleServer.texts(&portal, query)
      #expect(seen3 == ["b", "d"])
      let seal = try RoleServer.texts(&portal, "SELECT current_setting('fairshare.reader_seal')").first ?? ""
      #expect(seal.count == 64)
      try portal.executeScript("SET LOCAL fairshare.person_id = 'a'")
      let seen4 = try RoleServer.texts(&portal, query)
      #expect(seen4 == [])
      try portal.executeScript("COMMIT")
      let seen5 = try RoleServer.texts(&portal, query)
      #expect(seen5 == [])
      try portal.executeScript(
        "BEGIN; SET LOCAL fairshare.person_id = 'b'; SET LOCAL fairshare.reader_seal = '\(seal)'")
      let seen6 = try RoleServer.texts(&portal, query)
      #expect(seen6 == [])
    }

    @Test("a person opens an appeal in their own name only")
    func appeals() throws {
      _ = try RoleServer.company.get()
      let appeal = "INSERT INTO fairshare.appeals (appeal_id, person_id, key_result_id, text, share_before) VALUES "
      #expect(try RoleServer.refusal("someone", appeal + "('x', 'b', 'k', 'please look', 0.1)") == nil)
      #expect(try RoleServer.refusal("someone", appeal + "('x', 'a', 'k', 'please look', 0.1)") == "42501")
      #expect(try RoleServer.refusal("lead", appeal + "('x', 'a', 'k', 'please look', 0.1)") == "42501")
    }

    @Test("leaders read no feedback, no ratings and no raw acts; HR writes no result")
    func closedTables() throws {
      _ = try RoleServer.company.get()
      for login in ["lead", "someone", "hr_all", "analyst", "checker"] {
        for table in ["feedback", "peer_ratings", "reviews", "one_on_ones", "tasks", "absences", "spot_checks"] {
          #expect(try RoleServer.refusal(login, "SELECT FROM collab.\(table)") == "42501", "\(login) \(table)")
        }
      }
      for statement in [
        "UPDATE fairshare.shares SET share = 0", "DELETE FROM fairshare.person_scores",
        "UPDATE fairshare.runs SET state = 'published'", "UPDATE fairshare.decisions SET reason = 'x'",
      ] {
        #expect(try RoleServer.refusal("hr_all", statement) == "42501", "\(statement)")
      }
    }

    @Test("data teams see pseudonyms that hold for one period, and no id, name or text")
    func pseudonyms() throws {
      let database = try RoleServer.company.get()
      let seen = try RoleServer.texts("analyst", "SELECT pseudonym FROM fairshare.data_people ORDER BY 1")
      #expect(seen.count == 5 && Set(seen).count == 5 && seen.allSatisfy { $0.count == 32 })
      let expected = try database.texts(
        """
        SELECT left(encode(fairshare.hmac_sha256(s.secret, convert_to(p.person_id, 'UTF8')), 'hex'), 32)
        FROM fairshare.latest_people AS p JOIN fairshare.secrets AS s ON s.name = 'pseudonym P' ORDER BY 1
        """)
      #expect(seen == expected)
      // The same people under the key of another period.
      let other = try database.texts(
        """
        SELECT left(encode(fairshare.hmac_sha256(fairshare.random_key(), convert_to(p.person_id, 'UTF8')), 'hex'), 32)
        FROM fairshare.latest_people AS p
        """)
      #expect(Set(other).isDisjoint(with: seen))
      let rows = try RoleServer.texts(
        "analyst",
        """
        SELECT to_jsonb(p) FROM fairshare.data_people AS p UNION ALL SELECT to_jsonb(s) FROM fairshare.data_shares AS s
        UNION ALL SELECT to_jsonb(f) FROM fairshare.data_findings AS f
        """)
      #expect(rows.count > 10)
      for row in rows { #expect(!row.contains("person_id") && !row.contains("Name of") && !row.contains("reasons")) }
      #expect(try RoleServer.refusal("analyst", "SELECT FROM fairshare.secrets") == "42501")
      #expect(try RoleServer.refusal("analyst", "SELECT FROM fairshare.pseudonyms()") == "42501")
      #expect(try RoleServer.refusal("analyst", "SELECT FROM collab.people") == "42501")
      // Five people in two teams of two: no sum is safe.
      #expect(try RoleServer.texts("analyst", "SELECT team_id FROM fairshare.data_team_totals") == [])
    }

    @Test("an auditor checks the chain and the logs, and reads a person's figures for a case only, which is logged")
    func auditor() throws {
      let database = try RoleServer.company.get()
      #expect(try RoleServer.texts("checker", "SELECT fault FROM fairshare.verify_decision_log()") == [])
      #expect(try RoleServer.refusal("checker", "SELECT reason FROM fairshare.decisions") == "42501")
      #expect(try RoleServer.refusal("checker", "SELECT * FROM fairshare.case_scores('b', ' ')") == "42501")
      let figures = try RoleServer.texts("checker", "SELECT contributed FROM fairshare.case_scores('b', 'case 7')")
      #expect(figures.count == 1)
      let logged = try RoleServer.texts("checker", "SELECT login || subject || case_id FROM fairshare.access_log")
      #expect(logged.contains("checkerbcase 7"))
      #expect(try RoleServer.refusal("checker", "DELETE FROM fairshare.access_log") == "42501")
      // Even the owner of the table only adds to it.
      var owner = try database.connect()
      #expect(throws: PostgresError.self) { try owner.execute("DELETE FROM fairshare.access_log") }
    }
  }
}
