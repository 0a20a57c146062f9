import Contribution
import Glibc
import Statistics

/// Known shares planted on a real structure: who took part in which task and review stays, what it was worth is drawn.
///
/// Hidden work of a person on a key result is the recorded effort there times e^N(0, 0.5), plus a quarter of the usual for people on record only;
/// each task is then lost with the probability of its owner's drawn job family. Sizes, overlaps and missing reviews are real.
public struct PlantedTruth: Sendable {
  /// One real task: key result, owners in order, reviewers, effort where known.
  public struct Task: Sendable, Equatable {
    public var keyResultID: String
    public var assigneeIDs: [String]
    public var reviewerIDs: [String]
    public var effort: Double?

    public init(keyResultID: String, assigneeIDs: [String], reviewerIDs: [String], effort: Double?) {
      self.keyResultID = keyResultID
      self.assigneeIDs = assigneeIDs
      self.reviewerIDs = reviewerIDs
      self.effort = effort
    }
  }

  /// - Parameters:
  ///   - tasks: in any order; key results of fewer than 3 or more than `largest` people are left out.
  ///   - plan: seed, prevalence and peer coverage; `people` and attacks are not used.
  /// - Complexity: O(rows + people^2 a key result).
  public static func plant(on tasks: [Task], plan: SimulationPlan, largest: Int = 80) -> SimulatedCompany {
    var tables = ContractTables()
    tables.add(.periods, Quarter.id, "2026-01-01", "2026-03-31")
    tables.add(.teams, "team-root", "", "Company")
    var byKeyResult: [String: [Task]] = [:]
    for task in tasks where !task.assigneeIDs.isEmpty { byKeyResult[task.keyResultID, default: []].append(task) }
    var everybody = Set<String>()
    var truths: [SimulatedTruth.KeyResult] = []
    var numbering = Numbering()
    for (id, tasks) in byKeyResult.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      let people = Set(tasks.flatMap { $0.assigneeIDs + $0.reviewerIDs }).sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
      guard people.count >= 3, people.count <= largest else { continue }
      everybody.formUnion(people)
      truths.append(keyResult(id, people, tasks, plan, &tables, &numbering))
    }
    for person in everybody.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      tables.add(.people, person, person, SimulatedStaff.families[family(person, plan)].name)
      tables.add(.teamMembers, "team-root", person, "2025-01-01", "", "1")
    }
    return SimulatedCompany(tables: tables, truth: SimulatedTruth(keyResults: truths))
  }

  private static func family(_ person: String, _ plan: SimulationPlan) -> Int {
    Int(stableHash(plan.seed, stableHash(person)) % UInt64(SimulatedStaff.families.count))
  }

  private static func keyResult(
    _ id: String, _ people: [String], _ tasks: [Task], _ plan: SimulationPlan, _ tables: inout ContractTables,
    _ numbering: inout Numbering
  ) -> SimulatedTruth.KeyResult {
    var random = CounterGenerator(seed: plan.seed, stream: stableHash(4, stableHash(id)))
    let place = Dictionary(uniqueKeysWithValues: people.enumerated().map { ($0.element, $0.offset) })
    var recorded = [Double](repeating: 0, count: people.count)
    for task in tasks {
      let effort = task.effort ?? 1
      for person in task.assigneeIDs { recorded[place[person] ?? 0] += effort / Double(task.assigneeIDs.count) }
      for person in task.reviewerIDs { recorded[place[person] ?? 0] += 0.3 * effort }
    }
    let usual = recorded.reduce(0, +) / Double(people.count)
    let work = recorded.map { ($0 + 0.25 * usual) * exp(0.5 * random.normal()) }
    let total = work.reduce(0, +)
    var acts = [Int](repeating: 0, count: people.count)
    tables.add(.objectives, "o-" + id, Quarter.id, "team-root", people[0], "", "okr", "Objective of \(id)")
    tables.add(.keyResults, id, "o-" + id, "team-root", "Key result \(id)")
    for task in tasks {
      let owner = task.assigneeIDs[0]
      let isKept = random.uniform() < SimulatedStaff.families[family(owner, plan)].recorded
      // What is on record follows the hidden work, not the other way round.
      let index = place[owner] ?? 0
      let factor = work[index] / max(recorded[index], 1e-9) * usual / max(total / Double(people.count), 1e-9)
      guard isKept else { continue }
      let taskID = padded("t", numbering.next(\.task))
      let effort = (task.effort ?? 1) * min(8, max(0.125, factor)) * exp(0.3 * random.normal())
      tables.add(
        .tasks, taskID, id, "Task", effort.text, Quarter.time(10, 32_400), Quarter.time(40, 32_400), "delivered")
      for (order, person) in task.assigneeIDs.enumerated() {
        tables.add(.taskAssignees, taskID, person, order == 0 ? "owner" : "co_owner", "")
        acts[place[person] ?? 0] += 1
      }
      for person in task.reviewerIDs where !task.assigneeIDs.contains(person) {
        tables.add(
          .reviews, padded("r", numbering.next(\.review)), taskID, person, Quarter.time(39, 32_400),
          Quarter.time(39, 36_000), "approve", String(random.poisson(2)), "code")
        acts[place[person] ?? 0] += 1
      }
    }
    let isRated = random.uniform() < plan.peerCoverage
    if isRated {
      for rater in people.indices {
        let leniency = 0.3 * random.normal()
        // In a large key result nobody knows everybody: about a dozen ratings each.
        let chance = min(0.9, 12 / Double(people.count))
        for ratee in people.indices where ratee != rater && random.uniform() < chance {
          let points =
            20 * exp(leniency + 0.6 * log(work[ratee] / total * Double(people.count) + 0.03) + 0.33 * random.normal())
          tables.add(.peerRatings, "round-1", id, "", people[rater], people[ratee], max(1, points.rounded()).text)
        }
      }
    }
    var credit = work.map { $0 / total * exp(0.12 * random.normal()) }
    for index in credit.indices where random.uniform() < plan.prevalence {
      credit[index] *= random.uniform() < 0.6 ? 2 + 3 * random.uniform() : 0.4 * random.uniform()
    }
    let sum = credit.reduce(0, +)
    credit = credit.map { $0 / sum }
    for index in people.indices { tables.add(.keyResultAuthors, id, people[index], "author", credit[index].precise) }
    return SimulatedTruth.KeyResult(
      id: id, personIDs: people, shares: work.map { $0 / total }, credit: credit,
      families: people.map { SimulatedStaff.families[family($0, plan)].name }, acts: acts, isRated: isRated)
  }
}
