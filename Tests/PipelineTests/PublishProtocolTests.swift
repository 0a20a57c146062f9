import Dispatch
import Foundation
import Pipeline
import Postgres
import Store
import Synchronization
import Testing

@Suite("Readers see the old result or the new one, whatever happens") struct PublishProtocolTests {
  static let period = "2026Q3"

  @Test("a second run of the same period ends at once and names the first")
  func twoRuns() throws {
    try BatchServer.with(BatchServer.clean) { database in
      var holder = try database.connect("fairshare/held/control")
      let key = try RunRegistry.lockKey("2026Q2")
      try #expect(holder.tryAdvisoryLock(key))
      let end = try Program.run(Program.runArguments(database, "2026Q2"))
      #expect(end.exit == 75)
      #expect(end.errors.contains("fairshare/held/control"))
      #expect(end.errors.contains("\(holder.backendProcessID)"))
      #expect(end.errors.contains("Nothing was published"))
      try #expect(holder.releaseAdvisoryLock(key))
      // And with two real runs: the second begins while the first verifies.
      let second = Mutex<Failure?>(nil)
      let outcome = try database.run("2026Q2") { batch in
        batch.progress = { progress in
          guard progress.step == .verify else { return }
          do {
            try database.run("2026Q2")
          } catch { second.withLock { $0 = error as? Failure } }
        }
      }
      #expect(outcome.state == .published)
      #expect(second.withLock { $0?.code } == .runActive)
      try #expect(database.texts("SELECT state FROM fairshare.runs") == ["published"])
    }
  }

  @Test("a killed run leaves the old or the new result complete, and the next run cleans up")
  func kills() throws {
    try BatchServer.with(BatchServer.lark) { database in
      let change = { (comments: Int) in
        try database.execute(
          "UPDATE collab.reviews SET comments = \(comments) WHERE task_id IN (SELECT task_id FROM collab.tasks WHERE key_result_id = 'k3-pay-1')"
        )
      }
      let arguments = Program.runArguments(database, Self.period)
      func whole() throws -> Double {
        let clock = ContinuousClock()
        let took = try clock.measure { try #expect(Program.run(arguments).exit == 0) }
        return Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
      }
      try change(1)
      _ = try whole()
      let one = try database.dump(Self.period)
      try change(2)
      let seconds = try whole()
      let two = try database.dump(Self.period)
      #expect(one["shares"] != two["shares"])
      var outcomes: [String: Int] = [:]
      for turn in 0..<24 {
        try change(turn % 2 + 1)
        let child = try Program.start(arguments)
        // Half of them anywhere, half near the end, where the result is staged, checked and published.
        let at = turn % 4 < 2 ? Double.random(in: 0...1) : Double.random(in: 0.75...1.1)
        usleep(UInt32(at * seconds * 1e6))
        kill(child.processIdentifier, SIGKILL)
        child.waitUntilExit()
        let seen = try database.dump(Self.period)
        outcomes[seen["shares"] == one["shares"] ? "one" : "two", default: 0] += 1
        let whole = seen["shares"] == one["shares"] ? one : two
        for (table, text) in whole { #expect(seen[table] == text, "\(table) after a kill at \(at) of a run") }
      }
      try change(7)
      _ = try whole()
      try #expect(database.integer("SELECT count(*) FROM fairshare.runs WHERE state = 'running'") == 0)
      try #expect(database.integer("SELECT count(*) FROM fairshare.runs WHERE state = 'abandoned'") > 0)
      try #expect(database.leftoverTables() == 0)
      try #expect(
        database.integer(
          "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'fairshare/%'"
        ) == 0)
      #expect(outcomes.values.reduce(0, +) == 24)
    }
  }

  @Test("a run that was overtaken cannot publish late")
  func fence() throws {
    try BatchServer.with(BatchServer.clean) { database in
      let first = try database.run("2026Q2")
      try database.execute("UPDATE collab.reviews SET comments = 7")
      let batch = Mutex(0)
      let failure = #expect(throws: Failure.self) {
        try database.run("2026Q2") { run in
          run.progress = { progress in
            guard progress.step == .publish else { return }
            batch.withLock { $0 += 1 }
            do {
              var other = try database.connect()
              _ = try RunRegistry.takeFence(&other, period: "2026Q2")
            } catch { Issue.record(error) }
          }
        }
      }
      #expect(batch.withLock { $0 } == 1)
      #expect(failure?.code == .overtaken)
      #expect(failure?.exit == .temporary)
      try #expect(database.texts("SELECT run_id FROM fairshare.published_runs") == [first.runID])
      try #expect(database.leftoverTables() == 0)
      try #expect(database.texts("SELECT state FROM fairshare.runs ORDER BY run_id") == ["published", "failed"])
    }
  }

