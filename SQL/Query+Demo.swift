/// Queries with which the demo shows what it found.
extension Query {
  static let demo: [Query] = [demoPeriods, demoGaps, demoSums]

  /// The periods of the company, oldest first.
  public static let demoPeriods = Query(name: "demo_periods", bytes: PackageResources.demo_periods_sql)

  /// Where credit on record and estimated contribution differ most.
  public static let demoGaps = Query(name: "demo_gaps", bytes: PackageResources.demo_gaps_sql)

  /// Whether published shares sum to exactly 1, and evidence pieces to their share.
  public static let demoSums = Query(name: "demo_sums", bytes: PackageResources.demo_sums_sql)
}
