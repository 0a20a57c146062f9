internal import Dispatch
package import Postgres
internal import Synchronization

extension Publication {
  /// What the looks at a staged run found.
  package struct Verdict: Sendable {
    /// One sentence for each thing that is wrong; empty when all is well.
    package let faults: [String]
    /// How many people the run would move, and of how many; nil where nothing is published yet.
    package let drift: Drift?
  }

  /// Checks a staged run in the database, before anybody can see it.
  ///
  /// - Parameters:
  ///   - points: a person counts as moved beyond this part of a share.
  ///   - sessions: how many look at once.
  package static func verify(
    _ settings: ConnectionSettings, run: RunID, expected: [ResultFamily: Int], points: Double, sessions: Int
  ) throws -> Verdict {
    // The longest first, so that the sessions end together.
    func length(_ family: ResultFamily) -> Int { (expected[family] ?? 0) * (family == .shares ? 2 : 1) }
    let families = ResultFamily.allCases.sorted { (length($0), $1.rawValue) > (length($1), $0.rawValue) }
    // Before them all what goes over several families: how far people move, and their sums.
    let looks = families.count + 2
    let drift = Mutex<Drift?>(nil)
    let next = Mutex(0)
    let found = Mutex([[String]](repeating: [], count: looks))
    let failures = Mutex<[any Error]>([])
    DispatchQueue.concurrentPerform(iterations: max(1, min(sessions, looks))) { _ in
      do {
        var connection = try Connection(settings)
        try connection.executeScript(sessions > 1 ? Self.asOneOfSeveral : Self.asOne)
        while let place = next.withLock({ next -> Int? in
          guard next < looks else { return nil }
          defer { next += 1 }
          return next
        }) {
          switch place {
          case 0:
            let moved = try Self.drift(&connection, run: run, points: points)
            drift.withLock { $0 = moved }
          case 1:
            let faults = try sumFaults(&connection, run)
            found.withLock { $0[place] = faults }
          default:
            let family = families[place - 2]
            let faults = try faults(&connection, family, run, expected: expected[family] ?? 0)
            found.withLock { $0[place] = faults }
          }
        }
      } catch {
        failures.withLock { $0.append(error) }
      }
    }
    if let failure = failures.withLock({ $0.first }) { throw failure }
    return Verdict(faults: found.withLock { $0.flatMap(\.self) }, drift: drift.withLock { $0 })
  }

  /// Millions of rows are grouped once: hashing them costs half of sorting them, and compiling a query costs more than it saves.
  private static let asOne = "SET jit = off; SET enable_mergejoin = off; SET enable_sort = off"

  /// As `asOne`, and no workers of its own: they would only take processors from the other sessions.
  private static let asOneOfSeveral = asOne + "; SET max_parallel_workers_per_gather = 0"

  private static func faults(
    _ connection: inout Connection, _ family: ResultFamily, _ run: RunID, expected: Int
  ) throws -> [String] {
    let rows = try connection.execute(check(family, family.partition(run)), patience: .seconds(3600))
    let (count, bad) = (try rows.integer(0, 0), try rows.integer(0, 1))
    var faults: [String] = []
    if count != expected { faults.append("\(family.rawValue) holds \(count) rows, \(expected) were sent") }
    if bad > 0 { faults.append("\(bad) \(sentence(family))") }
    return faults
  }

  /// Counts rows and what is wrong with them in one look at a partition.
  private static func check(_ family: ResultFamily, _ partition: String) -> String {
    func groups(_ columns: String, isBad: String) -> String {
      """
      SELECT coalesce(pg_catalog.sum(rows), 0)::pg_catalog.int8, pg_catalog.count(*) FILTER (WHERE is_bad) FROM (
        SELECT pg_catalog.count(*) AS rows, \(isBad) AS is_bad FROM \(partition) GROUP BY \(columns)
      ) AS groups
      """
    }
    switch family {
    case .shares:
      // Numbers that are not negative and sum to 1 are at most 1.
      return groups(
        "key_result_id, model",
        isBad: """
          pg_catalog.sum(share) <> 1 OR pg_catalog.min(share) < 0
            OR coalesce(pg_catalog.bool_or(
              share_low > share OR share > share_high OR share_low < 0 OR share_high > 1), false)
          """)
    case .evidencePieces:
      return groups("key_result_id", isBad: "pg_catalog.sum(amount) <> 1 OR pg_catalog.min(amount) < 0")
    case .consensusSteps:
      return groups("key_result_id", isBad: "pg_catalog.sum(amount) <> 1")
    case .personScores:
      return """
        SELECT pg_catalog.count(*), pg_catalog.count(*) FILTER (WHERE NOT (
          credited >= 0 AND contributed >= 0 AND credited < 'Infinity' AND contributed < 'Infinity'))
        FROM \(partition)
        """
    case .teamTotals:
      return "SELECT pg_catalog.count(*), pg_catalog.count(*) FILTER (WHERE people < 5) FROM \(partition)"
    case .keyResultScores, .evidenceRecords, .findings, .objectiveContributions, .teamRhythms:
      return "SELECT pg_catalog.count(*), 0::pg_catalog.int8 FROM \(partition)"
    }
  }

  private static func sentence(_ family: ResultFamily) -> String {
    switch family {
    case .shares: "key results and models whose shares do not sum to 1 or leave their range"
    case .evidencePieces: "key results whose pieces of evidence do not sum to 1"
    case .consensusSteps: "key results whose consensus steps do not sum to 1"
    case .teamTotals: "sums of teams with fewer than five people"
    default: "people with a sum that is negative or no number"
    }
  }
}
