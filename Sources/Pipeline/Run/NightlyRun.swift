internal import Attribution
internal import Contribution
internal import CreditGap
internal import Glibc
public import Postgres
internal import Reporting
internal import Store
internal import Synchronization

/// The nightly batch of one period: extract, score, stage, verify, publish.
///
/// Readers see the result that was published before until the last transaction commits, and the new one after it. Whatever
/// happens on the way, nothing else changes for them.
public struct NightlyRun: Sendable {
  public let settings: ConnectionSettings
  public let configuration: Configuration
  public let period: String
  /// Computes everything and keeps nothing.
  public var isDryRun = false
  /// Runs although nothing has changed; the same input must then give the same result digest.
  public var isForced = false
  /// The input that a plan was made for; a run of any other input is refused.
  public var plannedFingerprint: String?
  /// What may be learned of the company: less than all only where `simulate --ablation` measures what it is worth.
  var choices = FitChoices()
  /// Why a source with far fewer rows than before is to be believed; nil refuses it. Stored with the run.
  public var acceptedDrop: String?
  /// Asked between key results and between steps, and while a statement waits.
  public var isCancelled: @Sendable () -> Bool = { false }
  /// Told about each step; must return quickly.
  public var progress: @Sendable (Progress) -> Void = { _ in }

  public init(settings: ConnectionSettings, configuration: Configuration, period: String) {
    self.settings = settings
    self.configuration = configuration
    self.period = period
  }

  /// Runs the batch to its end.
  ///
  /// - Throws: `Failure`, whose `published` says what readers see.
  public func run() throws(Failure) -> RunOutcome {
    var trace = RunTrace()
    do {
      // What a lost connection leaves behind is known and cleaned up, so the whole run is repeated. A lost reply to the last COMMIT
      // was looked up before it comes here.
      return try RetrySchedule().run(on: retryClock()) { attempt in
        do {
          return try perform(&trace)
        } catch let error as PostgresError where isCancelled() && error.code != .commitInDoubt {
          throw CancellationError()
        } catch let error as PostgresError where error.code == .noProgress && attempt > 1 {
          // A line that is frozen once more will not thaw by being asked a third time.
          throw failure(error, trace)
        } catch let error as PostgresError where error.code == .commitInDoubt && trace.step != .publish {
          // Whatever it was, it is no result: the next attempt clears it away.
          throw error.afterHarmlessCommit
        }
      }
    } catch {
      throw failure(error, trace)
    }
  }

  /// What the user is told: where it happened, and whether readers see anything new.
  private func failure(_ error: any Error, _ trace: RunTrace) -> Failure {
    var failure = Failure(error)
    let isInDoubt = (error as? PostgresError)?.code == .commitInDoubt
    failure.isInDoubt = isInDoubt
    failure.published =
      isInDoubt
      ? "Whether the result was published is not known; `fairshare status` tells once the server answers."
      : "Nothing was published; what readers saw before stays in force."
    if error is PostgresError, let step = trace.step {
      failure.place = (["step \(step.rawValue)", failure.place, trace.blockers]).filter { !$0.isEmpty }
        .joined(separator: ", ")
    }
    return failure
  }

  func retryClock() -> RetryClock {
    RetryClock(
      pause: { pause in
        let end = ContinuousClock().now + pause
        while ContinuousClock().now < end {
          if isCancelled() { throw CancellationError() }
          usleep(50_000)
        }
      }, jitter: { Double.random(in: 0..<1) })
  }

