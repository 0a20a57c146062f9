internal import Statistics

/// The sum of a team that is safe to show.
struct TeamTotal: Sendable {
  var teamID: String
  var people: Int
  var credited: Double
  var contributed: Double
}

extension PeriodRecords {
  /// Sums over teams that are safe to show together and beside those of earlier runs, in byte order of team ids.
  ///
  /// Each person counts in one team: the one with the largest part of their time in the period, the smaller id where two are equal.
  ///
  /// - Parameter earlier: who was counted together in the sums that were shown of the period before.
  ///
  /// - Complexity: O(memberships + people + teams).
  func teamTotals(
    _ people: [PersonScoreRow], since earlier: TeamBlocks
  ) -> (totals: [TeamTotal], blocks: TeamBlocks) {
    let company = index.company
    let ids = company.teams.ids
    let count = company.teams.parent.count
    // Rank of a team in byte order, so that nothing depends on the order of arrival.
    let order = (0..<count).sorted { ids.string(Int32($0)).utf8.lexicographicallyPrecedes(ids.string(Int32($1)).utf8) }
    var rank = [Int](repeating: 0, count: count)
    for (position, team) in order.enumerated() { rank[team] = position }

    var home = [Int32: (team: Int, days: Double)](minimumCapacity: people.count)
    let memberships = company.memberships
    for row in memberships.person.indices {
      let days = min(memberships.to[row], company.period.endDay) - max(memberships.from[row], company.period.firstDay)
      guard days > 0 else { continue }
      let candidate = (team: rank[Int(memberships.team[row])], days: Double(days) * memberships.allocation[row])
      let best = home[memberships.person[row]]
      if best.map({ ($0.days, -$0.team) < (candidate.days, -candidate.team) }) ?? true {
        home[memberships.person[row]] = candidate
      }
    }
    let members = people.compactMap { row in
      home[row.person].map {
        SteadySums.Member(id: personID(row.person), group: $0.team, values: [row.credited, row.contributed])
      }
    }
    let parents = order.map { team in
      let parent = company.teams.parent[team]
      return parent >= 0 ? rank[Int(parent)] : -1
    }
    let safe = SteadySums().totals(parents: parents, members: members, values: 2, since: earlier)
    let totals = zip(order, safe.totals).compactMap { team, total in
      total.map {
        TeamTotal(
          teamID: ids.string(Int32(team)), people: $0.members, credited: $0.values[0], contributed: $0.values[1])
      }
    }
    return (totals, safe.blocks)
  }
}
