internal import Contribution
internal import CreditGap
internal import Postgres
internal import Store

/// Before another version of the engine publishes: what it changes of what readers see.
///
/// Where the period itself is published, the run that is under way is the back-test, at the cost of reading the published shares.
/// Where the period is new, the newest published period is computed once more and kept nowhere: once for each new version, because
/// afterwards there is a published run of this version to take over from.
extension NightlyRun {
  /// The published run that this one takes over from, where another version of the engine made it.
  func predecessor(_ control: inout Connection) throws -> RunRow? {
    try RunRegistry.lastPublished(&control, for: period).flatMap { $0.engineVersion == Engine.version ? nil : $0 }
  }

  /// Computes another period than this run's and compares it with its published run.
  func backTest(_ control: inout Connection, run: RunID, against published: RunRow) throws -> BackTest {
    let records: PeriodRecords
    do {
      records = try PeriodRecords.read(
        named("back-test", run), schema: configuration.sourceSchema, period: published.periodID,
        zone: configuration.sourceZone, readers: configuration.jobs > 1 ? 2 : 1, jobs: configuration.jobs
      ) { [progress] table, rows in
        progress(Progress(step: .backTest, done: rows, detail: table.rawValue))
      }
    } catch let error as StoreError where error.code == .periodUnknown || error.code == .periodUnusable {
      return BackTest(published, change: nil, limits: configuration)
    }
    let input = try PeriodInput(&control, records, configuration, isCancelled: isCancelled)
    let computed = try compute(records, input, run: run, step: .backTest, keepsConsensus: true)
    return try compare(&control, published, records, input, computed)
  }

  /// What was computed now beside what is published.
  func compare(
    _ control: inout Connection, _ published: RunRow, _ records: PeriodRecords, _ input: PeriodInput,
    _ computed: Computed
  ) throws -> BackTest {
    let moves = try ShareMoves(&control, since: published.runID, records, computed.totals.consensus).moves
    let before = Set(input.history.current.filter { $0.value == .flag }.keys)
    let now = Set(computed.findings.filter { $0.state == .flag }.map(\.id))
    let isSameConfiguration = try configuration.digest(engine: published.engineVersion) == published.configHash
    return BackTest(
      published,
      change: BackTest.Change(
        people: moves.count, moved: moves.count { $0 > configuration.driftPoints / 100 },
        points: configuration.driftPoints,
        meanPoints: moves.isEmpty ? 0 : 100 * moves.reduce(0, +) / Double(moves.count),
        largestPoints: 100 * (moves.max() ?? 0), flagsBefore: before.count, newFlags: now.subtracting(before).count,
        goneFlags: before.subtracting(now).count,
        isEngineAlone: isSameConfiguration && input.fingerprint == published.inputFingerprint), limits: configuration)
  }
}
