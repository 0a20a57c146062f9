/// Queries that read what is published.
extension Query {
  static let reading: [Query] = [
    readPublished, readKeyResultScores, readShares, readPieces, readSteps, readFindings, readRhythms,
    readQuarantineCounts, readModels,
    readNewestPeriod, readRates,
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

  /// The exchange rates of a run.
  public static let readRates = Query(name: "read_rates", bytes: PackageResources.read_rates_sql)
}
