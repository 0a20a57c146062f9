internal import Contribution
internal import Postgres
internal import Reporting
internal import Store

/// One published run and what stands around it: the material of all pages, without any share.
struct ReportMaterial {
  let run: PublishedRun
  let rows: PublishedRows
  let directory: CompanyDirectory
  let shape: CompanyShape
  let stamp: RunStamp
  /// Key results of the run by team, in byte order of ids.
  let keyResultsByTeam: [String: [PublishedRows.KeyResult]]
  let rhythms: [String: PublishedRows.Rhythm]
  /// What leaders may see: flags, none in its comment window, none under appeal.
  let findings: [PublishedRows.Finding]
  /// What the person concerned and HR see: every finding that is not held.
  let allFindings: [PublishedRows.Finding]
  /// Key results about which somebody could not be judged, by person; pages for leaders say no more of it.
  let unjudged: [String: Set<String?>]
  /// People with an open appeal, by key result.
  let appealed: [String: Set<String>]
  let quarantined: [CodeCount]
  let configuration: Configuration
  /// Whether row policies keep nobody from the login that reads.
  let hasEverybody: Bool

  /// Whether the run has a consensus, without which there are no findings to speak of.
  var hasFindings: Bool { stamp.models.contains(.consensus) }
  var company: String {
    if !configuration.company.isEmpty { return configuration.company }
    return shape.root?.name ?? "Fairshare"
  }

  /// - Throws: `PostgresError`.
  init(_ connection: inout Connection, run: PublishedRun, configuration: Configuration) throws {
    self.run = run
    self.configuration = configuration
    rows = PublishedRows(run.run)
    hasEverybody = try Reader.readsEverybody(&connection)
    directory = try CompanyDirectory(&connection, schema: configuration.sourceSchema, run: run)
    shape = CompanyShape(directory)
    var byTeam: [String: [PublishedRows.KeyResult]] = [:]
    for keyResult in try rows.keyResults(&connection) {
      guard let team = directory.team(ofKeyResult: keyResult.id) else { continue }
      byTeam[team, default: []].append(keyResult)
    }
    keyResultsByTeam = byTeam
    rhythms = Dictionary(try rows.rhythms(&connection).map { ($0.team, $0) }) { first, _ in first }
    allFindings = try rows.findings(&connection)
    findings = allFindings.filter { $0.state == "flag" && $0.isOpenToLeaders }
    unjudged = try rows.notJudged(&connection)
    appealed = try AppealRecords.frozen(&connection)
    var codes: [String: Int] = [:]
    for row in try rows.quarantine(&connection) { codes[row.code, default: 0] += row.rows }
    quarantined = codes.keys.sorted().map { CodeCount(code: $0, rows: codes[$0] ?? 0) }
    let models = try rows.models(&connection)
    stamp = RunStamp(
      runID: run.run.text, publishedAt: run.publishedAt,
      resultDigest: run.resultDigest.isEmpty ? nil : run.resultDigest,
      decisionLog: try DecisionChain.head(&connection).map { .end(entries: $0.number, digest: $0.digest) } ?? .missing,
      configurationHash: String(run.configHash.prefix(12)),
      seed: run.seed.map(String.init) ?? "–", models: models.map(\.model), engineVersion: run.engineVersion,
      firstDay: run.firstDay, lastDay: run.lastDay, hasIntervals: models.contains { $0.hasInterval },
      isFictional: run.isFictional || configuration.isFictional)
  }

  /// One team of each person, the first by id.
  var teamOfPerson: [String: String] {
    var result: [String: String] = [:]
    for (team, people) in directory.members {
      for person in people where team < result[person] ?? "\u{10FFFF}" { result[person] = team }
    }
    return result
  }

  /// Least coverage of a figure that is shown.
  static let leastCoverage = 0.6

  /// Whether a trial was stopped: a decision about it is on record.
  func isStopped(_ keyResult: String) -> Bool {
    (directory.learning[keyResult] ?? []).contains { !($0.decision ?? "").isEmpty }
  }

  /// Day by which suggested steps are due, ISO 8601.
  var actionsDue: String? {
    DayCount(run.lastDay).map { Timestamp.date(Int32(clamping: $0.days + 60)) }
  }

