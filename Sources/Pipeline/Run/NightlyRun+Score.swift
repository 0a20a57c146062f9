internal import Attribution
internal import CreditGap
internal import Store

extension NightlyRun {
  /// A period's result before anything of it is stored.
  struct Computed {
    let fit: CompanyFit
    let outcomes: OutcomeFit
    var totals: ScoringPass.Totals
    let findings: [Finding]
  }

  /// Scores everything; the rows are on their way to their partitions then, or nowhere where nothing is staged.
  ///
  /// - Parameters:
  ///   - step: under which the progress is told.
  ///   - keepsConsensus: whether the shares are kept for a comparison.
  func compute(
    _ records: PeriodRecords, _ input: PeriodInput, run: RunID, _ staged: StagedRun? = nil, step: Progress.Step,
    keepsConsensus: Bool
  ) throws -> Computed {
    let seed = try configuration.seed(period: records.period)
    let fit = input.first.fit(configuration, choices)
    let outcomes = try OutcomeFit(input.outcomes.panel, people: records.people, seed: seed)
    var pass = ScoringPass(
      period: records, run: run,
      scorer: try KeyResultScorer(configuration, asOf: records.asOf, fit: fit, outcomes: outcomes, seed: seed),
      jobs: configuration.jobs)
    pass.keepsConsensus = keepsConsensus
    let count = records.count
    let told = { [progress] (done: Int) in progress(Progress(step: step, done: done, total: count)) }
    let totals = try pass.run(emit: { try staged?.append($0) }, progress: told, isCancelled: isCancelled)
    staged?.close()
    let findings = FindingsPass(period: records, seed: seed, history: input.history)
      .findings(totals.subjects, losses: input.first.losses)
    return Computed(fit: fit, outcomes: outcomes, totals: totals, findings: findings)
  }
}
