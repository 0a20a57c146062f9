internal import Attribution
internal import Contribution
internal import CreditGap
internal import Glibc
public import Postgres
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
  /// Asked between key results and between steps.
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
    do {
      return try perform()
    } catch {
      var failure = Failure(error)
      failure.published =
        (error as? PostgresError)?.code == .commitInDoubt
        ? "Whether the result was published is not known; `fairshare status` tells once the server answers."
        : "Nothing was published; what readers saw before stays in force."
      throw failure
    }
  }

  private func perform() throws -> RunOutcome {
    let clock = ContinuousClock()
    let start = clock.now
    progress(Progress(step: .connect))
    let now = Self.wallClock()
    let run = RunID(
      milliseconds: now, random: (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)))
    var control = try Connection(named("control", run))
    try Migrator().requireCurrent(&control)
    let lock = try takeLock(&control)
    let configHash = try configuration.digest()
    let seed = try configuration.seed(period: period)
    var fence: Int64 = 0
    if !isDryRun {
      fence = try RunRegistry.takeFence(&control, period: period)
      _ = try RunRegistry.abandonOrphans(&control, period: period)
      try RunRegistry.begin(
        &control,
        RunEntry(
          run: run, period: period, engineVersion: Engine.version, configHash: configHash, seed: seed,
          host: Self.hostName(), processID: getpid()), fence: fence)
    }
    do {
      var outcome = try stages(&control, run: run, configHash: configHash, fence: fence)
      outcome.seconds = Self.seconds(clock.now - start)
      _ = try? control.releaseAdvisoryLock(lock)
      return outcome
    } catch {
      if !isDryRun { leave(&control, run: run, error: error) }
      throw error
    }
  }

  private func stages(
    _ control: inout Connection, run: RunID, configHash: String, fence: Int64
  ) throws -> RunOutcome {
    var journal = StepJournal(run: run, isKept: !isDryRun)
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
        .feedBroken, "\(broken.faults) of \(broken.rows) rows of \(broken.table.rawValue) are faulty.",
        place: "table \(broken.table.rawValue), mostly \(broken.code)",
        why: "A broken feed must not look like low contribution.",
        fix: "Mend the feed, or raise quarantine.table_limit in fairshare.toml if this is how your data is.")
    }

    try journal.begin(.fingerprint, &control)
    progress(Progress(step: .fingerprint, total: records.count))
    let input = try PeriodInput(&control, records, configuration, isCancelled: isCancelled)
    let fingerprint = input.fingerprint
    try journal.end(.fingerprint, &control, rows: records.count, digest: fingerprint)
    if let plannedFingerprint, plannedFingerprint != fingerprint {
      throw Failure(
        .planMoved, "The input has changed since the plan was made.", place: "period \(period)",
        why: "The plan is for input \(plannedFingerprint.prefix(12)), the source now holds \(fingerprint.prefix(12)).",
        fix: "Make the plan again with `fairshare plan --out FILE`, look at it, then run it.")
    }
    var outcome = RunOutcome(state: .computed, runID: run.text, period: period)
    outcome.rowsRead = rowsRead
    outcome.fingerprint = fingerprint
    outcome.keyResults = records.count
    if !isDryRun {
      try RunRegistry.describe(
        &control, run: run, days: records.days, rowCounts: records.rowCounts, fingerprint: fingerprint)
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
    let fit = input.first.fit(configuration, choices)
    let staged = isDryRun ? nil : StagedRun(named("stage", run), run: run)
    var resultDigest = ""
    var expected: [ResultFamily: Int] = [:]
    do {
      var totals = try score(records, run: run, fit: fit, staged)
      let findings = FindingsPass(period: records, seed: try configuration.seed(period: period), history: input.history)
        .findings(totals.subjects, losses: input.first.losses)
      totals.narrow.findings = findings.map(FindingsPass.row)
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
        try FitRows.store(&connection, run: run, fit: fit, families: records.jobFamilies)
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
    let faults = try Publication.verify(
      named("verify", run), run: run, expected: expected, sessions: configuration.jobs)
    guard faults.isEmpty else {
      throw Failure(
        .verificationFailed, "The staged result failed a check.", place: "run \(run.text)",
        why: faults.joined(separator: "; "), fix: "Please report it: a published share would have been wrong.")
    }
    try journal.end(.verify, &control, rows: outcome.rowsWritten)
    if isCancelled() { throw CancellationError() }
    try journal.begin(.publish, &control)
    progress(Progress(step: .publish))
    try publish(&control, run: run, fence: fence, resultDigest: resultDigest)
    try? journal.end(.publish, &control, rows: outcome.rowsWritten)
    outcome.state = .published
    outcome.steps = journal.steps
    return outcome
  }

  /// Scores everything; the rows are on their way to their partitions then, or nowhere in a dry run.
  private func score(
    _ records: PeriodRecords, run: RunID, fit: CompanyFit, _ staged: StagedRun?
  ) throws -> ScoringPass.Totals {
    let pass = ScoringPass(
      period: records, run: run,
      scorer: try KeyResultScorer(
        configuration, asOf: Int64(records.days.upperBound) * 86_400, fit: fit, seed: configuration.seed(period: period)
      ),
      jobs: configuration.jobs)
    let count = records.count
    let told = { [progress] (done: Int) in progress(Progress(step: .score, done: done, total: count)) }
    let totals = try pass.run(
      emit: { try staged?.append($0) }, progress: told, isCancelled: isCancelled)
    staged?.close()
    return totals
  }

  /// Publishes, and where the reply to COMMIT is lost finds out what happened.
  private func publish(_ control: inout Connection, run: RunID, fence: Int64, resultDigest: String) throws {
    do {
      guard
        try Publication.publish(
          &control, run: run, period: period, fence: fence, resultDigest: resultDigest,
          commentDays: configuration.commentDays)
      else {
        throw Failure(
          .overtaken, "A later run of period \(period) took over.", place: "run \(run.text)",
          fix: "Look at `fairshare status`; nothing needs mending.")
      }
    } catch let error as PostgresError where error.code == .commitInDoubt {
      let clock = RetryClock(
        pause: { usleep(UInt32(clamping: Int64(Self.seconds($0) * 1e6))) }, jitter: { Double.random(in: 0..<1) })
      let state = try RetrySchedule().run(on: clock) { _ in
        var connection = try Connection(named("look-up", run))
        return try RunRegistry.find(&connection, run: run)?.state ?? ""
      }
      guard state == "published" || state == "superseded" else { throw error }
    }
  }

  /// Takes the period's lock, or says who holds it.
  private func takeLock(_ control: inout Connection) throws -> Int64 {
    let key = try RunRegistry.lockKey(period)
    guard try !control.tryAdvisoryLock(key) else { return key }
    let holder = try control.advisoryLockHolders(key).first
    let since = holder?.startedAt.map { Timestamp.text($0 / 1_000_000 + 946_684_800) } ?? "an unknown time"
    throw Failure(
      .runActive, "Another run of period \(period) is active.",
      place: holder.map { "server process \($0.processID) (\($0.applicationName)), connected since \(since)" } ?? "",
      why: "Two runs of one period would race for its result.", fix: "Wait for it, then look at `fairshare status`.")
  }

  /// Marks the run as ended and drops what it staged, over a new session if the old one is gone.
  private func leave(_ control: inout Connection, run: RunID, error: any Error) {
    let failure = Failure(error)
    let state =
      switch failure.code {
      case .cancelled: "cancelled"
      case .feedBroken, .periodUnknown, .planMoved: "refused"
      default: "failed"
      }
    let reason = "\(failure.code.rawValue): \(failure.summary)"
    do {
      if control.isUsable {
        if control.isInTransaction { try control.rollback() }
        try Self.leave(&control, run: run, state: state, reason: reason)
      } else {
        var fresh = try Connection(named("leave", run))
        try Self.leave(&fresh, run: run, state: state, reason: reason)
      }
    } catch {
      // The run stays "running" in the registry, and the next run of the period cleans up after it.
    }
  }

  /// Ends a run only when nothing of it is left, so that leftovers always belong to a run that will be found.
  private static func leave(_ connection: inout Connection, run: RunID, state: String, reason: String) throws {
    try RunRegistry.dropStaging(&connection, run: run)
    try RunRegistry.end(&connection, run: run, state: state, reason: reason)
  }

  private func named(_ step: String, _ run: RunID) -> ConnectionSettings {
    var copy = settings
    copy.applicationName = "fairshare/\(run.text.prefix(13))/\(step)"
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

extension RunOutcome {
  /// Counts findings by state, in the order of states.
  mutating func count(_ all: [Finding]) {
    findings = FindingState.allCases.compactMap { state in
      let count = all.count { $0.state == state }
      return count > 0 ? (state.rawValue, count) : nil
    }
  }

  /// Takes over what the scoring pass counted.
  mutating func take(_ totals: ScoringPass.Totals) {
    people = totals.narrow.people.count
    skipped = totals.skipped
    notJudged = totals.notJudged
    quarantined = totals.quarantined.counts.map { ($0.table.rawValue, $0.code, $0.rows) }
    notices = totals.quarantined.notices.keys.sorted().map { code in
      (code, totals.quarantined.notices[code]?.count ?? 0, totals.quarantined.notices[code]?.detail ?? "")
    }
  }
}
