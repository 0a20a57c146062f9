import Statistics

/// How the worth of a company objective flows down the alignment tree to the key results on which people work.
///
/// An objective's worth of 1 is divided among its key results by weight (equally where all weights are 0). A key result with child
/// objectives passes its part on to their key results, again by weight over all of them; where people also work on it directly, that
/// work counts as one more child of average weight. So the parts under one root sum to 1, and person i's contribution to a root is
/// sum of part_k x share_ik.
/// Source: models.md, section 5.
public struct LineOfSight: Sendable {
  /// Root objective of each key result.
  public let rootOf: [Int32]
  /// Part of its root's worth that reaches each key result's own people, [0, 1].
  public let part: [Double]

  /// - Parameters:
  ///   - objectiveOf: per key result, the number of its objective.
  ///   - weight: per key result, finite and >= 0.
  ///   - hasOwnWork: whether people work on the key result directly; a key result without children always counts as worked on.
  /// - Throws: `lengthMismatch` or `invalidWeight`.
  /// - Complexity: O(key results + objectives x depth).
  public init(
    _ tree: AlignmentTree, objectiveOf: [Int32], weight: [Double], hasOwnWork: [Bool]
  ) throws(AttributionError) {
    let count = objectiveOf.count
    guard weight.count == count, hasOwnWork.count == count else { throw AttributionError(.lengthMismatch, "weight") }
    guard weight.allSatisfy({ $0 >= 0 && $0.isFinite }) else { throw AttributionError(.invalidWeight, "weight") }
    let objectives = tree.parentKeyResult.count
    // A division: the key results that share one source of worth, a root objective or a parent key result.
    func division(_ objective: Int) -> Int {
      tree.parentKeyResult[objective] < 0 ? objective : objectives + Int(tree.parentKeyResult[objective])
    }
    var totals = [CompensatedSum](repeating: CompensatedSum(), count: objectives + count)
    var members = [Int](repeating: 0, count: objectives + count)
    for keyResult in 0..<count {
      let place = division(Int(objectiveOf[keyResult]))
      totals[place].add(weight[keyResult])
      members[place] += 1
    }
    // Own work of a parent key result is one more member of average weight.
    func shareOf(_ keyResult: Int, in place: Int, extra: Bool) -> Double {
      let total = totals[place].value
      let size = Double(members[place])
      let relative = total > 0 ? weight[keyResult] / total : 1 / size
      return extra ? relative * size / (size + 1) : relative
    }
    let order = (0..<count).sorted {
      let left = tree.depth[Int(objectiveOf[$0])]
      let right = tree.depth[Int(objectiveOf[$1])]
      return left == right ? $0 < $1 : left < right
    }
    var worth = [Double](repeating: 0, count: count)
    var part = worth
    for keyResult in order {
      let objective = Int(objectiveOf[keyResult])
      let parent = Int(tree.parentKeyResult[objective])
      let place = division(objective)
      if parent < 0 {
        worth[keyResult] = shareOf(keyResult, in: place, extra: false)
      } else {
        worth[keyResult] = worth[parent] * shareOf(keyResult, in: place, extra: hasOwnWork[parent])
      }
      let children = members[objectives + keyResult]
      part[keyResult] =
        children == 0 ? worth[keyResult] : hasOwnWork[keyResult] ? worth[keyResult] / Double(children + 1) : 0
    }
    self.part = part
    self.rootOf = objectiveOf.map { tree.rootOf[Int($0)] }
  }
}
