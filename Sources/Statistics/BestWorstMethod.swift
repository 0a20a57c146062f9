/// Weights from comparisons with the best and the worst criterion (Rezaei 2016, linear model, Omega 64).
///
/// Minimises xi with |w_best - a_Bj w_j| <= xi and |w_j - a_jW w_worst| <= xi, sum w = 1, w >= 0: for a panel that states
/// what a unit of one channel is worth in units of another.
public struct BestWorstMethod: Sendable {
  public let weights: [Double]
  /// 0 when the comparisons are consistent; larger means less reliable weights.
  public let inconsistency: Double

  /// - Parameters:
  ///   - bestToOthers: how many times the best criterion counts more than each, >= 1, 1 at `best`.
  ///   - othersToWorst: how many times each counts more than the worst, >= 1, 1 at `worst`.
  /// - Returns: nil for comparisons that are not finite and > 0.
  public init?(bestToOthers: [Double], othersToWorst: [Double], best: Int, worst: Int) {
    let count = bestToOthers.count
    guard count == othersToWorst.count, (0..<count).contains(best), (0..<count).contains(worst),
      (bestToOthers + othersToWorst).allSatisfy({ $0 > 0 && $0.isFinite })
    else { return nil }
    // Variables: the weights, then xi.
    var program = LinearProgram(minimising: [Double](repeating: 0, count: count) + [1])
    func bound(_ plus: Int, _ minus: Int, _ factor: Double) {
      guard plus != minus else { return }
      var row = [Double](repeating: 0, count: count + 1)
      row[plus] = 1
      row[minus] = -factor
      row[count] = -1
      program.require(row, atMost: 0)
      row[plus] = -1
      row[minus] = factor
      program.require(row, atMost: 0)
    }
    for criterion in 0..<count {
      bound(best, criterion, bestToOthers[criterion])
      bound(criterion, worst, othersToWorst[criterion])
    }
    program.require([Double](repeating: 1, count: count) + [0], equals: 1)
    guard let solution = program.solve() else { return nil }
    weights = Array(solution.x.prefix(count))
    inconsistency = solution.x[count]
  }
}
