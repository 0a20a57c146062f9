internal import Contribution
internal import Postgres
internal import Reporting
internal import Store

/// What the overview says, added up while the team pages are made: no share is kept.
struct OverviewSums {
  private let material: ReportMaterial
  private var teams: [OverviewPage.Team] = []
  private var value = 0.0
  private var alignment = 0.0
  private var alignmentVariance = 0.0
  private var coverage = 0.0
  private var linked = 0.0
  private var work = 0.0
  private var byDepartment: [String: Department] = [:]
  private var flows: [Route: Double] = [:]
  private var stopped = 0
  private var reuses = 0
  private var past = OverviewPast()
  /// Open cases by key result.
  private let cases: [String: Int]

  private struct Route: Hashable {
    var department: String
    var objective: String?
  }

  private struct Department {
    var id: String
    var name: String
    var teams = 0
    var people: Set<String> = []
    var value = 0.0
    var alignment = 0.0
    var alignmentVariance = 0.0
    var toCheck = 0

    var margin: Double? { OverviewSums.margin(alignmentVariance, value) }

    mutating func add(people more: Set<String>, _ sums: TeamSums, toCheck cases: Int) {
      teams += 1
      people.formUnion(more)
      value += sums.value
      alignment += sums.alignment
      alignmentVariance += sums.alignmentVariance
      toCheck += cases
    }
  }

  init(_ material: ReportMaterial) {
    self.material = material
    let open = material.findings.filter { $0.state == "flag" && $0.decision != "cleared" }
    cases = Dictionary(open.compactMap { finding in finding.keyResult.map { ($0, 1) } }, uniquingKeysWith: +)
  }

  mutating func add(_ page: TeamPage, _ keyResults: [TeamSums.KeyResult], _ sums: TeamSums, link: String?) {
    let largest = page.members.filter { $0.notJudged == nil }.max { Self.gap($0) < Self.gap($1) }
    let cases = keyResults.reduce(0) { $0 + (self.cases[$1.row.id] ?? 0) }
    let prompt = page.members.compactMap(\.prompt).first { $0 == .over || $0 == .under }
    let people = max(page.members.count, material.directory.members[page.id]?.count ?? 0)
    let team = OverviewPage.Team(
      id: page.id, name: page.name, people: people, largestGap: largest.map(Self.gap),
      gapRange: largest.flatMap(Self.gapRange),
      prompt: page.members.isEmpty ? .thin : (material.hasFindings ? prompt ?? .fine : nil),
      cases: material.hasFindings ? cases : nil, coverage: page.coverage, link: link)
    teams.append(team)
    value += sums.value
    alignment += sums.alignment
    alignmentVariance += sums.alignmentVariance
    for keyResult in keyResults where (keyResult.row.value ?? 0) > 0 && keyResult.row.people > 0 {
      let weight = keyResult.row.value ?? 0
      work += weight
      coverage += weight * (keyResult.row.coverage ?? 0)
      let objective = material.shape.companyObjective(ofKeyResult: keyResult.row.id)
      if objective != nil { linked += weight }
      if let department = material.shape.department(of: page.id) {
        flows[Route(department: department.name, objective: objective?.title), default: 0] += weight
      }
    }
    for keyResult in page.keyResults {
      guard let trial = keyResult.stopped else { continue }
      stopped += 1
      reuses += trial.reusedBy.count
    }
    count(team, page, sums)
  }

  /// Half the width of an alignment's 90 % interval; nil where nothing is known of it.
  private static func margin(_ variance: Double, _ value: Double) -> Double? {
    value > 0 && variance > 0 ? 1.645 * variance.squareRoot() / value : nil
  }

  private static func gap(_ member: TeamPage.Member) -> Double { abs(member.credited - member.contributed) }

