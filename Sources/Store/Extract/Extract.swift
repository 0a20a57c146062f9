internal import Contribution
internal import Dispatch
internal import Postgres
internal import Synchronization

/// Reads one period of the company from one snapshot, over one or two sessions.
///
/// The snapshot is closed before anything is computed: no transaction is open while models run.
struct Extract {
  let settings: ConnectionSettings
  let schema: String
  let periodID: String
  /// Zone of times that come without one, for example `Asia/Shanghai`.
  let zone: String
  /// Sessions that read at once: 1 or 2.
  let readers: Int
  let progress: @Sendable (_ table: SourceTable, _ rows: Int) -> Void

  /// Everything that the period's scores depend on.
  ///
  /// - Throws: `PostgresError`, or `StoreError` with code `periodUnknown`, `sourceMissing` or `columnMismatch`.
  /// - Complexity: O(rows) time and memory: about 40 bytes a record.
  func read() throws -> CompanyRecords {
    var connection = try Connection(settings)
    try connection.begin(.repeatableRead, readOnly: true)
    let snapshot = try connection.exportSnapshot()
    try Self.bind(&connection, periodID: periodID, zone: zone)
    let catalog = try SourceCatalog(schema: schema, connection: &connection)
    var company = try readGoals(&connection, catalog)
    let context = ExtractContext(
      catalog: catalog, period: company.period,
      filtersOnServer: company.keyResults.scored.count * 2 < company.keyResults.objective.count,
      people: company.people.ids, teams: company.teams.ids, keyResults: company.keyResults.ids,
      position: company.keyResults.position)
    if readers < 2 {
      try readOthers(&connection, context, into: &company)
      try readTasks(&connection, context, into: &company)
      let inTasks = context.knowing(company.tasks)
      try readAssignees(&connection, inTasks, into: &company)
      try readLinks(&connection, inTasks, into: &company)
      try readReviews(&connection, inTasks, part: .all, into: &company)
    } else {
      company = try readTogether(&connection, snapshot: snapshot, context: context, company: company)
    }
    try connection.rollback()
    return company
  }

  /// The heavy tables over two sessions on one snapshot.
  ///
  /// The second session reads the small tables while the first reads tasks, then its part of the reviews.
  private func readTogether(
    _ connection: inout Connection, snapshot: String, context: ExtractContext, company: CompanyRecords
  ) throws -> CompanyRecords {
    var main = company
    var empty = CompanyRecords(period: company.period)
    empty.keyResults.quarantined = Array(repeating: 0, count: company.keyResults.quarantined.count)
    let handover = Handover()
    let second = DispatchGroup()
    // It waits for the server and for the first session: a queue of its own gets a thread at once, and holds none of the shared ones.
    DispatchQueue(label: "fairshare.extract.second").async(group: second) { [empty] in
      handover.finish(
        Result {
          var other = empty
          var connection = try Connection(settings)
          try connection.begin(.repeatableRead, readOnly: true)
          try connection.useSnapshot(snapshot)
          try Self.bind(&connection, periodID: periodID, zone: zone)
          try readOthers(&connection, context, into: &other)
          guard let ready = handover.waitForTasks() else { return other }
          try readReviews(&connection, ready, part: .second, into: &other)
          try connection.rollback()
          return other
        })
    }
    let first = Result {
      try readTasks(&connection, context, into: &main)
      let ready = context.knowing(main.tasks)
      handover.publish(ready)
      try readAssignees(&connection, ready, into: &main)
      try readLinks(&connection, ready, into: &main)
      try readReviews(&connection, ready, part: .first, into: &main)
    }
    if case .failure = first { handover.publish(nil) }
    second.wait()
    try first.get()
    if let other = handover.outcome() { main.merge(try other.get()) }
    return main
  }

  private static func bind(
    _ connection: inout Connection, periodID: String, zone: String
  ) throws(PostgresError) {
    try connection.execute(
      "SELECT pg_catalog.set_config('fairshare.period_id', $1, true), pg_catalog.set_config('fairshare.source_zone', $2, true)",
      [.text(periodID), .text(zone)])
  }
}

/// What two reading threads hand each other.
private final class Handover: Sendable {
  private let ready = DispatchSemaphore(value: 0)
  private let context = Mutex<ExtractContext?>(nil)
  private let result = Mutex<Result<CompanyRecords, any Error>?>(nil)

  /// Lets the other thread go on; nil when there is nothing to go on with.
  func publish(_ value: ExtractContext?) {
    context.withLock { $0 = value }
    ready.signal()
  }

  func waitForTasks() -> ExtractContext? {
    ready.wait()
    return context.withLock { $0 }
  }

  func finish(_ value: Result<CompanyRecords, any Error>) { result.withLock { $0 = value } }

  func outcome() -> Result<CompanyRecords, any Error>? { result.withLock { $0 } }
}
