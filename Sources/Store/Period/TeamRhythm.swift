/// How alive a team's feedback is in a period: shown beside the shares, never part of one.
struct TeamRhythm: Sendable {
  var teamID: String
  /// Members at any time in the period.
  var people: Int
  /// nil for a team without members.
  var oneOnOnesPerPerson: Double?
  /// Median over all intervals between check-ins of one key result; nil where no key result has two.
  var medianDaysBetweenCheckIns: Double?
  /// Key results without a check-in in the last 30 days of the period.
  var staleKeyResults: Int
  /// Feedback given by members in the period.
  var feedbackGiven: Int
  /// Versions of goals that replaced an earlier one in the period.
  var goalChanges: Int
}

extension PeriodRecords {
  /// One row a team that has members or key results in the period, in byte order of ids.
  ///
  /// - Complexity: O(memberships + check-ins + feedback + 1:1s).
  func teamRhythms() -> [TeamRhythm] {
    let company = index.company
    let period = company.period
    let teams = company.teams.parent.count
    var members = [Set<Int32>](repeating: [], count: teams)
    let memberships = company.memberships
    for row in memberships.person.indices
    where memberships.from[row] < period.endDay && memberships.to[row] > period.firstDay {
      members[Int(memberships.team[row])].insert(memberships.person[row])
    }
    var teamsOf = [Int32: [Int]](minimumCapacity: people)
    for team in 0..<teams { for person in members[team] { teamsOf[person, default: []].append(team) } }

    var meetings = [Int](repeating: 0, count: teams)
    for report in company.oneOnOnes.report { for team in teamsOf[report] ?? [] { meetings[team] += 1 } }
    var feedback = [Int](repeating: 0, count: teams)
    for row in company.feedback.giver.indices
    where company.feedback.at[row] >= period.start && company.feedback.at[row] < period.end {
      for team in teamsOf[company.feedback.giver[row]] ?? [] { feedback[team] += 1 }
    }
    var gaps = [[Int64]](repeating: [], count: teams)
    var stale = [Int](repeating: 0, count: teams)
    var changes = [Int](repeating: 0, count: teams)
    var keyResults = [Int](repeating: 0, count: teams)
    for position in 0..<count {
      let team = CompanyIndex.team(ofKeyResult: index.keyResult(position), in: company)
      guard team >= 0 else { continue }
      keyResults[Int(team)] += 1
      let times = index.checkIns[position].map { company.checkIns.at[Int($0)] }.filter { $0 < period.end }.sorted()
      for (earlier, later) in zip(times, times.dropFirst()) { gaps[Int(team)].append(later - earlier) }
      if (times.last ?? .min) < period.end - 30 * 86_400 { stale[Int(team)] += 1 }
      let versions = index.versions[position].map { company.versions.validFrom[Int($0)] }.sorted()
      changes[Int(team)] += versions.dropFirst().count { $0 >= period.start && $0 < period.end }
    }
    var rows: [TeamRhythm] = []
    for team in 0..<teams where !members[team].isEmpty || keyResults[team] > 0 {
      let size = members[team].count
      let perPerson: Double? = size == 0 ? nil : Double(meetings[team]) / Double(size)
      let interval = Self.median(gaps[team]).map { $0 / 86_400 }
      rows.append(
        TeamRhythm(
          teamID: company.teams.ids.string(Int32(team)), people: size, oneOnOnesPerPerson: perPerson,
          medianDaysBetweenCheckIns: interval, staleKeyResults: stale[team], feedbackGiven: feedback[team],
          goalChanges: changes[team]))
    }
    return rows
  }

  private static func median(_ values: [Int64]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? Double(sorted[middle]) : (Double(sorted[middle - 1]) + Double(sorted[middle])) / 2
  }
}
