internal import Contribution
internal import Reporting
internal import Store

/// Turns one team's rows into the values of its page.
struct TeamPageBuilder {
  let material: ReportMaterial
  /// How a team's page names the overview; nil where there is none.
  var overviewLink: String?
  /// How it names the list of teams.
  var teamsLink: String?
  /// Who did things together, by key result; empty leaves the drawing out.
  let jointActs: [String: [JointActs.Pair]]
  private let findings: [String: [PublishedRows.Finding]]
  private let teamOfPerson: [String: String]

  init(_ material: ReportMaterial, jointActs: [String: [JointActs.Pair]] = [:]) {
    self.material = material
    self.jointActs = jointActs
    teamOfPerson = material.teamOfPerson
    findings = Dictionary(grouping: material.findings, by: \.person)
  }

  func page(_ team: CompanyDirectory.Team, _ keyResults: [TeamSums.KeyResult], _ sums: TeamSums) -> TeamPage {
    let directory = material.directory
    let own = directory.members[team.id] ?? []
    let ids = Set(keyResults.map(\.row.id))
    let department = material.shape.department(of: team.id)
    return TeamPage(
      id: team.id, name: team.name, department: department?.id == team.id ? nil : department?.name,
      company: material.company, period: material.run.period,
      members: sums.members(
        name: directory.name, isGuest: { !own.isEmpty && !own.contains($0) },
        notJudged: { material.notJudged($0, in: ids) },
        prompt: { material.prompt($0, in: ids, findings) }),
      keyResults: keyResults.map(keyResult), partlyAnswering: sums.partlyAnswering,
      unnamedResults: keyResults.count { !$0.hasAuthors && $0.row.people > 0 }, coverage: sums.meanCoverage,
      rhythm: rhythm(of: team.id),
      goals: goals(keyResults), ties: ties(keyResults, own: own), overviewLink: overviewLink, teamsLink: teamsLink,
      smallestGroup: material.configuration.smallestGroup, run: material.stamp)
  }

  /// What no team of the company has is not recorded there, which is something else than 0.
  private func rhythm(of team: String) -> TeamPage.Rhythm? {
    let all = material.rhythms.values
    guard let own = material.rhythms[team] else { return nil }
    return TeamPage.Rhythm(
      oneOnOnesPerPerson: all.contains { ($0.oneOnOnesPerPerson ?? 0) > 0 } ? own.oneOnOnesPerPerson : nil,
      medianDaysBetweenCheckIns: own.medianDaysBetweenCheckIns,
      staleKeyResults: all.contains { $0.medianDaysBetweenCheckIns != nil } ? own.staleKeyResults : nil,
      feedbackGiven: all.contains { $0.feedbackGiven > 0 } ? own.feedbackGiven : nil, goalChanges: own.goalChanges)
  }

  /// Joint acts inside the team by member, and with others by the name of their team.
  private func ties(_ keyResults: [TeamSums.KeyResult], own: Set<String>) -> [TeamPage.Tie] {
    struct Ends: Hashable {
      var left: String
      var right: String
    }
    let directory = material.directory
    let end = { (person: String) -> String? in
      if own.isEmpty || own.contains(person) { return person }
      return teamOfPerson[person].map { directory.teamByID[$0]?.name ?? $0 }
    }
    var acts: [Ends: Int] = [:]
    for pair in keyResults.flatMap({ jointActs[$0.row.id] ?? [] }) {
      guard own.isEmpty || own.contains(pair.left) || own.contains(pair.right), let left = end(pair.left),
        let right = end(pair.right), left != right
      else { continue }
      acts[left < right ? Ends(left: left, right: right) : Ends(left: right, right: left), default: 0] += pair.acts
    }
    return acts.map { TeamPage.Tie(left: $0.key.left, right: $0.key.right, acts: $0.value) }
      .sorted { $0.acts != $1.acts ? $0.acts > $1.acts : ($0.left, $0.right) < ($1.left, $1.right) }
  }