  @Test(
    "a staged result that was tampered with is refused and dropped",
    arguments: [
      "UPDATE %shares SET share = share + 0.000000001 WHERE (key_result_id, person_id, model) = ('k1', 'a', 'equal')",
      "DELETE FROM %shares WHERE (key_result_id, person_id, model) = ('k1', 'a', 'declared')",
      "UPDATE %shares SET share = 'NaN' WHERE (key_result_id, person_id, model) = ('k1', 'a', 'equal')",
      "UPDATE %shares SET share_low = 0.9, share_high = 1 WHERE (key_result_id, person_id, model) = ('k2', 'a', 'evidence')",
      "UPDATE %shares SET share = share + CASE person_id WHEN 'a' THEN -1 ELSE 1 END WHERE key_result_id = 'k1' AND model = 'equal' AND person_id IN ('a', 'b')",
      "UPDATE %evidence_pieces SET amount = amount - 0.000000001 WHERE key_result_id = 'k1' AND person_id = 'a'",
      "DELETE FROM %evidence_records WHERE rank = 1",
      "UPDATE %person_scores SET contributed = 'NaN' WHERE person_id = 'a'",
      "UPDATE %person_scores SET credited = -1 WHERE person_id = 'a'",
      "DELETE FROM %key_result_scores WHERE key_result_id = 'k1'",
      "DELETE FROM %team_rhythms",
      "DELETE FROM %objective_contributions WHERE person_id = 'a'",
    ])
  func tampering(statement: String) throws {
    try BatchServer.with(BatchServer.clean) { database in
      let first = try database.run("2026Q2")
      try database.execute("UPDATE collab.reviews SET comments = 7")
      let failure = #expect(throws: Failure.self) {
        try database.run("2026Q2") { run in
          run.progress = { progress in
            guard progress.step == .verify else { return }
            let run =
              (try? database.texts("SELECT replace(run_id::text, '-', '') FROM fairshare.runs WHERE state = 'running'"))?
              .first
            let table = statement.split(separator: "%")[1].prefix { $0 != " " }
            let text = statement.replacing("%\(table)", with: "fairshare.\(table)_r\(run ?? "")")
            do { try database.execute(text) } catch { Issue.record(error) }
          }
        }
      }
      #expect(failure?.code == .verificationFailed)
      try #expect(database.texts("SELECT run_id FROM fairshare.published_runs") == [first.runID])
      try #expect(database.leftoverTables() == 0)
      try #expect(database.texts("SELECT state FROM fairshare.runs ORDER BY run_id") == ["published", "failed"])
    }
  }

  @Test("rolling back moves the pointer and nothing else, and forth again")
  func rollback() throws {
    try BatchServer.with(BatchServer.clean) { database in
      let first = try database.run("2026Q2")
      let old = try database.dump("2026Q2")
      try database.execute("UPDATE collab.reviews SET comments = 7")
      let second = try database.run("2026Q2")
      let new = try database.dump("2026Q2")
      #expect(old != new)
      func move(to run: String?) throws -> String? {
        var connection = try database.connect()
        return try Publication.rollBack(
          &connection, period: "2026Q2", to: run.flatMap { RunID(text: $0) }, by: connection.user, reason: "test")?.text
      }
      try #expect(move(to: nil) == first.runID)
      try #expect(database.dump("2026Q2") == old)
      try #expect(database.texts("SELECT DISTINCT run_id FROM fairshare.latest_shares") == [first.runID])
      // There is nothing before the first run, and a run cannot be rolled back to itself.
      try #expect(move(to: nil) == nil)
      try #expect(move(to: first.runID) == nil)
      try #expect(move(to: second.runID) == second.runID)
      try #expect(database.dump("2026Q2") == new)
      try #expect(
        database.texts("SELECT actor || ' ' || action FROM fairshare.audit_events") == [
          "postgres rollback", "postgres rollback",
        ])
      try #expect(database.texts("SELECT state FROM fairshare.runs ORDER BY run_id") == ["superseded", "published"])
      // After going back, an unchanged input is not unchanged against what readers see.
      _ = try move(to: nil)
      try #expect(database.run("2026Q2").state == .published)
      try #expect(database.dump("2026Q2") == new)
    }
  }

  @Test("readers who ask again and again during publishes see whole results and no error")
  func readers() throws {
    try BatchServer.with(BatchServer.clean) { database in
      try database.run("2026Q2")
      let expected = try database.texts("SELECT count(*) || ' 1 ' || sum(share) FROM fairshare.latest_shares")
      let stop = Mutex(false)
      let seen = Mutex<[String: Int]>([:])
      let group = DispatchGroup()
      for reader in 0..<2 {
        DispatchQueue(label: "test.reader.\(reader)").async(group: group) {
          do {
            var connection = try database.connect()
            while !stop.withLock({ $0 }) {
              let rows = try connection.execute(
                "SELECT count(*) || ' ' || count(DISTINCT run_id) || ' ' || coalesce(sum(share), 0) FROM fairshare.latest_shares"
              )
              let text = try rows.text(0, 0)
              seen.withLock { $0[text, default: 0] += 1 }
            }
          } catch { seen.withLock { $0["\(error)", default: 0] += 1 } }
        }
      }
      for _ in 0..<25 { try database.run("2026Q2", forced: true) }
      stop.withLock { $0 = true }
      group.wait()
      let results = seen.withLock { $0 }
      #expect(results.keys.sorted() == expected, "\(results)")
      #expect((results.values.max() ?? 0) > 200)
    }
  }
}
