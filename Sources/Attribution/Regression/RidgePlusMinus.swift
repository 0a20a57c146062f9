public import Statistics

/// Regularised adjusted plus-minus: effects of people on outcomes that many of them had a part in.
///
/// beta = (X'WX + lambda I)^-1 X'Wy. Context for leadership, never a share: people who always work together cannot be told apart,
/// and ridge then halves what they did. Source: Sill 2010, Improved NBA adjusted +/- using regularization.
public struct RidgePlusMinus: Sendable {
  public let effects: [Double]
  /// trace of X (X'WX + lambda I)^-1 X'W for the dense fit; nil for the sparse one.
  public let effectiveDegreesOfFreedom: Double?
  /// Relative residual of the sparse solver; 0 for the dense one.
  public let relativeResidual: Double

  /// The dense fit.
  /// - Throws: `lengthMismatch`, `invalidWeight`, `invalidParameter` unless lambda > 0.
  /// - Complexity: O(rows people^2 + people^3).
  public init(design: Matrix, outcomes: [Double], weights: [Double], lambda: Double) throws(AttributionError) {
    try Self.check(design.rows, design.values, outcomes, weights, lambda)
    let people = design.columns
    var normal = Matrix(rows: people, columns: people)
    var right = [Double](repeating: 0, count: people)
    for row in 0..<design.rows {
      for i in 0..<people {
        let scaled = weights[row] * design[row, i]
        right[i] += scaled * outcomes[row]
        for j in 0..<people { normal[i, j] += scaled * design[row, j] }
      }
    }
    let plain = normal
    for i in 0..<people { normal[i, i] += lambda }
    guard let factor = Cholesky(normal) else { throw AttributionError(.invalidParameter, "lambda") }
    effects = factor.solve(right)
    let hat = factor.inverse.multiplied(by: plain)
    effectiveDegreesOfFreedom = compensatedSum((0..<people).map { hat[$0, $0] })
    relativeResidual = 0
  }

  /// The sparse fit, by conjugate gradients on the normal equations without forming them.
  /// - Throws: as the dense fit.
  /// - Complexity: O(iterations x entries).
  public init(
    design: SparseMatrix, outcomes: [Double], weights: [Double], lambda: Double, tolerance: Double = 1e-10
  ) throws(AttributionError) {
    try Self.check(design.rows, design.values, outcomes, weights, lambda)
    var diagonal = [Double](repeating: lambda, count: design.columns)
    for row in 0..<design.rows {
      for entry in design.starts[row]..<design.starts[row + 1] {
        diagonal[Int(design.columnOf[entry])] += weights[row] * design.values[entry] * design.values[entry]
      }
    }
    let right = design.transposeMultiplied(by: zip(outcomes, weights).map { $0 * $1 })
    let solution = conjugateGradient(right: right, diagonal: diagonal, tolerance: tolerance) { x in
      let fitted = design.multiplied(by: x)
      var product = design.transposeMultiplied(by: zip(fitted, weights).map { $0 * $1 })
      for index in product.indices { product[index] += lambda * x[index] }
      return product
    }
    effects = solution.x
    effectiveDegreesOfFreedom = nil
    relativeResidual = solution.relativeResidual
  }

  private static func check(
    _ rows: Int, _ values: [Double], _ outcomes: [Double], _ weights: [Double], _ lambda: Double
  ) throws(AttributionError) {
    guard outcomes.count == rows, weights.count == rows else { throw AttributionError(.lengthMismatch, "outcomes") }
    guard values.allSatisfy(\.isFinite), outcomes.allSatisfy(\.isFinite),
      weights.allSatisfy({ $0 >= 0 && $0.isFinite })
    else { throw AttributionError(.invalidWeight, "outcomes") }
    guard lambda > 0, lambda.isFinite else { throw AttributionError(.invalidParameter, "lambda") }
  }
}
