import Attribution
import Contribution

/// How the period's key results reach the company's objectives.
struct Alignment: Sendable {
  /// Root objective of each key result of the period.
  let rootObjective: [Int32]
  /// Part of the root objective's worth that each key result of the period carries with its own work.
  let part: [Double]

  /// Deepest chain of goals that is followed.
  static let depthLimit = 64

  /// - Complexity: O(objectives + key results).
  init(_ company: CompanyRecords, quarantine: inout Quarantine) throws(AttributionError) {
    let scored = company.keyResults.scored
    let objectives = company.objectives
    // Key results of the period and those above them; a key result without an objective reaches nothing.
    let keyResults = company.keyResults
    var isUsed = [Bool](repeating: false, count: keyResults.objective.count)
    for start in scored {
      var current = start
      var steps = 0
      while current >= 0, !isUsed[Int(current)], keyResults.objective[Int(current)] >= 0,
        steps <= keyResults.objective.count
      {
        isUsed[Int(current)] = true
        current = objectives.parentKeyResult[Int(keyResults.objective[Int(current)])]
        steps += 1
      }
    }
    let used = isUsed.indices.filter { isUsed[$0] }
    var local = [Int32](repeating: -1, count: isUsed.count)
    for (number, keyResult) in used.enumerated() { local[keyResult] = Int32(number) }
    let parents = objectives.parentKeyResult.map { $0 < 0 ? -1 : local[Int($0)] }
    let objectiveOf = used.map { keyResults.objective[$0] }
    var tree = try AlignmentTree(parentKeyResult: parents, objectiveOf: objectiveOf)
    for objective in tree.refused {
      quarantine.setAside(
        .objectives, key: objectives.ids.string(objective), .goalCycle, column: "parent_key_result_id")
    }
    let tooDeep = tree.depth.indices.filter { tree.depth[$0] > Int32(Self.depthLimit) }
    if !tooDeep.isEmpty {
      var cut = tree.parentKeyResult
      for objective in tooDeep {
        cut[objective] = -1
        quarantine.setAside(
          .objectives, key: objectives.ids.string(Int32(objective)), .goalDepth, column: "parent_key_result_id",
          detail: "deeper than \(Self.depthLimit)")
      }
      tree = try AlignmentTree(parentKeyResult: cut, objectiveOf: objectiveOf)
    }
    var weight = [Double](repeating: 1, count: used.count)
    var newest = [Int64](repeating: .min, count: used.count)
    for row in company.versions.keyResult.indices {
      let number = local[Int(company.versions.keyResult[row])]
      let from = company.versions.validFrom[row]
      guard number >= 0, from < company.period.end else { continue }
      guard
        from > newest[Int(number)]
          || (from == newest[Int(number)] && company.versions.weight[row] > weight[Int(number)])
      else { continue }
      newest[Int(number)] = from
      weight[Int(number)] = company.versions.weight[row]
    }
    let hasOwnWork = used.map { keyResults.position[$0] >= 0 && Self.hasTasks(company, keyResult: $0) }
    let sight = try LineOfSight(tree, objectiveOf: objectiveOf, weight: weight, hasOwnWork: hasOwnWork)
    rootObjective = scored.map { local[Int($0)] < 0 ? -1 : sight.rootOf[Int(local[Int($0)])] }
    part = scored.map { local[Int($0)] < 0 ? 0 : sight.part[Int(local[Int($0)])] }
  }

  private static func hasTasks(_ company: CompanyRecords, keyResult: Int) -> Bool {
    company.keyResults.hasTasks[keyResult]
  }
}
