/// The answer of an iterative solver with what it cost and how far it got.
public struct IterativeSolution: Sendable {
  public let x: [Double]
  public let iterations: Int
  /// |b - A x| / |b|, as the recurrence carries it.
  public let relativeResidual: Double
}

/// Solves A x = b for a symmetric positive definite A given by its product, by conjugate gradients (Hestenes, Stiefel 1952)
/// with a diagonal preconditioner.
///
/// Deterministic: it starts at 0 and stops by residual or count, never by time.
/// - Parameters:
///   - diagonal: the diagonal of A, each > 0.
///   - tolerance: stops when |residual| <= tolerance |b|.
///   - limit: most iterations.
/// - Complexity: O(iterations) products.
public func conjugateGradient(
  right: [Double], diagonal: [Double], tolerance: Double = 1e-12, limit: Int = 1000,
  multiply: ([Double]) -> [Double]
) -> IterativeSolution {
  precondition(right.count == diagonal.count)
  let size = right.count
  var x = [Double](repeating: 0, count: size)
  let norm = dotProduct(right, right).squareRoot()
  if norm == 0 { return IterativeSolution(x: x, iterations: 0, relativeResidual: 0) }
  var residual = right
  var scaled = [Double](repeating: 0, count: size)
  for index in 0..<size { scaled[index] = residual[index] / diagonal[index] }
  var direction = scaled
  var rho = dotProduct(residual, scaled)
  var relative = 1.0
  var iteration = 0
  while iteration < limit && relative > tolerance {
    let product = multiply(direction)
    let curvature = dotProduct(direction, product)
    guard curvature > 0 else { break }
    let step = rho / curvature
    for index in 0..<size {
      x[index] += step * direction[index]
      residual[index] -= step * product[index]
      scaled[index] = residual[index] / diagonal[index]
    }
    let next = dotProduct(residual, scaled)
    let ratio = next / rho
    rho = next
    for index in 0..<size { direction[index] = scaled[index] + ratio * direction[index] }
    relative = dotProduct(residual, residual).squareRoot() / norm
    iteration += 1
  }
  return IterativeSolution(x: x, iterations: iteration, relativeResidual: relative)
}
