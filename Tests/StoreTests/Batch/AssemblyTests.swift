import Contribution
import Testing

@testable import Store

@Suite("Building key results from columns") struct AssemblyTests {
  @Test("groups hold their rows in order, and rows of none are left out", arguments: 0..<20)
  func grouping(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let groups = Int.random(in: 0...9, using: &generator)
    let keys = (0..<200).map { _ in groups == 0 ? -1 : Int32.random(in: -1..<Int32(groups), using: &generator) }
    let grouping = Grouping(groups: groups, rows: keys.count) { keys[$0] }
    for group in 0..<groups {
      #expect(grouping[group].map(Int.init) == keys.indices.filter { keys[$0] == Int32(group) })
    }
  }

  @Test("weeks begin on Monday at midnight of the company's clocks, before 1970 too", arguments: [0, 28_800, -18_000])
  func weeks(offset: Int64) {
    let bounds = PeriodBounds(id: "P", firstDay: 100, endDay: 170, startOffset: offset, endOffset: offset)
    #expect(bounds.start == 100 * 86_400 - offset && bounds.end == 170 * 86_400 - offset)
    let monday: Int64 = 4 * 86_400 - offset  // 1970-01-05
    for week in Int64(-200)..<200 {
      let start = monday + week * 7 * 86_400
      #expect(bounds.week(start) == week + 1)
      #expect(bounds.week(start + 7 * 86_400 - 1) == week + 1)
      #expect(bounds.week(start - 1) == week)
    }
  }

  private static func company() -> CompanyRecords {
    var company = CompanyRecords(period: PeriodBounds(id: "P", firstDay: 100, endDay: 170))
    for id in ["a", "b", "c"] { company.people.ids.intern(id) }
    company.people.family = [-1, -1, -1]
    company.people.hired = [.min, 135, .min]
    company.people.left = [.max, .max, 101]
    company.teams.ids.intern("t")
    company.teams.parent = [-1]
    company.keyResults.ids.intern("k")
    company.keyResults.objective = [-1]
    company.keyResults.team = [0]
    company.keyResults.position = [0]
    company.keyResults.scored = [0]
    company.keyResults.hasTasks = [true]
    company.keyResults.quarantined = [0]
    return company
  }

  @Test("presence is the part of the days employed and not on leave, times the part given to the team")
  func presence() {
    var company = Self.company()
    company.absences.person = [0, 0]
    company.absences.from = [100, 90]
    company.absences.to = [107, 107]
    company.absences.fraction = [0.5, 0.5]
    company.memberships.team = [0, 0]
    company.memberships.person = [1, 1]
    company.memberships.from = [0, 150]
    company.memberships.to = [150, .max]
    company.memberships.allocation = [0.5, 1]
    let presence = Presence(company)
    // Two half absences of seven days.
    #expect(abs(presence.present[0] - 0.9) < 1e-12)
    #expect(abs(presence.absent[0] - 0.1) < 1e-12)
    #expect(presence.present[1] == 0.5)
    // A membership of 50 days at one half and of 20 days in full.
    #expect(abs(presence.onKeyResult(person: 1, team: 0) - 0.5 * (50 * 0.5 + 20) / 70) < 1e-12)
    #expect(presence.onKeyResult(person: 1, team: -1) == 0.5)
    // One day of seventy is below the floor.
    #expect(presence.onKeyResult(person: 2, team: 0) == Presence.floor)
  }

  private static func add(
    _ company: inout CompanyRecords, _ id: String, effort: Double, people: [Int32], keyResult: Int32 = 0,
    outcome: TaskOutcome = .delivered, at day: Int64 = 120
  ) {
    let task = company.tasks.ids.intern(id).number
    company.tasks.keyResult.append(keyResult)
    company.tasks.effort.append(effort)
    company.tasks.createdAt.append(CompanyRecords.unknownTime)
    company.tasks.completedAt.append(day * 86_400)
    company.tasks.outcome.append(outcome)
    for person in people {
      company.assignees.append(
        AssigneeRow(task: task, person: person, effortShare: KeyResultRecords.Assignments.missing, role: .owner))
    }
  }

  @Test("a missing effort is the median of what was finished; an act is a person-day of it")
  func effortScale() {
    var company = Self.company()
    for (id, effort) in [("1", 5.0), ("2", 0.1), ("3", 0.2), ("4", .nan)] {
      Self.add(&company, id, effort: effort, people: [0, 1])
    }
    Self.add(&company, "5", effort: 1000, people: [2], outcome: .dropped)
    Self.add(&company, "6", effort: 1000, people: [2], at: 170)
    let scale = EffortScale(company)
    #expect(scale.imputedEffort(team: 0, kind: .okr) == 0.2)
    #expect(scale.imputedEffort(team: -1, kind: .kpi) == 0.2)
    #expect(abs(scale.actUnit(team: 0) - 5.3 / (2 * 50)) < 1e-15)
    #expect(abs(scale.actUnit(team: -1) - 5.3 / (2 * 50)) < 1e-15)
    var small = company
    small.tasks.effort = small.tasks.effort.map { $0 * 1e-8 }
    #expect(abs(EffortScale(small).actUnit(team: 0) / scale.actUnit(team: 0) - 1e-8) < 1e-20)
  }

  @Test("a finished task's effort goes to those who unblocked it, by effort, and never to its own people")
  func unblocking() {
    var company = Self.company()
    Self.add(&company, "blocked", effort: 8, people: [0])
    Self.add(&company, "x", effort: 1, people: [1, 2])
    Self.add(&company, "y", effort: 3, people: [0, 1])
    Self.add(&company, "z", effort: 100, people: [2], outcome: .open)
    Self.add(&company, "aside", effort: 100, people: [2], keyResult: TaskColumns.setAside)
    company.links.task = [3, 2, 1, 1, 4, 0]
    company.links.blocked = [0, 0, 0, 0, 0, 0]
    let parts = UnblockingParts(company, scale: EffortScale(company), groups: 1) { [company] in
      company.tasks.keyResult[Int($0)] < 0 ? -1 : 0
    }
    let rows = parts[0].map { "\(parts.person[Int($0)]) \(parts.amount[Int($0)])" }
    // x: 8 x 1/4, half each; y: 8 x 3/4, half each, of which one is the task's own.
    #expect(rows == ["1 1.0", "2 1.0", "1 3.0"])
  }
}
