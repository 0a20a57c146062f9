/// Queries of the operator's verbs: status, doctor.
extension Query {
  static let operating: [Query] = [
    readRuns, sourceRights, sessionRights,
  ]

  /// The newest runs.
  public static let readRuns = Query(name: "read_runs", bytes: PackageResources.read_runs_sql)

  /// What this role may read.
  public static let sourceRights = Query(name: "source_rights", bytes: PackageResources.source_rights_sql)

  /// What this session is and may do.
  public static let sessionRights = Query(name: "session_rights", bytes: PackageResources.session_rights_sql)
}
