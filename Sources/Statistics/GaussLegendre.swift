import Glibc

/// Nodes and weights of Gauss-Legendre quadrature on [0, 1].
///
/// n nodes integrate every polynomial of degree <= 2n - 1 without error but rounding. Nodes ascend; weights sum to 1.
/// Newton's iteration on the Legendre recurrence (Press et al., Numerical Recipes, gauleg).
public struct GaussLegendre: Sendable {
  public let nodes: [Double]
  public let weights: [Double]

  /// - Parameter count: number of nodes, at least 1.
  /// - Complexity: O(count^2).
  public init(count: Int) {
    precondition(count >= 1)
    var nodes = [Double](repeating: 0, count: count)
    var weights = nodes
    for k in 0..<(count + 1) / 2 {
      var x = cos(Double.pi * (Double(k) + 0.75) / (Double(count) + 0.5))
      var slope = 0.0
      for _ in 0..<100 {
        var previous = 1.0
        var current = x
        for degree in stride(from: 2, through: count, by: 1) {
          let j = Double(degree)
          (previous, current) = (current, ((2 * j - 1) * x * current - (j - 1) * previous) / j)
        }
        slope = Double(count) * (x * current - previous) / (x * x - 1)
        let step = current / slope
        x -= step
        if step.magnitude < 1e-16 { break }
      }
      if count % 2 == 1 && k == count / 2 { x = 0 }
      let weight = 1 / ((1 - x * x) * slope * slope)
      nodes[k] = (1 - x) / 2
      nodes[count - 1 - k] = (1 + x) / 2
      weights[k] = weight
      weights[count - 1 - k] = weight
    }
    self.nodes = nodes
    self.weights = weights
  }

  /// The fewest nodes that integrate a polynomial of the given degree exactly: ceil((degree + 1) / 2).
  public static func nodes(forDegree degree: Int) -> Int { max(1, (degree + 2) / 2) }

  /// The integral of f over [0, 1].
  public func integrate(_ f: (Double) -> Double) -> Double {
    var sum = CompensatedSum()
    for index in nodes.indices { sum.add(weights[index] * f(nodes[index])) }
    return sum.value
  }
}
