/// Queries that read what is published.
extension Query {
  static let reading: [Query] = [
    readPublished, readKeyResultScores, readShares, readPieces, readSteps, readFindings, readNotJudged, readRhythms,
    readQuarantineCounts, readModels,
    readNewestPeriod, readRates, readFit, readEvidenceRecords, readFindingPeriods, readRecentPeriods, readAlignment,
    readDecisions, decisionCounts,
    readSharesOfPeople, readPiecesOfPeople, readTrend, readPeople,
  ]

  /// The run that readers follow.
  public static let readPublished = Query(name: "read_published", bytes: PackageResources.read_published_sql)

  /// The key results of a run.
  public static let readKeyResultScores = Query(
    name: "read_key_result_scores", bytes: PackageResources.read_key_result_scores_sql)

  /// Shares of some key results.
  public static let readShares = Query(name: "read_shares", bytes: PackageResources.read_shares_sql)

  /// Pieces of evidence of some key results.
  public static let readPieces = Query(name: "read_pieces", bytes: PackageResources.read_pieces_sql)

  /// Consensus steps of some key results.
  public static let readSteps = Query(name: "read_steps", bytes: PackageResources.read_steps_sql)

  /// Findings of a run.
  public static let readFindings = Query(name: "read_findings", bytes: PackageResources.read_findings_sql)

  /// Whom a run could not judge.
  public static let readNotJudged = Query(name: "read_not_judged", bytes: PackageResources.read_not_judged_sql)

  /// How many findings people decided.
  public static let decisionCounts = Query(name: "decision_counts", bytes: PackageResources.decision_counts_sql)

  /// How alive feedback was in each team.
  public static let readRhythms = Query(name: "read_rhythms", bytes: PackageResources.read_rhythms_sql)

  /// Rows that a run set aside, by code.
  public static let readQuarantineCounts = Query(
    name: "read_quarantine_counts", bytes: PackageResources.read_quarantine_counts_sql)

  /// The models that answered in a run.
  public static let readModels = Query(name: "read_models", bytes: PackageResources.read_models_sql)

  /// The newest published period of a key result.
  public static let readNewestPeriod = Query(
    name: "read_newest_period", bytes: PackageResources.read_newest_period_sql)

  /// The company-wide numbers that a run learned.
  public static let readFit = Query(name: "read_fit", bytes: PackageResources.read_fit_sql)

  /// The exchange rates of a run.
  public static let readRates = Query(name: "read_rates", bytes: PackageResources.read_rates_sql)

  /// The records that weigh most for one person in one key result.
  public static let readEvidenceRecords = Query(
    name: "read_evidence_records", bytes: PackageResources.read_evidence_records_sql)

  /// The newest periods in which some people had a finding.
  public static let readFindingPeriods = Query(
    name: "read_finding_periods", bytes: PackageResources.read_finding_periods_sql)

  /// The newest published periods with their counts of open prompts.
  public static let readRecentPeriods = Query(
    name: "read_recent_periods", bytes: PackageResources.read_recent_periods_sql)

  /// How far credit and contribution agree in each key result of a run.
  public static let readAlignment = Query(name: "read_alignment", bytes: PackageResources.read_alignment_sql)

  /// Every decision on some findings.
  public static let readDecisions = Query(name: "read_decisions", bytes: PackageResources.read_decisions_sql)

  /// Shares of some people in all their key results.
  public static let readSharesOfPeople = Query(
    name: "read_shares_of_people", bytes: PackageResources.read_shares_of_people_sql)

  /// Pieces of evidence of some people in all their key results.
  public static let readPiecesOfPeople = Query(
    name: "read_pieces_of_people", bytes: PackageResources.read_pieces_of_people_sql)

  /// Sums of some people over their newest published periods.
  public static let readTrend = Query(name: "read_trend", bytes: PackageResources.read_trend_sql)

  /// Everybody with a sum in a run.
  public static let readPeople = Query(name: "read_people", bytes: PackageResources.read_people_sql)
}