  /// Codes of the reasons that a finding was stored with; texts and objects with a code are both read.
  static func codes(_ json: String) -> [String] {
    guard case .array(let values)? = JSONValue(parsing: json) else { return [] }
    return values.compactMap { $0.string ?? $0["code"]?.string }
  }

  func appeal(_ appeal: AppealRecords.Appeal) -> Appeal {
    Appeal(
      id: appeal.id, openedAt: appeal.openedAt, keyResult: directory.goals[appeal.keyResult]?.title ?? appeal.keyResult,
      text: appeal.text, answer: appeal.answer)
  }

  /// Teams that get a page: with key results of the run, or with members in its period; in byte order of ids.
  var teams: [CompanyDirectory.Team] {
    directory.teams.filter { keyResultsByTeam[$0.id] != nil || !(directory.members[$0.id] ?? []).isEmpty }
  }

  /// Where the teams end that are read together with the one at `start`: after some 96 key results.
  func batch(of teams: [CompanyDirectory.Team], from start: Int) -> Int {
    var end = start
    var size = 0
    while end < teams.count, end == start || size < 96 {
      size += keyResultsByTeam[teams[end].id]?.count ?? 0
      end += 1
    }
    return end
  }

  /// The shares of some teams' key results, by team.
  ///
  /// - Throws: `Failure` with code `permissionDenied` where the login does not see everybody in one of them; `PostgresError`.
  func sums(
    _ connection: inout Connection, of teams: [CompanyDirectory.Team]
  ) throws -> [String: [TeamSums.KeyResult]] {
    let wanted = teams.flatMap { keyResultsByTeam[$0.id] ?? [] }
    let ids = wanted.map(\.id)
    guard !ids.isEmpty else { return [:] }
    let shares = Dictionary(grouping: try rows.shares(&connection, of: ids), by: \.keyResult)
    let pieces = Dictionary(grouping: try rows.pieces(&connection, of: ids), by: \.keyResult)
    let steps =
      hasFindings ? Dictionary(grouping: try rows.steps(&connection, of: ids), by: \.keyResult) : [:]
    var result: [String: [TeamSums.KeyResult]] = [:]
    for team in teams {
      result[team.id] = try (keyResultsByTeam[team.id] ?? []).map { row in
        let ofThis = shares[row.id] ?? []
        guard hasEverybody || Visibility.isWhole(row, ofThis) else {
          throw Visibility.partial("team \(team.id), key result \(row.id)", connection.user)
        }
        var credit: [String: Double] = [:]
        for share in ofThis where share.model == .declared {
          credit[share.person] = TeamSums.KeyResult.fraction(share.units)
        }
        return TeamSums.KeyResult(
          row: row, headline: ofThis.contains { $0.model == .consensus } ? .consensus : .evidence, credit: credit,
          shares: ofThis, pieces: pieces[row.id] ?? [], steps: steps[row.id] ?? [],
          hasAuthors: (directory.authors[row.id]?.count ?? 0) > 0)
      }
    }
    return result
  }

  /// The prompt for one person in some key results: the most probable finding that was not cleared.
  func prompt(_ person: String, in keyResults: Set<String>, _ byPerson: [String: [PublishedRows.Finding]]) -> Prompt {
    let own = (byPerson[person] ?? []).filter {
      $0.keyResult.map(keyResults.contains) ?? true && $0.decision != "cleared"
    }
    for finding in own where finding.state == "flag" {
      switch finding.kind {
      case "over_credited", "nominal_author": return .over
      case "under_credited", "uncredited_contributor": return .under
      default: continue
      }
    }
    let isUnjudged = unjudged[person]?.contains { $0.map(keyResults.contains) ?? true } ?? false
    return isUnjudged ? .thin : .fine
  }

  /// Why a person is not judged in some key results of the period although there are figures.
  func notJudged(_ person: String, in keyResults: Set<String>) -> NotJudged? {
    if keyResults.contains(where: { appealed[$0]?.contains(person) ?? false }) { return .underAppeal }
    if let employment = directory.employment[person] {
      if let hired = employment.hired, hired.prefix(10) > run.firstDay { return .joinedMidPeriod }
      if let left = employment.left, left.prefix(10) < run.lastDay { return .leftMidPeriod }
    }
    if let away = directory.daysAway[person], let first = DayCount(run.firstDay), let last = DayCount(run.lastDay),
      away > Double(last.days - first.days + 1) / 2
    {
      return .onLeave
    }
    return nil
  }
}
