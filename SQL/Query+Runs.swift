/// Queries that enter, move and end runs.
extension Query {
  static let runs: [Query] = [
    takeFence, lockFence, orphanRuns, beginRun, beginStep, endStep, describeRun, endRun, publishedRun, runByID,
    publishRun,
    addNotice, rollBackRun, resultReaders,
  ]

  /// The next fence of a period.
  public static let takeFence = Query(name: "take_fence", bytes: PackageResources.take_fence_sql)

  /// The newest fence of a period, locked.
  public static let lockFence = Query(name: "lock_fence", bytes: PackageResources.lock_fence_sql)

  /// Runs of a period that still say they run.
  public static let orphanRuns = Query(name: "orphan_runs", bytes: PackageResources.orphan_runs_sql)

  /// Enters a run.
  public static let beginRun = Query(name: "begin_run", bytes: PackageResources.begin_run_sql)

  /// Notes that a step began.
  public static let beginStep = Query(name: "begin_step", bytes: PackageResources.begin_step_sql)

  /// Notes that a step ended.
  public static let endStep = Query(name: "end_step", bytes: PackageResources.end_step_sql)

  /// Stores what a run read.
  public static let describeRun = Query(name: "describe_run", bytes: PackageResources.describe_run_sql)

  /// Ends a run that publishes nothing.
  public static let endRun = Query(name: "end_run", bytes: PackageResources.end_run_sql)

  /// The run that readers of a period follow.
  public static let publishedRun = Query(name: "published_run", bytes: PackageResources.published_run_sql)

  /// One run of the registry.
  public static let runByID = Query(name: "run_by_id", bytes: PackageResources.run_by_id_sql)

  /// Moves a period's pointer to a run.
  public static let publishRun = Query(name: "publish_run", bytes: PackageResources.publish_run_sql)

  /// Stores a fact that a run noticed.
  public static let addNotice = Query(name: "add_notice", bytes: PackageResources.add_notice_sql)

  /// Transactions that hold a result table.
  public static let resultReaders = Query(name: "result_readers", bytes: PackageResources.result_readers_sql)

  /// Points a period at an earlier run again.
  public static let rollBackRun = Query(name: "roll_back_run", bytes: PackageResources.roll_back_run_sql)
}