  /// How far the credit is from the ends of the share's interval; from 0 where it lies inside.
  private static func gapRange(_ member: TeamPage.Member) -> ClosedRange<Double>? {
    guard let interval = member.interval else { return nil }
    let ends = [abs(member.credited - interval.lowerBound), abs(member.credited - interval.upperBound)].sorted()
    return (interval.contains(member.credited) ? 0 : ends[0])...ends[1]
  }

  private mutating func count(_ team: OverviewPage.Team, _ page: TeamPage, _ sums: TeamSums) {
    guard let department = material.shape.department(of: page.id) else { return }
    let isOpen =
      material.hasFindings
      ? (team.cases ?? 0) > 0
      : (team.largestGap ?? 0) > Self.gapLimit && team.people >= material.configuration.smallestGroup
        && (team.coverage ?? 1) >= 0.6
    let toCheck = isOpen ? (team.cases ?? 1) : 0
    byDepartment[department.id, default: Department(id: department.id, name: department.name)].add(
      people: material.directory.members[page.id] ?? Set(page.members.map(\.id)), sums, toCheck: toCheck)
  }

  /// Gap above which a team is worth a look where there are no findings.
  static let gapLimit = 0.10

  /// Reads earlier published periods for the small lines over time, and what past outcomes say.
  ///
  /// - Throws: `PostgresError`.
  mutating func readPast(_ connection: inout Connection) throws { past = try OverviewPast(&connection, material) }

  /// - Parameter indexLink: relative file name of the list of all teams, nil where it is not written.
  func page(indexLink: String?) -> OverviewPage {
    let flagged = material.findings.filter { $0.state == "flag" && $0.decision != "cleared" }
    let over = flagged.count { $0.kind == "over_credited" || $0.kind == "nominal_author" }
    let under = flagged.count { $0.kind == "under_credited" || $0.kind == "uncredited_contributor" }
    return OverviewPage(
      company: material.company, period: material.run.period, teams: teams,
      departments: byDepartment.keys.sorted().compactMap { byDepartment[$0] }.map {
        OverviewPage.Department(
          name: $0.name, teams: $0.teams, people: $0.people.count,
          alignment: $0.value > 0 ? $0.alignment / $0.value : nil, margin: $0.margin,
          history: past.departments[$0.id] ?? [], toCheck: $0.toCheck)
      },
      alignment: value > 0
        ? .init(
          value: alignment / value,
          margin: Self.margin(alignmentVariance, value),
          history: past.alignment) : nil,
      cases: material.hasFindings
        ? .init(
          over: over, under: under, other: flagged.count - over - under,
          history: past.prompts.dropLast() + (past.prompts.isEmpty ? [] : [Double(flagged.count)])) : nil,
      linked: work > 0 ? .init(value: linked / work, history: past.linked) : nil,
      coverage: work > 0 ? .init(value: coverage / work, history: past.coverage) : nil,
      flows: flows.keys.sorted {
        ($0.department, $0.objective ?? "\u{10FFFF}") < ($1.department, $1.objective ?? "\u{10FFFF}")
      }
      .map { OverviewPage.Flow(department: $0.department, objective: $0.objective, amount: flows[$0] ?? 0) },
      stoppedTrials: stopped, reuses: reuses, quarantined: material.quarantined, pastOutcomes: past.outcomes,
      actionsDue: material.actionsDue,
      indexLink: indexLink, gapLimit: Self.gapLimit, smallestGroup: material.configuration.smallestGroup,
      run: material.stamp)
  }

  /// The list of all team pages.
  func index(overviewLink: String?) -> IndexPage {
    let beside = teams.map { team in
      var team = team
      team.link = ReportLayout.within(ReportLayout.team(team.id))
      return team
    }
    return IndexPage(
      company: material.company, period: material.run.period, teams: beside, hasCases: material.hasFindings,
      overviewLink: overviewLink, gapLimit: Self.gapLimit,
      smallestGroup: material.configuration.smallestGroup, run: material.stamp)
  }
}
