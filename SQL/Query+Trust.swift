/// Queries about who may see what, who saw it, and whether what people wrote is still as they wrote it.
extension Query {
  static let trust: [Query] = [verifyDecisionLog, decisionLogHead]

  /// Every place where the chain of decisions was tampered with.
  public static let verifyDecisionLog = Query(
    name: "verify_decision_log", bytes: PackageResources.verify_decision_log_sql)

  /// The end of the chain of decisions.
  public static let decisionLogHead = Query(name: "decision_log_head", bytes: PackageResources.decision_log_head_sql)
}
