import Attribution
import Contribution
import Statistics
import Testing

@Test("attainment follows the version in force, clipped to 0 ... 1.2, also for goals that go down")
func attainment() throws {
  let versions = [
    GoalVersion(validFrom: 100, weight: 1, baseline: 10, target: 20),
    GoalVersion(validFrom: 0, weight: 2, baseline: 50, target: 30),
  ]
  #expect(GoalVersion.inForce(versions, at: -1) == nil)
  #expect(GoalVersion.inForce(versions, at: 99)?.weight == 2)
  #expect(GoalVersion.inForce(versions, at: 100)?.weight == 1)
  #expect(versions[0].attainment(actual: 15) == 0.5)
  #expect(versions[0].attainment(actual: 5) == 0)
  #expect(versions[0].attainment(actual: 99) == 1.2)
  #expect(versions[1].attainment(actual: 40) == 0.5)
  #expect(versions[0].attainment(actual: .nan) == nil)
  #expect(GoalVersion(validFrom: 0, weight: 1, baseline: 3, target: 3).attainment(actual: 3) == nil)
  #expect(GoalVersion(validFrom: 0, weight: 1).attainment(actual: 3) == nil)
}

@Test("a hypothesis written after its result does not count, and only explorations are paid for learning")
func learning() {
  let honest = LearningCompleteness(hypothesisAt: 1, resultAt: 2, hasDecision: true, isReused: true)
  let late = LearningCompleteness(hypothesisAt: 2, resultAt: 2, hasDecision: true, isReused: false)
  #expect(honest.value == 1 && late.value == 0.5 && LearningCompleteness.best([late, honest]) == 1)
  #expect(LearningCompleteness.best([]) == 0)
  #expect(Pot.value(weight: 10, attainment: 0.1, kind: .exploration, learning: 1) == 6)
  #expect(Pot.value(weight: 10, attainment: 0.1, kind: .kpi, learning: 1) == 1)
  #expect(Pot.value(weight: 10, attainment: 0.9, kind: .exploration, learning: 1) == 9)
}

@Test("of each cycle the parent edge of the smallest objective is refused, and the rest of the tree is kept")
func cycles() throws {
  // Objectives 0 -> 2 -> 1 -> 0 in a cycle, 3 hangs below 1, 4 is its own parent, 5 is a root. Key result k belongs to k.
  let tree = try AlignmentTree(parentKeyResult: [2, 0, 1, 1, 4, -1], objectiveOf: [0, 1, 2, 3, 4, 5])
  #expect(tree.refused == [0, 4])
  #expect(tree.rootOf == [0, 0, 0, 0, 4, 5])
  #expect(tree.depth == [0, 1, 2, 2, 0, 0])
  #expect(throws: AttributionError(.invalidIndex, "parentKeyResult")) {
    try AlignmentTree(parentKeyResult: [7], objectiveOf: [0])
  }
}

@Test("the parts under one root sum to 1 for random forests", arguments: 0..<200 as Range<UInt64>)
func lineOfSight(seed: UInt64) throws {
  var generator = CounterGenerator(seed: seed, stream: 23)
  let objectives = 1 + generator.index(below: 8)
  var objectiveOf = (0..<objectives).map { Int32($0) }
  for _ in 0..<generator.index(below: 12) { objectiveOf.append(Int32(generator.index(below: objectives))) }
  let parents = (0..<objectives).map { _ in Int32(generator.index(below: 2 * objectiveOf.count)) }
    .map { Int($0) < objectiveOf.count ? $0 : -1 }
  let tree = try AlignmentTree(parentKeyResult: parents, objectiveOf: objectiveOf)
  let sight = try LineOfSight(
    tree, objectiveOf: objectiveOf, weight: objectiveOf.map { _ in Double(generator.index(below: 3)) },
    hasOwnWork: objectiveOf.map { _ in generator.index(below: 2) == 0 })
  for root in Set(tree.rootOf) {
    let total = compensatedSum(objectiveOf.indices.filter { sight.rootOf[$0] == root }.map { sight.part[$0] })
    #expect((total - 1).magnitude < 1e-12, "seed \(seed)")
  }
}

@Test("a key result passes its worth to its children, keeping an average part for its own work")
func flow() throws {
  // Root objective 0 with key results 0 (weight 3) and 1 (weight 1); objective 1 serves key result 0 with key results 2 and 3.
  let objectiveOf: [Int32] = [0, 0, 1, 1]
  let tree = try AlignmentTree(parentKeyResult: [-1, 0], objectiveOf: objectiveOf)
  let passing = try LineOfSight(
    tree, objectiveOf: objectiveOf, weight: [3, 1, 1, 1], hasOwnWork: [false, true, true, true])
  #expect(passing.part == [0, 0.25, 0.375, 0.375])
  let working = try LineOfSight(
    tree, objectiveOf: objectiveOf, weight: [3, 1, 1, 1], hasOwnWork: [true, true, true, true])
  #expect(working.part == [0.25, 0.25, 0.25, 0.25])
}
