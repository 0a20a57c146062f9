internal import Contribution
internal import Postgres
internal import Reporting
internal import Store

/// Turns a person's rows into the values of the own page: rows in, values out, no file.
struct OwnPageBuilder {
  let material: ReportMaterial
  private let keyResults: [String: PublishedRows.KeyResult]
  private let findings: [String: [PublishedRows.Finding]]
  private let memberships: [String: [String]]

  /// Periods of the line over time.
  private static let drawn = 6

  init(_ material: ReportMaterial) {
    self.material = material
    keyResults = Dictionary(
      material.keyResultsByTeam.values.flatMap { $0 }.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    findings = Dictionary(grouping: material.allFindings, by: \.person)
    var memberships: [String: [String]] = [:]
    for (team, people) in material.directory.members {
      for person in people { memberships[person, default: []].append(team) }
    }
    self.memberships = memberships.mapValues { $0.sorted() }
  }

  /// Everybody with a sum in the run, neighbours in a team beside each other so that teams are read once.
  ///
  /// - Throws: `PostgresError`.
  func everybody(_ connection: inout Connection) throws -> [String] {
    try material.rows.people(&connection)
      .map { (team: memberships[$0]?.first ?? "", person: $0) }
      .sorted { ($0.team, $0.person) < ($1.team, $1.person) }
      .map(\.person)
  }

  /// The pages of some people of the run, in the order given.
  ///
  /// - Throws: `PostgresError`.
  /// - Complexity: reads the shares of those people, and of every key result of the teams they are in.
  func pages(_ connection: inout Connection, of people: [String]) throws -> [(person: String, page: OwnPage)] {
    let rows = material.rows
    let shares = Dictionary(grouping: try rows.shares(&connection, ofPeople: people), by: \.person)
    let pieces = Dictionary(grouping: try rows.pieces(&connection, ofPeople: people), by: \.person)
    let trend = Dictionary(
      grouping: try PublishedRows.trend(&connection, ofPeople: people, until: material.run.firstDay), by: \.person)
    let appeals = Dictionary(grouping: try AppealRecords.all(&connection), by: \.person)
    var mainTeam: [String: String] = [:]
    for person in people { mainTeam[person] = team(person, shares[person] ?? []) }
    let wanted = Set(mainTeam.values)
    let sums = try material.sums(&connection, of: material.directory.teams.filter { wanted.contains($0.id) })
    var standings: [String: [String: TeamPage.Member]] = [:]
    var totals: [String: TeamSums] = [:]
    for (team, own) in sums {
      let total = TeamSums(own)
      let ids = Set(own.map(\.row.id))
      totals[team] = total
      let members = total.members(
        name: material.directory.name, isGuest: { _ in false }, notJudged: { material.notJudged($0, in: ids) },
        prompt: { material.prompt($0, in: ids, findings) })
      standings[team] = Dictionary(members.map { ($0.id, $0) }) { first, _ in first }
    }
    return people.map { person in
      let team = mainTeam[person]
      let own = Own(
        id: person, team: team, member: team.flatMap { standings[$0]?[person] },
        teamSize: team.flatMap { standings[$0]?.count } ?? 0, coverage: team.flatMap { totals[$0]?.meanCoverage },
        shares: shares[person] ?? [], pieces: pieces[person] ?? [], trend: trend[person] ?? [],
        appeals: appeals[person] ?? [])
      return (person, page(own))
    }
  }

  /// What was read about one person.
  private struct Own {
    var id: String
    var team: String?
    var member: TeamPage.Member?
    var teamSize: Int
    var coverage: Double?
    var shares: [PublishedRows.Share]
    var pieces: [PublishedRows.Piece]
    var trend: [PublishedRows.Period]
    var appeals: [AppealRecords.Appeal]
  }

  private func page(_ own: Own) -> OwnPage {
    let standing = standing(own)
    let values = ownValues(own)
    return OwnPage(
      name: material.directory.name(own.id), team: own.team.map { material.directory.teamByID[$0]?.name ?? $0 },
      company: material.company, period: material.run.period, standing: standing, prompt: own.member?.prompt,
      notJudged: own.member?.notJudged,
      history: own.trend.suffix(Self.drawn).map { period in
        var interval: ClosedRange<Double>?
        if let low = period.low, let high = period.high, low <= high { interval = low...high }
        return Trend.Point(
          period: period.period, credited: period.credited, contributed: period.contributed, interval: interval)
      },
      sources: sources(own), steps: own.member?.steps ?? [], keyResults: values.map(\.row),
      paths: values.map { path($0.id, own.pieces) },
      hasUnlinkedWork: own.trend.contains { $0.period == material.run.period && $0.unlinkedEffort > 0 },
      appeals: own.appeals.map(material.appeal), commentUntil: commentUntil(own.id),
      answerDays: material.configuration.answerDays, smallestGroup: material.configuration.smallestGroup,
      run: material.stamp)
  }

  /// Last day on which only the person and HR see what the page says; nil where leaders see it already.
  private func commentUntil(_ person: String) -> String? {
    (findings[person] ?? []).filter { $0.state == "flag" && $0.decision == nil && !$0.isForLeaders }
      .compactMap(\.commentUntil).max()
  }

  private func standing(_ own: Own) -> OwnPage.Standing {
    if own.shares.isEmpty { return .nothing }
    if let coverage = own.coverage, coverage < ReportMaterial.leastCoverage { return .lowCoverage }
    guard let member = own.member else { return .nothing }
    if own.teamSize < material.configuration.smallestGroup { return .smallGroup }
    return .share(credited: member.credited, contributed: member.contributed, interval: member.interval)
  }

  /// The team in whose outcome the person has most: among the teams the person is in, else among all.
  private func team(_ person: String, _ shares: [PublishedRows.Share]) -> String? {
    var values: [String: Double] = [:]
    for (id, own) in Dictionary(grouping: shares, by: \.keyResult).sorted(by: { $0.key < $1.key }) {
      guard let team = material.directory.team(ofKeyResult: id) else { continue }
      let most = own.map { TeamSums.KeyResult.fraction($0.units) }.max() ?? 0
      values[team, default: 0] += (keyResults[id]?.value ?? 0) * most
    }
    let mine = (memberships[person] ?? []).filter { values[$0] != nil }
    let among = mine.isEmpty ? values.keys.sorted() : mine
    return among.max { (values[$0] ?? 0) < (values[$1] ?? 0) } ?? memberships[person]?.first
  }

  /// The person's key results, those with the largest part of the person's work first.
  private func ownValues(_ own: Own) -> [(id: String, row: OwnPage.KeyResult)] {
    let byID = Dictionary(grouping: own.shares, by: \.keyResult)
    let entries = byID.keys.sorted().compactMap { id -> (id: String, weight: Double, row: OwnPage.KeyResult)? in
      guard let result = keyResults[id], let shares = byID[id] else { return nil }
      let headline = shares.first { $0.model == .consensus } ?? shares.first { $0.model == .evidence }
      let part = headline.map { TeamSums.KeyResult.fraction($0.units) } ?? 0
      let hasAuthors = (material.directory.authors[id]?.count ?? 0) > 0
      let credited =
        hasAuthors ? shares.first { $0.model == .declared }.map { TeamSums.KeyResult.fraction($0.units) } ?? 0 : 0
      // Where few take part, one's own figure would tell a colleague's.
      let isShown = result.isJudged && result.people >= material.configuration.smallestGroup
      var interval: ClosedRange<Double>?
      if isShown, let low = headline?.low, let high = headline?.high {
        interval = TeamSums.KeyResult.fraction(low)...TeamSums.KeyResult.fraction(high)
      }
      guard part > 0 || credited > 0 else { return nil }
      return (
        id, (result.value ?? 0) * part,
        OwnPage.KeyResult(
          title: material.directory.goals[id]?.title ?? id, kind: result.kind, attainment: result.attainment,
          credited: isShown ? credited : nil, contributed: isShown ? part : nil, interval: interval,
          isNamed: credited > 0, isJudged: result.isJudged,
          isStopped: result.kind == .exploration && material.isStopped(id))
      )
    }
    return entries.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.id < $1.id }.map { ($0.id, $0.row) }
  }

