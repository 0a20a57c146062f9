import Contribution
import Statistics

/// A company with known truth, as contract tables.
public struct SimulatedCompany: Sendable {
  public var tables: ContractTables
  public var truth: SimulatedTruth

  init(tables: ContractTables, truth: SimulatedTruth) {
    self.tables = tables
    self.truth = truth
  }

  /// Draws a company: hours that nobody sees, work that leaves records by luck and by job, raters with habits.
  ///
  /// Not the model that estimates it: contribution is hours x skill with part-time, leave, idle members and unnamed helpers; records
  /// are lost by family; glue workers review; ratings are compressed, lenient, incomplete and rounded.
  /// Attacks change records only, from a stream of their own: the same plan without attack is the same company.
  /// - Complexity: O(people), about 250 rows each.
  public init(_ plan: SimulationPlan) {
    var tables = ContractTables()
    tables.add(.periods, Quarter.id, "2026-01-01", "2026-03-31")
    let staff = SimulatedStaff(plan)
    staff.write(to: &tables)
    var truths: [SimulatedTruth.KeyResult] = []
    var numbering = Numbering()
    for index in 0..<plan.keyResults {
      var drawn = SimulatedKeyResult(index, plan, staff)
      drawn.attack(plan)
      truths.append(drawn.write(plan, staff, to: &tables, &numbering))
    }
    self.init(
      tables: tables,
      truth: SimulatedTruth(keyResults: truths.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }))
  }
}

/// Running numbers of rows that need an id.
struct Numbering {
  var task = 0
  var review = 0
  var feedback = 0
  var check = 0

  mutating func next(_ path: WritableKeyPath<Numbering, Int>) -> Int {
    self[keyPath: path] += 1
    return self[keyPath: path]
  }
}
