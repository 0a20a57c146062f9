import Statistics

/// Shapley values of coverage games on an undirected graph: who matters when others may be missing.
///
/// Source: Michalak, Aadithya, Szczepanski, Ravindran, Jennings 2013, Efficient computation of the Shapley value for game-theoretic
/// network centrality, games 1 and 2.
public struct ShapleyCentrality: Sendable {
  private let neighbours: [[Int]]

  /// - Parameter edges: undirected pairs; repeated pairs and loops are ignored.
  /// - Throws: `invalidIndex`.
  public init(nodes: Int, edges: [(Int, Int)]) throws(AttributionError) {
    var sets = [Set<Int>](repeating: [], count: nodes)
    for (first, second) in edges {
      guard (0..<nodes).contains(first), (0..<nodes).contains(second) else {
        throw AttributionError(.invalidIndex, "edges")
      }
      guard first != second else { continue }
      sets[first].insert(second)
      sets[second].insert(first)
    }
    neighbours = sets.map { $0.sorted() }
  }

  /// Game 1: a coalition covers itself and its neighbours. phi_i = sum over i and its neighbours of 1 / (1 + degree).
  /// - Complexity: O(edges).
  public var fringe: [Double] {
    neighbours.indices.map { node in
      compensatedSum(([node] + neighbours[node]).map { 1 / Double(1 + neighbours[$0].count) })
    }
  }

  /// Game 2: a coalition covers itself and everybody with at least k neighbours in it.
  ///
  /// phi_i = min(1, k / (1 + deg i)) + sum over neighbours j of max(0, (deg j - k + 1) / (deg j (1 + deg j))).
  /// - Parameter neighboursNeeded: k >= 1.
  /// - Complexity: O(edges).
  public func covered(neighboursNeeded: Int) -> [Double] {
    let k = Double(max(1, neighboursNeeded))
    return neighbours.indices.map { node in
      var sum = CompensatedSum()
      sum.add(min(1, k / Double(1 + neighbours[node].count)))
      for other in neighbours[node] {
        let degree = Double(neighbours[other].count)
        sum.add(max(0, (degree - k + 1) / (degree * (1 + degree))))
      }
      return sum.value
    }
  }

  /// Betweenness: for each node the part of shortest paths between other pairs that run through it, summed over pairs.
  ///
  /// Source: Brandes 2001, A faster algorithm for betweenness centrality (unweighted).
  /// - Complexity: O(nodes x edges).
  public var betweenness: [Double] {
    let count = neighbours.count
    var result = [CompensatedSum](repeating: CompensatedSum(), count: count)
    for source in 0..<count {
      var distance = [Int](repeating: -1, count: count)
      var paths = [Double](repeating: 0, count: count)
      var order = [source]
      distance[source] = 0
      paths[source] = 1
      var head = 0
      while head < order.count {
        let node = order[head]
        head += 1
        for next in neighbours[node] {
          if distance[next] < 0 {
            distance[next] = distance[node] + 1
            order.append(next)
          }
          if distance[next] == distance[node] + 1 { paths[next] += paths[node] }
        }
      }
      var dependency = [Double](repeating: 0, count: count)
      for node in order.reversed() {
        for previous in neighbours[node] where distance[previous] == distance[node] - 1 {
          dependency[previous] += paths[previous] / paths[node] * (1 + dependency[node])
        }
        // Each unordered pair is seen from both ends.
        if node != source { result[node].add(dependency[node] / 2) }
      }
    }
    return result.map(\.value)
  }
}