  /// Kinds of evidence over all key results, each weighed by the value of its key result.
  private func sources(_ own: Own) -> [SourceBars.Amount] {
    var sums: [Channel: (amount: Double, acts: Int)] = [:]
    for piece in own.pieces {
      let before = sums[piece.channel] ?? (0, 0)
      let weight = keyResults[piece.keyResult]?.value ?? 0
      sums[piece.channel] = (
        before.amount + weight * TeamSums.KeyResult.fraction(piece.units), before.acts + piece.acts
      )
    }
    return Channel.allCases.compactMap { channel in
      sums[channel].map { SourceBars.Amount(channel: channel, amount: $0.amount, acts: $0.acts) }
    }
  }

  /// From a key result up to the company's objective.
  private func path(_ id: String, _ pieces: [PublishedRows.Piece]) -> [OwnPage.PathStep] {
    let directory = material.directory
    var steps = material.shape.chain(id).enumerated().map { place, goal in
      let team = directory.team(ofKeyResult: goal).flatMap { directory.teamByID[$0]?.name }
      let acts = pieces.filter { $0.keyResult == id }.reduce(0) { $0 + $1.acts }
      return OwnPage.PathStep(
        owner: team ?? material.company, title: directory.goals[goal]?.title ?? goal, acts: place == 0 ? acts : nil)
    }
    if let objective = material.shape.companyObjective(ofKeyResult: id) {
      steps.append(OwnPage.PathStep(owner: material.company, title: objective.title))
    }
    return steps
  }
}
