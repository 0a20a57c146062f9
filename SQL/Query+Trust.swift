/// Queries about who may see what, who saw it, and whether what people wrote is still as they wrote it.
extension Query {
  static let trust: [Query] = [
    verifyDecisionLog, decisionLogHead, applyRights, rightsViolations, serverViolations, noteAccess, actAs,
    setSourceSchema, hasRight, readsEverybody, readerID,
  ]

  /// Every place where the chain of decisions was tampered with.
  public static let verifyDecisionLog = Query(
    name: "verify_decision_log", bytes: PackageResources.verify_decision_log_sql)

  /// The end of the chain of decisions.
  public static let decisionLogHead = Query(name: "decision_log_head", bytes: PackageResources.decision_log_head_sql)

  /// Makes roles, owners, rights and row policies as they are written down.
  public static let applyRights = Query(name: "apply_rights", bytes: PackageResources.apply_rights_sql)

  /// Every right, owner, policy, view, function or role that is not as it must be.
  public static let rightsViolations = Query(name: "rights_violations", bytes: PackageResources.rights_violations_sql)

  /// Access rules and passwords of the server that let somebody in too easily.
  public static let serverViolations = Query(name: "server_violations", bytes: PackageResources.server_violations_sql)

  /// Writes down who reads whose figures.
  public static let noteAccess = Query(name: "note_access", bytes: PackageResources.note_access_sql)

  /// Reads in a person's name until the transaction ends.
  public static let actAs = Query(name: "act_as", bytes: PackageResources.act_as_sql)

  /// Whether a login has a right on a table.
  public static let hasRight = Query(name: "has_right", bytes: PackageResources.has_right_sql)

  /// Whether row policies keep nobody's rows from a login.
  public static let readsEverybody = Query(name: "reads_everybody", bytes: PackageResources.reads_everybody_sql)

  /// The person who reads.
  public static let readerID = Query(name: "reader_id", bytes: PackageResources.reader_id_sql)

  /// Names the schema in which the organisation is looked up.
  public static let setSourceSchema = Query(name: "set_source_schema", bytes: PackageResources.set_source_schema_sql)
}
