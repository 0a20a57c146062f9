internal import Postgres
internal import Reporting
internal import Store

/// `fairshare run --period ID`: the nightly batch, with progress, a summary of six lines and the next command.
public struct RunVerb: Verb {
  public static let name = "run"
  public let period: String
  public let isDryRun: Bool
  public let isForced: Bool
  /// A saved plan; the run is refused where anything has moved since.
  public let plan: String?
  /// Why a source with far fewer rows than before is to be believed.
  public let acceptedDrop: String?

  public init(period: String, isDryRun: Bool, isForced: Bool, plan: String? = nil, acceptedDrop: String? = nil) {
    self.acceptedDrop = acceptedDrop
    self.period = period
    self.isDryRun = isDryRun
    self.isForced = isForced
    self.plan = plan
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    Interruption.watch()
    let line = ProgressLine(console)
    defer { line.end() }
    var batch = NightlyRun(settings: workplace.settings, configuration: workplace.configuration, period: period)
    batch.isDryRun = isDryRun
    batch.isForced = isForced
    batch.acceptedDrop = acceptedDrop
    batch.plannedFingerprint = try plan.map {
      try RunPlan.fingerprint(ofPlan: $0, period: period, workplace.configuration)
    }
    batch.isCancelled = { Interruption.isRequested }
    batch.progress = {
      line.show(CommandWord.step($0.step), done: $0.done, total: $0.total, detail: $0.detail)
    }
    let outcome: RunOutcome
    do throws(Failure) {
      outcome = try batch.run()
    } catch {
      line.end()
      var failure = error
      if failure.code == .cancelled { failure.exitOverride = Interruption.exit }
      throw failure
    }
    line.end()
    RunSummary(outcome: outcome).tell(console)
    if outcome.state == .published { try leaveArtefact(of: outcome, workplace) }
    return VerbResult(outcome.exit, state: outcome.state.rawValue)
  }

  private func leaveArtefact(of outcome: RunOutcome, _ workplace: Workplace) throws {
    let folder = workplace.configuration.artefacts
    guard !folder.isEmpty, let run = RunID(text: outcome.runID) else { return }
    var connection = try workplace.connect("artefact")
    try RunArtefact.write(&connection, run: run, try ReportFiles("\(folder)/\(outcome.runID)"))
  }
}
