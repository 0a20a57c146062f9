import Contribution

/// What part of the period each person was there for: employment and leave, and the part of the time given to a team.
struct Presence: Sendable {
  /// Part of the period's days employed and not on leave, [0, 1].
  let present: [Double]
  /// Part of the period's days on leave, [0, 1].
  let absent: [Double]
  /// People whose parts given to teams sum to more than 1 on some day of the period.
  let overlapping: Int
  private let memberships: Grouping
  private let columns: MembershipColumns
  private let period: PeriodBounds

  /// Smallest presence that a person with recorded work can have.
  static let floor = 0.02

  /// - Complexity: O(people + absences + memberships).
  init(_ company: CompanyRecords) {
    period = company.period
    columns = company.memberships
    let people = company.people.ids.count
    let days = Double(max(1, company.period.days))
    var present = [Double](repeating: 1, count: people)
    var absent = [Double](repeating: 0, count: people)
    for person in 0..<people {
      let from = max(company.people.hired[person], company.period.firstDay)
      let to = min(company.people.left[person], company.period.endDay)
      present[person] = max(0, Double(to) - Double(from)) / days
    }
    // Sorted by person and day, so that the sums do not depend on the order of rows.
    let order = company.absences.person.indices.sorted {
      let (a, b) = (company.absences, company.absences)
      return (a.person[$0], a.from[$0], a.to[$0], a.fraction[$0]) < (b.person[$1], b.from[$1], b.to[$1], b.fraction[$1])
    }
    for row in order where company.absences.person[row] >= 0 {
      let person = Int(company.absences.person[row])
      let from = max(company.absences.from[row], company.period.firstDay)
      let to = min(company.absences.to[row], company.period.endDay)
      guard to > from else { continue }
      absent[person] = min(1, absent[person] + Double(to - from) / days * company.absences.fraction[row])
    }
    for person in 0..<people { present[person] = max(0, present[person] - absent[person]) }
    self.present = present
    self.absent = absent
    let membership = company.memberships
    let memberships = Grouping(groups: people, rows: membership.person.count) { membership.person[$0] }
    self.memberships = memberships
    let bounds = company.period
    overlapping = (0..<people).count { person in
      memberships[person].count > 1
        && Self.stretches(memberships[person], membership, bounds).contains { stretch in stretch.total > 1 + 1e-9 }
    }
  }

  /// A stretch of days on which the same memberships hold.
  private struct Stretch {
    var days: Double
    /// Parts given to all teams.
    var total: Double
    var rows: [Int]
  }

  /// The period cut where a membership of one person begins or ends.
  private static func stretches(
    _ rows: ArraySlice<Int32>, _ columns: MembershipColumns, _ period: PeriodBounds
  ) -> [Stretch] {
    func clamped(_ day: Int32) -> Int32 { min(max(day, period.firstDay), period.endDay) }
    let borders = Set(rows.flatMap { [clamped(columns.from[Int($0)]), clamped(columns.to[Int($0)])] }).sorted()
    return zip(borders, borders.dropFirst()).compactMap { from, to in
      // In an order of their own, so that the sum does not depend on the order of rows.
      let held = rows.map { Int($0) }.filter { columns.from[$0] <= from && columns.to[$0] >= to }.sorted {
        (columns.team[$0], columns.allocation[$0]) < (columns.team[$1], columns.allocation[$1])
      }
      return held.isEmpty
        ? nil
        : Stretch(days: Double(to - from), total: held.reduce(0) { $0 + columns.allocation[$1] }, rows: held)
    }
  }

  /// Presence on a key result of a team, in [floor, 1]: time there times the allocation to the team, where one is on record.
  func onKeyResult(person: Int32, team: Int32) -> Double {
    var share = present[Int(person)]
    if team >= 0 {
      var weighted = 0.0
      var covered = 0.0
      let rows = memberships[Int(person)]
      if rows.count == 1, let row = rows.first {
        return min(1, max(Self.floor, share * (columns.team[Int(row)] == team ? allocation(Int(row)) : 1)))
      }
      for stretch in Self.stretches(rows, columns, period) {
        let given = stretch.rows.reduce(0) { columns.team[$1] == team ? $0 + columns.allocation[$1] : $0 }
        guard given > 0 else { continue }
        // Nobody can give more than all of a day: parts that sum to more are taken in proportion.
        weighted += stretch.days * given / max(1, stretch.total)
        covered += stretch.days
      }
      if covered > 0 { share *= min(1, weighted / covered) }
    }
    return min(1, max(Self.floor, share))
  }

  /// Part given by a membership; 1 where it holds on no day of the period.
  private func allocation(_ row: Int) -> Double {
    columns.from[row] < period.endDay && columns.to[row] > period.firstDay ? columns.allocation[row] : 1
  }
}
