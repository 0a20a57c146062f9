/// Queries of plans, artefacts and purges.
extension Query {
  static let artefacts: [Query] = [
    purgeRun, readInputDigests, runArtefact, publishedPeriods, readEvents,
  ]

  /// Deletes what is left of a superseded run.
  public static let purgeRun = Query(name: "purge_run", bytes: PackageResources.purge_run_sql)

  /// What each key result of a run was scored from.
  public static let readInputDigests = Query(
    name: "read_input_digests", bytes: PackageResources.read_input_digests_sql)

  /// The periods of which a run is published.
  public static let publishedPeriods = Query(name: "published_periods", bytes: PackageResources.published_periods_sql)

  /// What was noted about a subject.
  public static let readEvents = Query(name: "read_events", bytes: PackageResources.read_events_sql)

  /// Everything the registry knows of a run.
  public static let runArtefact = Query(name: "run_artefact", bytes: PackageResources.run_artefact_sql)
}
