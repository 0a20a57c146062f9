import Contribution

/// What part of the period each person was there for: employment and leave, and the part of the time given to a team.
struct Presence: Sendable {
  /// Part of the period's days employed and not on leave, [0, 1].
  let present: [Double]
  /// Part of the period's days on leave, [0, 1].
  let absent: [Double]
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
    memberships = Grouping(groups: people, rows: membership.person.count) { membership.person[$0] }
  }

  /// Presence on a key result of a team, in [floor, 1]: time there times the allocation to the team, where one is on record.
  func onKeyResult(person: Int32, team: Int32) -> Double {
    var share = present[Int(person)]
    if team >= 0 {
      var weighted = 0.0
      var covered = 0.0
      for row in memberships[Int(person)] where columns.team[Int(row)] == team {
        let from = max(columns.from[Int(row)], period.firstDay)
        let to = min(columns.to[Int(row)], period.endDay)
        guard to > from else { continue }
        weighted += Double(to - from) * columns.allocation[Int(row)]
        covered += Double(to - from)
      }
      if covered > 0 { share *= min(1, weighted / covered) }
    }
    return min(1, max(Self.floor, share))
  }
}
