internal import FairshareSQL
package import Postgres

/// Deletes the results of a run that readers no longer follow; its line in the registry stays.
package enum RunPurge {
  /// - Parameter actor: who asked for it, for the audit trail.
  /// - Returns: the run's period, or nil where the run is unknown or may not be purged: only a superseded one may.
  package static func purge(
    _ connection: inout Connection, run: RunID, by actor: String, reason: String
  ) throws -> String? {
    try connection.withTransaction { connection in
      // The registry first: it refuses what may not go, before anything is gone.
      let rows = try connection.execute(Query.purgeRun.sql, [.uuid(run.bits), .text(reason)])
      guard rows.count == 1 else { return nil }
      let period = try rows.text(0, 0)
      let counts = try Retention.dropPartitions(&connection, run: run, ResultFamily.allCases)
      try ErasureProof.add(
        &connection, kind: "purge", subject: run.text, by: actor, reason: reason, counts: counts,
        before: rows.textOrNull(0, 1) ?? "", after: SHA256Digest(text: "").description)
      return period
    }
  }
}

extension RunRegistry {
  /// Everything the registry knows of a run, as JSON; nil where there is no such run.
  package static func artefact(_ connection: inout Connection, run: RunID) throws -> String? {
    let rows = try connection.execute(Query.runArtefact.sql, [.uuid(run.bits)])
    return rows.count == 0 ? nil : try rows.text(0, 0)
  }

  /// What each key result of a run was scored from, and whether it could be judged.
  package static func inputDigests(
    _ connection: inout Connection, run: RunID
  ) throws -> [(keyResult: String, digest: String?, state: String, reason: String?)] {
    let rows = try connection.execute(Query.readInputDigests.sql, [.uuid(run.bits)])
    var result: [(keyResult: String, digest: String?, state: String, reason: String?)] = []
    for row in 0..<rows.count {
      result.append(
        (try rows.text(row, 0), try rows.textOrNull(row, 1), try rows.text(row, 2), try rows.textOrNull(row, 3)))
    }
    return result
  }
}
