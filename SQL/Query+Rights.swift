/// Queries about people's rights: decisions, appeals, holds.
extension Query {
  static let rights: [Query] = [
    addDecision, addFindingReview, confirmingReviewers, openCases, openCase, rubberStamps, addAppeal,
    addAppealEvidence, answerAppeal, readAppeals, readAppealEvidence, storeAppealEffects, readAppealEffects,
    readAppealStatistics, openAppeals, placeHold, releaseHold, readHolds, periodHold, sessionPurpose,
    readFairness, retentionRuns, noteDroppedRun, addErasureProof, digestOfOthers, ownsSource,
    dossierCounts, readUnmappedAccounts,
  ]

  /// Writes a decision on a finding.
  public static let addDecision = Query(name: "add_decision", bytes: PackageResources.add_decision_sql)

  /// Writes one person's review of a finding.
  public static let addFindingReview = Query(name: "add_finding_review", bytes: PackageResources.add_finding_review_sql)

  /// Who has confirmed a finding since it was last decided, and whether it is who confirms now.
  public static let confirmingReviewers = Query(
    name: "confirming_reviewers", bytes: PackageResources.confirming_reviewers_sql)

  /// Opens a case for every new flag of a run.
  public static let openCases = Query(name: "open_cases", bytes: PackageResources.open_cases_sql)

  /// Notes that a reviewer opened a finding.
  public static let openCase = Query(name: "open_case", bytes: PackageResources.open_case_sql)

  /// Reviewers who confirm nearly everything within seconds.
  public static let rubberStamps = Query(name: "rubber_stamps", bytes: PackageResources.rubber_stamps_sql)

  /// Opens an appeal.
  public static let addAppeal = Query(name: "add_appeal", bytes: PackageResources.add_appeal_sql)

  /// Adds evidence to an open appeal.
  public static let addAppealEvidence = Query(
    name: "add_appeal_evidence", bytes: PackageResources.add_appeal_evidence_sql)

  /// Answers an appeal.
  public static let answerAppeal = Query(name: "answer_appeal", bytes: PackageResources.answer_appeal_sql)

  /// All appeals.
  public static let readAppeals = Query(name: "read_appeals", bytes: PackageResources.read_appeals_sql)

  /// Evidence that was added to appeals.
  public static let readAppealEvidence = Query(
    name: "read_appeal_evidence", bytes: PackageResources.read_appeal_evidence_sql)

  /// Keeps everyone's share before and after a correction.
  public static let storeAppealEffects = Query(
    name: "store_appeal_effects", bytes: PackageResources.store_appeal_effects_sql)

  /// Everyone's share before and after a correction.
  public static let readAppealEffects = Query(
    name: "read_appeal_effects", bytes: PackageResources.read_appeal_effects_sql)

  /// How appeals went.
  public static let readAppealStatistics = Query(
    name: "read_appeal_statistics", bytes: PackageResources.read_appeal_statistics_sql)

  /// Places a hold.
  public static let placeHold = Query(name: "place_hold", bytes: PackageResources.place_hold_sql)

  /// Releases a hold.
  public static let releaseHold = Query(name: "release_hold", bytes: PackageResources.release_hold_sql)

  /// Holds in force.
  public static let readHolds = Query(name: "read_holds", bytes: PackageResources.read_holds_sql)

  /// Whether a period is held.
  public static let periodHold = Query(name: "period_hold", bytes: PackageResources.period_hold_sql)

  /// Makes the session see what other readers see.
  public static let sessionPurpose = Query(name: "session_purpose", bytes: PackageResources.session_purpose_sql)

  /// What the bias audit compares of each person.
  public static let readFairness = Query(name: "read_fairness", bytes: PackageResources.read_fairness_sql)

  /// Runs whose rows about persons are still here, and why they must stay.
  public static let retentionRuns = Query(name: "retention_runs", bytes: PackageResources.retention_runs_sql)

  /// Notes that a run's rows about persons are gone.
  public static let noteDroppedRun = Query(name: "note_dropped_run", bytes: PackageResources.note_dropped_run_sql)

  /// Keeps the proof of an erasure.
  public static let addErasureProof = Query(name: "add_erasure_proof", bytes: PackageResources.add_erasure_proof_sql)

  /// Digest of everyone else's shares in the key results of some people.
  public static let digestOfOthers = Query(name: "digest_of_others", bytes: PackageResources.digest_of_others_sql)

  /// Whether the engine made the input tables itself.
  public static let ownsSource = Query(name: "owns_source", bytes: PackageResources.owns_source_sql)

  /// Counts for the impact assessment.
  public static let dossierCounts = Query(name: "dossier_counts", bytes: PackageResources.dossier_counts_sql)

  /// Accounts of a run that stand for nobody.
  public static let readUnmappedAccounts = Query(
    name: "read_unmapped_accounts", bytes: PackageResources.read_unmapped_accounts_sql)

  /// Shares whose use is frozen.
  public static let openAppeals = Query(name: "open_appeals", bytes: PackageResources.open_appeals_sql)
}
