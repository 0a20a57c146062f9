import Contribution
import Glibc
import Statistics

/// The people of a drawn company, with what no table shows.
struct SimulatedStaff {
  struct Person {
    var id: String
    var team: Int
    var family: Int
    var skill: Double
    /// Part of the work that goes into reviewing and helping.
    var glue: Double
    var leniency: Double
    /// How much of the own work the person writes down, [0, 1]; not every make asks.
    var discipline: Double
    var allocation: Double
    /// First and last day of a leave; equal for none.
    var leave: (from: Int, to: Int)

    /// Part of the quarter that the person was there for.
    var presence: Double { allocation * (1 - Double(leave.to - leave.from) / Double(Quarter.days)) }
  }

  /// Job families and the part of their own work that reaches a record.
  static let families: [(name: String, recorded: Double)] = [
    ("engineer", 0.9), ("designer", 0.6), ("analyst", 0.7), ("product", 0.5), ("operations", 0.55),
  ]
  static let teamSize = 10

  let people: [Person]
  var teams: Int { (people.count + Self.teamSize - 1) / Self.teamSize }

  init(_ plan: SimulationPlan) {
    people = (0..<plan.people).map { number in
      var random = CounterGenerator(seed: plan.seed, stream: stableHash(1, UInt64(number)))
      let isGlue = random.uniform() < 0.15
      let glue = isGlue ? 0.5 + 0.4 * random.uniform() : 0.05 + 0.25 * random.uniform()
      let hasLeave = random.uniform() < 0.08
      let from = random.index(below: 50)
      let length = 15 + random.index(below: 40)
      var habits = CounterGenerator(seed: plan.seed, stream: stableHash(5, UInt64(number)))
      return Person(
        id: padded("p", number + 1), team: number / Self.teamSize, family: random.index(below: Self.families.count),
        skill: exp(0.3 * random.normal()), glue: glue, leniency: 0.3 * random.normal(), discipline: habits.uniform(),
        allocation: random.uniform() < 0.1 ? 0.5 : 1,
        leave: hasLeave ? (from, min(Quarter.days, from + length)) : (0, 0))
    }
  }

  func write(to tables: inout ContractTables) {
    tables.add(.teams, "team-root", "", "Company")
    for team in 0..<teams { tables.add(.teams, padded("team", team + 1), "team-root", "Team \(team + 1)") }
    for person in people {
      tables.add(.people, person.id, "Member \(person.id)", Self.families[person.family].name)
      tables.add(
        .teamMembers, padded("team", person.team + 1), person.id, "2025-01-01", "", person.allocation.text)
      if person.leave.to > person.leave.from {
        tables.add(.absences, person.id, Quarter.date(person.leave.from), Quarter.date(person.leave.to - 1), "1")
      }
    }
  }
}
