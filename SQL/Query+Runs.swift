/// Queries that enter, move and end runs.
extension Query {
  static let runs: [Query] = [
    takeFence, lockFence, orphanRuns, beginRun, beginStep, endStep, describeRun, endRun, publishedRun, runByID,
    publishRun,
    addNotice, rollBackRun, resultReaders, findingStates, precedingFindings, newestDecisions, storeRate, storeBias,
    storeFit, endSession, tableLocks, serverFitness, periodOffsets,
    heldRun, holdRun, addAuditEvent, droppedTables, countMoved,
    readOutcomePanel, readTeamBlocks, keepTeamBlocks, countPublished, lastPublished,
    publishedConsensus, periodsOfRuns,
  ]

  /// The run that a new result takes over from.
  public static let lastPublished = Query(name: "last_published", bytes: PackageResources.last_published_sql)

  /// The periods that runs were made of.
  public static let periodsOfRuns = Query(name: "periods_of_runs", bytes: PackageResources.periods_of_runs_sql)

  /// The shares that a new engine is compared with.
  public static let publishedConsensus = Query(
    name: "published_consensus", bytes: PackageResources.published_consensus_sql)

  /// How key results of an earlier period went, and who took part.
  public static let readOutcomePanel = Query(
    name: "read_outcome_panel", bytes: PackageResources.read_outcome_panel_sql)

  /// How far a zone's clocks are ahead of UTC.
  public static let periodOffsets = Query(name: "period_offsets", bytes: PackageResources.period_offsets_sql)

  /// A run that waits for somebody to release it.
  public static let heldRun = Query(name: "held_run", bytes: PackageResources.held_run_sql)

  /// Holds a staged run back until somebody releases it.
  public static let holdRun = Query(name: "hold_run", bytes: PackageResources.hold_run_sql)

  /// Writes an event of the audit trail.
  public static let addAuditEvent = Query(name: "add_audit_event", bytes: PackageResources.add_audit_event_sql)

  /// Tables that hold less than half of what the published run of a period found in them.
  public static let droppedTables = Query(name: "dropped_tables", bytes: PackageResources.dropped_tables_sql)

  /// How many people a staged run would move far.
  public static let countMoved = Query(name: "count_moved", bytes: PackageResources.count_moved_sql)

  /// Who was counted together in the sums of teams of a period.
  public static let readTeamBlocks = Query(name: "read_team_blocks", bytes: PackageResources.read_team_blocks_sql)

  /// Notes whom a run's sums of teams count together.
  public static let keepTeamBlocks = Query(name: "keep_team_blocks", bytes: PackageResources.keep_team_blocks_sql)

  /// Tells the planner how few runs are published.
  public static let countPublished = Query(name: "count_published", bytes: PackageResources.count_published_sql)

  /// Ends a session that lost its client.
  public static let endSession = Query(name: "end_session", bytes: PackageResources.end_session_sql)

  /// Sessions that hold a table.
  public static let tableLocks = Query(name: "table_locks", bytes: PackageResources.table_locks_sql)

  /// Whether the server of this session can publish.
  public static let serverFitness = Query(name: "server_fitness", bytes: PackageResources.server_fitness_sql)

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

  /// State of every finding of a period's published run.
  public static let findingStates = Query(name: "finding_states", bytes: PackageResources.finding_states_sql)

  /// Open findings of the period before.
  public static let precedingFindings = Query(
    name: "preceding_findings", bytes: PackageResources.preceding_findings_sql)

  /// The newest human decision on every finding.
  public static let newestDecisions = Query(name: "newest_decisions", bytes: PackageResources.newest_decisions_sql)

  /// Stores an exchange rate of a run.
  public static let storeRate = Query(name: "store_rate", bytes: PackageResources.store_rate_sql)

  /// Stores the recording bias of a job family.
  public static let storeBias = Query(name: "store_bias", bytes: PackageResources.store_bias_sql)

  /// Stores a parameter of the company fit.
  public static let storeFit = Query(name: "store_fit", bytes: PackageResources.store_fit_sql)
}
