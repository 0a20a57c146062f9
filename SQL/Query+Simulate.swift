/// Queries with which simulated companies are read back, and a real structure is read for planting.
extension Query {
  static let simulate: [Query] = [simulatedShares, simulatedFindings, structureTasks]

  /// Published shares of every model of a period.
  public static let simulatedShares = Query(name: "simulated_shares", bytes: PackageResources.simulated_shares_sql)

  /// Published findings about credit of a period.
  public static let simulatedFindings = Query(
    name: "simulated_findings", bytes: PackageResources.simulated_findings_sql)

  /// Who took part in which finished task.
  public static let structureTasks = Query(name: "structure_tasks", bytes: PackageResources.structure_tasks_sql)
}