  private func perform(_ trace: inout RunTrace) throws -> RunOutcome {
    trace.step = .connect
    let clock = ContinuousClock()
    let start = clock.now
    progress(Progress(step: .connect))
    let now = Self.wallClock()
    let run = RunID(
      milliseconds: now, random: (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)))
    var control = try Connection(named("control", run))
    if let refusal = try ServerFitness(&control, named("control", run)).refusal { throw refusal }
    try Migrator().requireCurrent(&control)
    let lock = try takeLock(&control, earlier: trace.sessions)
    trace.sessions.append(control.backendProcessID)
    let configHash = try configuration.digest()
    let seed = try configuration.seed(period: period)
    do {
      let fence = isDryRun ? 0 : try begin(&control, run: run, configHash: configHash, seed: seed)
      var outcome = try stages(&control, run: run, configHash: configHash, fence: fence, &trace)
      outcome.seconds = Self.seconds(clock.now - start)
      _ = try? control.releaseAdvisoryLock(lock)
      return outcome
    } catch {
      // Whoever asked for the end, or has waited for a silent server already, waits on only for one that answers.
      let isSilent = (error as? PostgresError)?.code == .noProgress
      control.finishUndisturbed(isCancelled() || isSilent ? Self.leaving : nil)
      if (error as? PostgresError)?.sqlState == "55P03", control.isUsable {
        if control.isInTransaction { try? control.rollback() }
        trace.blockers = (try? RunRegistry.tableLocks(&control, schema: configuration.sourceSchema)) ?? ""
      }
      if !isDryRun, (error as? Failure)?.code != .resultHeld { leave(&control, run: run, error: error) }
      throw error
    }
  }

  /// Enters the run into the registry, over what an earlier run of the period left behind.
  private func begin(
    _ control: inout Connection, run: RunID, configHash: String, seed: UInt64
  ) throws -> Int64 {
    let fence = try RunRegistry.takeFence(&control, period: period)
    _ = try RunRegistry.abandonOrphans(&control, period: period)
    try RunRegistry.begin(
      &control,
      RunEntry(
        run: run, period: period, engineVersion: Engine.version, configHash: configHash, seed: seed,
        host: Self.hostName(), processID: getpid(), isFictional: configuration.isFictional), fence: fence)
    return fence
  }

  private func stages(
    _ control: inout Connection, run: RunID, configHash: String, fence: Int64, _ trace: inout RunTrace
  ) throws -> RunOutcome {
    var journal = StepJournal(run: run, isKept: !isDryRun)
    defer { trace.step = journal.current }
    let predecessor = try predecessor(&control)
    var backTest: BackTest?
    if let predecessor, predecessor.periodID != period {
      try journal.begin(.backTest, &control)
      progress(Progress(step: .backTest))
      let result = try self.backTest(&control, run: run, against: predecessor)
      try journal.end(.backTest, &control, rows: result.change?.people ?? 0)
      backTest = result
    }
    try journal.begin(.extract, &control)
    let records = try PeriodRecords.read(
      named("extract", run), schema: configuration.sourceSchema, period: period, zone: configuration.sourceZone,
      readers: configuration.jobs > 1 ? 2 : 1, jobs: configuration.jobs
    ) { [progress] table, rows in
      progress(Progress(step: .extract, done: rows, detail: table.rawValue))
    }
    let rowsRead = records.rowCounts.reduce(0) { $0 + $1.rows }
    try journal.end(.extract, &control, rows: rowsRead)
    if let broken = records.brokenFeed(limit: configuration.quarantineLimit, minimum: configuration.quarantineMinimum) {
      throw Failure(
        .feedBroken,
        Bilingual(
          "\(broken.table.rawValue) 的 \(broken.rows) 行里有 \(broken.faults) 行有误。",
          "\(broken.faults) of \(broken.rows) rows of \(broken.table.rawValue) are faulty."),
        place: "table \(broken.table.rawValue), mostly \(broken.code)",
        why: Bilingual("数据源出错，不能看起来像贡献少。", "A broken feed must not look like low contribution."),
        fix: Bilingual(
          "修好数据源；若数据本就如此，可在 fairshare.toml 里提高 quarantine.table_limit。",
          "Mend the feed, or raise quarantine.table_limit in fairshare.toml if this is how your data is."))
    }
    if let broken = records.brokenEvidence(
      limit: configuration.evidenceLimit, minimum: configuration.quarantineMinimum)
    {
      throw Failure(
        .feedBroken,
        Bilingual(
          "\(broken.rows) 行证据里有 \(broken.faults) 行有误。",
          "\(broken.faults) of \(broken.rows) rows of evidence are faulty."),
        place: "all tables of evidence",
        why: Bilingual("数据源出错，不能看起来像贡献少。", "A broken feed must not look like low contribution."),
        fix: Bilingual(
          "修好数据源；若数据本就如此，可在 fairshare.toml 里提高 quarantine.evidence_limit。",
          "Mend the feed, or raise quarantine.evidence_limit in fairshare.toml if this is how your data is."))
    }
    try refuseDrop(&control, records)

    try journal.begin(.fingerprint, &control)
    progress(Progress(step: .fingerprint, total: records.count))
    let input = try PeriodInput(&control, records, configuration, isCancelled: isCancelled)
    let fingerprint = input.fingerprint
    try journal.end(.fingerprint, &control, rows: records.count, digest: fingerprint)
    if let plannedFingerprint, plannedFingerprint != fingerprint {
      throw Failure(
        .planMoved, Bilingual("做计划之后，输入变了。", "The input has changed since the plan was made."),
        place: "period \(period)",
        why: Bilingual(
          "计划针对输入 \(plannedFingerprint.prefix(12))，来源现在是 \(fingerprint.prefix(12))。",
          "The plan is for input \(plannedFingerprint.prefix(12)), the source now holds \(fingerprint.prefix(12))."))
    }
    var outcome = RunOutcome(state: .computed, runID: run.text, period: period)
    outcome.rowsRead = rowsRead
    outcome.fingerprint = fingerprint
    outcome.keyResults = records.count
    if !isDryRun {
      try RunRegistry.describe(
        &control, run: run, records: records, fingerprint: fingerprint)
    }
    if !isForced, let last = try RunRegistry.published(&control, period: period),
      last.inputFingerprint == fingerprint, last.configHash == configHash, last.engineVersion == Engine.version
    {
      if !isDryRun {
        try RunRegistry.end(
          &control, run: run, state: "unchanged", reason: "same input and settings as run \(last.runID.text)")
      }
      outcome.state = .unchanged
      outcome.runID = last.runID.text
      outcome.resultDigest = last.resultDigest
      outcome.steps = journal.steps
      return outcome
    }

    try journal.begin(.score, &control)
    let staged = isDryRun ? nil : StagedRun(named("stage", run), run: run)
    var resultDigest = ""
    var expected: [ResultFamily: Int] = [:]
    do {
      let computed = try compute(
        records, input, run: run, staged, step: .score, keepsConsensus: predecessor?.periodID == period)
      var totals = computed.totals
      let findings = computed.findings
      if let predecessor, predecessor.periodID == period {
        backTest = try compare(&control, predecessor, records, input, computed)
      }
      if let backTest { totals.quarantined.noticeEngine(backTest.sentence.english) }
      outcome.backTest = backTest
      totals.narrow.findings = findings.map(FindingsPass.row)
      totals.narrow.sumTeams(records, since: try TeamBlocks.read(&control, period: period))
      for (position, digest) in input.first.digests.enumerated() {
        totals.narrow.keyResults[position].inputDigest = digest.description
      }
      resultDigest = try SHA256Digest(
        folding: totals.digests + [totals.narrow.digest(records)], label: "fairshare/result"
      ).description
      try journal.end(.score, &control, rows: staged?.appendedRows ?? 0, digest: resultDigest)
      outcome.take(totals)
      outcome.count(findings)
      outcome.resultDigest = resultDigest
      guard let staged else {
        outcome.steps = journal.steps
        return outcome
      }
      try journal.begin(.stage, &control)
      progress(Progress(step: .stage))
      // The wide tables get their keys meanwhile.
      expected = try control.withTransaction { connection in
        try RunRegistry.store(&connection, run: run, totals.quarantined)
        try UnmappedAccounts.store(&connection, run: run, records.unmappedAccounts)
        try FitRows.store(
          &connection, run: run, fit: computed.fit, outcomes: computed.outcomes, families: records.jobFamilies)
        return try totals.narrow.write(&connection, run: run, period: records)
      }
      expected.merge(try staged.finish()) { $1 }
    } catch {
      staged?.abandon()
      throw error
    }
    outcome.rowsWritten = expected.values.reduce(0, +)
    try journal.end(.stage, &control, rows: outcome.rowsWritten)
    try journal.begin(.verify, &control)
    progress(Progress(step: .verify))
    let verdict = try Publication.verify(
      named("verify", run), run: run, expected: expected, points: configuration.driftPoints / 100,
      sessions: configuration.jobs)
    guard verdict.faults.isEmpty else {
      throw Failure(
        .verificationFailed, Bilingual("写好的结果没有通过核对。", "The staged result failed a check."),
        place: "run \(run.text)", why: Bilingual(same: verdict.faults.joined(separator: "; ")),
        fix: Bilingual("请报告这个问题：发布出去的份额会是错的。", "Please report it: a published share would have been wrong."))
    }
    try journal.end(.verify, &control, rows: outcome.rowsWritten)
    if isCancelled() { throw CancellationError() }
    if let backTest { try holdEngine(&control, run: run, backTest: backTest, resultDigest: resultDigest) }
    try holdDrift(&control, run: run, drift: verdict.drift, resultDigest: resultDigest)
    try journal.begin(.publish, &control)
    progress(Progress(step: .publish))
    try publish(&control, run: run, fence: fence, resultDigest: resultDigest)
    try? journal.end(.publish, &control, rows: outcome.rowsWritten)
    outcome.state = .published
    outcome.steps = journal.steps
    return outcome
  }

  /// Takes the period's lock, or says who holds it.
  ///
  /// - Parameter earlier: server processes of this run's own lost sessions, which may not know yet that they are lost.
  private func takeLock(_ control: inout Connection, earlier: [Int32]) throws -> Int64 {
    let key = try RunRegistry.lockKey(period)
    guard try !control.tryAdvisoryLock(key) else { return key }
    let holder = try control.advisoryLockHolders(key).first
    if let holder, let own = earlier.first(where: { Int($0) == holder.processID }),
      try RunRegistry.endSession(&control, processID: own), try control.tryAdvisoryLock(key)
    {
      return key
    }
    let since = holder?.startedAt.map { Timestamp.text($0 / 1_000_000 + 946_684_800) } ?? "an unknown time"
    throw Failure(
      .runActive, Bilingual("周期 \(period) 正在由另一次运行处理。", "Another run of period \(period) is active."),
      place: holder.map { "server process \($0.processID) (\($0.applicationName)), connected since \(since)" } ?? "",
      why: Bilingual("同一周期的两次运行会争抢结果。", "Two runs of one period would race for its result."))
  }

  func named(_ step: String, _ run: RunID) -> ConnectionSettings {
    var copy = settings
    copy.applicationName = "fairshare/\(run.text.prefix(13))/\(step)"
    copy.isCancelled = isCancelled
    return copy
  }

  static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  private static func wallClock() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  private static func hostName() -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&name, 255) == 0 else { return "" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