  private func keyResult(_ keyResult: TeamSums.KeyResult) -> TeamPage.KeyResult {
    let row = keyResult.row
    let directory = material.directory
    let people = keyResult.shares.filter { $0.model == keyResult.headline }.map { share in
      let part = TeamSums.KeyResult.fraction(share.units)
      var interval: ClosedRange<Double>?
      if let low = share.low, let high = share.high {
        interval = TeamSums.KeyResult.fraction(low)...TeamSums.KeyResult.fraction(high)
      }
      return TeamPage.Person(
        id: share.person, name: directory.name(share.person),
        credited: keyResult.hasAuthors ? keyResult.credit[share.person] ?? 0 : 0, contributed: part, interval: interval)
    }
    return TeamPage.KeyResult(
      id: row.id, title: directory.goals[row.id]?.title ?? row.id, kind: row.kind, attainment: row.attainment,
      isJudged: row.isJudged, people: row.people, coverage: row.coverage,
      isDeclared: keyResult.hasAuthors ? directory.authors[row.id]?.isDeclared ?? false : nil,
      versions: (directory.versions[row.id] ?? []).sorted { $0.validFrom < $1.validFrom }.map {
        TeamPage.Version(validFrom: $0.validFrom, baseline: $0.baseline, target: $0.target, reason: $0.reason)
      },
      stopped: row.kind == .exploration ? stopped(row.id) : nil,
      diagnostics: [row.reason].compactMap { $0 } + (keyResult.hasAuthors || row.people == 0 ? [] : ["no_credit"])
        + (material.appealed[row.id] == nil ? [] : ["under_appeal"]),
      members: people)
  }

  /// A trial counts as stopped once a decision about it is on record.
  private func stopped(_ id: String) -> TeamPage.Stopped? {
    let records = material.directory.learning[id] ?? []
    guard let decision = records.compactMap(\.decision).first(where: { !$0.isEmpty }) else { return nil }
    var reused: [String] = []
    for title in records.compactMap(\.reusedBy).map({ material.directory.goals[$0]?.title ?? $0 })
    where !reused.contains(title) {
      reused.append(title)
    }
    return TeamPage.Stopped(completeness: records.map(Self.completeness).max(), decision: decision, reusedBy: reused)
  }

  /// A quarter each for a hypothesis before its result, a result, a decision and reuse.
  static func completeness(_ record: CompanyDirectory.Learning) -> Double {
    let isBefore = record.hypothesisAt.map { hypothesis in record.resultAt.map { hypothesis < $0 } ?? true } ?? false
    let parts = [isBefore, record.resultAt != nil, !(record.decision ?? "").isEmpty, record.reusedBy != nil]
    return Double(parts.count { $0 }) / 4
  }

  /// The team's key results and everything above them, from the company down.
  ///
  /// A key result with none above it is drawn under its objective: alone it would show no link.
  private func goals(_ keyResults: [TeamSums.KeyResult]) -> [TeamPage.Goal] {
    let directory = material.directory
    var seen: Set<String> = []
    var goals: [TeamPage.Goal] = []
    for keyResult in keyResults {
      let chain = material.shape.chain(keyResult.row.id)
      let objective = chain.count == 1 ? directory.goals[keyResult.row.id]?.objective : nil
      let top = objective.flatMap { directory.objectives[$0] }.map { (id: "\u{0}" + (objective ?? ""), $0) }
      if let (id, objective) = top, seen.insert(id).inserted {
        let owner = objective.team.flatMap { directory.teamByID[$0]?.name } ?? material.company
        goals.append(TeamPage.Goal(id: id, parentID: nil, owner: owner, title: objective.title))
      }
      for (place, id) in chain.enumerated().reversed() where seen.insert(id).inserted {
        let team = directory.team(ofKeyResult: id).flatMap { directory.teamByID[$0] }
        let isStopped = place == 0 && keyResult.row.kind == .exploration && stopped(id) != nil
        goals.append(
          TeamPage.Goal(
            id: id, parentID: place + 1 < chain.count ? chain[place + 1] : top?.id,
            owner: team?.name ?? material.company,
            title: directory.goals[id]?.title ?? id, isStopped: isStopped))
      }
    }
    return goals
  }
}
