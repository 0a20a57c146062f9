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

  /// What was read about one person.
  struct Own: Sendable {
    var id: String
    var place: OwnPlace?
    var shares: [PublishedRows.Share]
    var pieces: [PublishedRows.Piece]
    var trend: [PublishedRows.Period]
    var appeals: [AppealRecords.Appeal]
  }

  /// What is read about some people, in the order given.
  ///
  /// - Throws: `PostgresError`.
  /// - Complexity: one look at all shares of the run; reads those of the people's main teams.
  func read(_ connection: inout Connection, _ people: [String]) throws -> [Own] {
    let rows = material.rows
    let shares = try rows.shares(&connection, ofPeople: people)
    let pieces = try rows.pieces(&connection, ofPeople: people)
    var owns = try join(&connection, people, shares, pieces, try appeals(&connection))
    var mainTeams: [String: [Int]] = [:]
    for (index, own) in owns.enumerated() {
      if let rank = mainTeam(own.id, own.shares) { mainTeams[rank.team, default: []].append(index) }
    }
    let teams = material.directory.teams.filter { mainTeams[$0.id] != nil }
    let sums = try material.sums(&connection, of: teams)
    for team in teams {
      let places = places(in: team.id, sums[team.id] ?? [])
      for index in mainTeams[team.id] ?? [] { owns[index].place = places[owns[index].id] }
    }
    return owns
  }

  /// Puts the rows of some people together, without their places.
  func join(
    _ connection: inout Connection, _ people: [String], _ shares: [PublishedRows.Share],
    _ pieces: [PublishedRows.Piece], _ appeals: [String: [AppealRecords.Appeal]]
  ) throws -> [Own] {
    let shares = Dictionary(grouping: shares, by: \.person)
    let pieces = Dictionary(grouping: pieces, by: \.person)
    let trend = Dictionary(
      grouping: try PublishedRows.trend(&connection, ofPeople: people, until: material.run.firstDay), by: \.person)
    return people.map {
      Own(
        id: $0, shares: shares[$0] ?? [], pieces: pieces[$0] ?? [], trend: trend[$0] ?? [],
        appeals: appeals[$0] ?? [])
    }
  }

  func appeals(_ connection: inout Connection) throws -> [String: [AppealRecords.Appeal]] {
    Dictionary(grouping: try AppealRecords.all(&connection), by: \.person)
  }

  private func mainTeam(_ person: String, _ shares: [PublishedRows.Share]) -> OwnPlace.Rank? {
    var values: [String: OwnPlace.Values] = [:]
    var rest = shares[...]
    while let id = rest.first?.keyResult {
      let own = rest.prefix { $0.keyResult == id }
      rest = rest.dropFirst(own.count)
      guard let team = material.directory.team(ofKeyResult: id) else { continue }
      values[team, default: OwnPlace.Values()].add(own, value: keyResults[id]?.value ?? 0)
    }
    return values.compactMap { team, values in
      values.byPerson[person].map { rank(person, in: team, value: $0) }
    }.max { $1.isAbove($0) }
  }

  private func rank(_ person: String, in team: String, value: Double) -> OwnPlace.Rank {
    OwnPlace.Rank(isMember: memberships[person]?.contains(team) ?? false, value: value, team: team)
  }

  /// What a team's key results say about everybody with a share in one of them.
  func places(in team: String, _ keyResults: [TeamSums.KeyResult]) -> [String: OwnPlace] {
    var values = OwnPlace.Values()
    for keyResult in keyResults { values.add(keyResult.shares, value: keyResult.row.value ?? 0) }
    let sums = TeamSums(keyResults)
    let ids = Set(keyResults.map(\.row.id))
    let members = sums.members(
      name: material.directory.name, isGuest: { _ in false }, notJudged: { material.notJudged($0, in: ids) },
      prompt: { material.prompt($0, in: ids, findings) })
    let byID = Dictionary(members.map { ($0.id, $0) }) { first, _ in first }
    let coverage = sums.meanCoverage
    return Dictionary(
      uniqueKeysWithValues: values.byPerson.map { person, value in
        (
          person,
          OwnPlace(
            rank: rank(person, in: team, value: value), member: byID[person], teamSize: members.count,
            coverage: coverage)
        )
      })
  }

  func page(_ own: Own) -> OwnPage {
    let standing = standing(own)
    let values = ownValues(own)
    let team = own.place?.rank.team ?? memberships[own.id]?.first
    return OwnPage(
      name: material.directory.name(own.id), team: team.map { material.directory.teamByID[$0]?.name ?? $0 },
      company: material.company, period: material.run.period, standing: standing, prompt: own.place?.member?.prompt,
      notJudged: own.place?.member?.notJudged,
      history: own.trend.suffix(Self.drawn).map { period in
        var interval: ClosedRange<Double>?
        if let low = period.low, let high = period.high, low <= high { interval = low...high }
        return Trend.Point(
          period: period.period, credited: period.credited, contributed: period.contributed, interval: interval)
      },
      sources: sources(own), steps: own.place?.member?.steps ?? [], keyResults: values.map(\.row),
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
    if let coverage = own.place?.coverage, coverage < ReportMaterial.leastCoverage { return .lowCoverage }
    guard let place = own.place, let member = place.member else { return .nothing }
    if place.teamSize < material.configuration.smallestGroup { return .smallGroup }
    return .share(credited: member.credited, contributed: member.contributed, interval: member.interval)
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
