/// The tree from company objectives down to key results, with the edges that would close a cycle taken out.
///
/// An objective may serve one parent key result, which belongs to another objective. Following parents from any objective either
/// ends or runs into a cycle; of each cycle the parent edge of the objective with the smallest key is refused, and that objective
/// becomes a root. The answer does not depend on the order of rows as long as objectives are numbered by key.
public struct AlignmentTree: Sendable {
  /// Parent key result per objective after refusals, -1 for a root.
  public let parentKeyResult: [Int32]
  /// Objectives whose parent edge was refused because it closes a cycle, ascending.
  public let refused: [Int32]
  /// The root objective above each objective.
  public let rootOf: [Int32]
  /// Edges between an objective and its root.
  public let depth: [Int32]

  /// - Parameters:
  ///   - parentKeyResult: per objective, in order of keys: number of its parent key result, or -1.
  ///   - objectiveOf: per key result, the number of its objective.
  /// - Throws: `invalidIndex`.
  /// - Complexity: O(objectives).
  public init(parentKeyResult: [Int32], objectiveOf: [Int32]) throws(AttributionError) {
    let count = parentKeyResult.count
    for objective in objectiveOf where !(0..<count).contains(Int(objective)) {
      throw AttributionError(.invalidIndex, "objectiveOf")
    }
    for parent in parentKeyResult where parent != -1 && !objectiveOf.indices.contains(Int(parent)) {
      throw AttributionError(.invalidIndex, "parentKeyResult")
    }
    var parents = parentKeyResult
    var refused = [Int32]()
    // 0 unseen, 1 on the path being walked, 2 settled.
    var state = [UInt8](repeating: 0, count: count)
    for start in 0..<count where state[start] == 0 {
      var path = [Int]()
      var current = start
      while state[current] == 0 {
        state[current] = 1
        path.append(current)
        guard parents[current] >= 0 else { break }
        current = Int(objectiveOf[Int(parents[current])])
      }
      if state[current] == 1, parents[current] >= 0, let entry = path.firstIndex(of: current) {
        let smallest = path[entry...].min() ?? current
        parents[smallest] = -1
        refused.append(Int32(smallest))
      }
      for objective in path { state[objective] = 2 }
    }
    var rootOf = [Int32](repeating: -1, count: count)
    var depth = [Int32](repeating: 0, count: count)
    for start in 0..<count where rootOf[start] < 0 {
      var path = [start]
      while let last = path.last, parents[last] >= 0, rootOf[last] < 0 {
        path.append(Int(objectiveOf[Int(parents[last])]))
      }
      guard var above = path.last else { continue }
      if rootOf[above] < 0 { rootOf[above] = Int32(above) }
      for objective in path.dropLast().reversed() {
        rootOf[objective] = rootOf[above]
        depth[objective] = depth[above] + 1
        above = objective
      }
    }
    self.parentKeyResult = parents
    self.refused = refused.sorted()
    self.rootOf = rootOf
    self.depth = depth
  }
}
