/// Queries of the operator's verbs: status, review, doctor.
extension Query {
  static let operating: [Query] = [
    readRuns, addDecision, addAppeal, answerAppeal, readAppeals, sourceRights, sessionRights,
  ]

  /// The newest runs.
  public static let readRuns = Query(name: "read_runs", bytes: PackageResources.read_runs_sql)

  /// Writes a decision on a finding.
  public static let addDecision = Query(name: "add_decision", bytes: PackageResources.add_decision_sql)

  /// Opens an appeal.
  public static let addAppeal = Query(name: "add_appeal", bytes: PackageResources.add_appeal_sql)

  /// Answers an appeal.
  public static let answerAppeal = Query(name: "answer_appeal", bytes: PackageResources.answer_appeal_sql)

  /// All appeals.
  public static let readAppeals = Query(name: "read_appeals", bytes: PackageResources.read_appeals_sql)

  /// What this role may read.
  public static let sourceRights = Query(name: "source_rights", bytes: PackageResources.source_rights_sql)

  /// What this session is and may do.
  public static let sessionRights = Query(name: "session_rights", bytes: PackageResources.session_rights_sql)
}
