import Glibc
import Statistics

/// Regression of evidence shares on peers' ratings within key results: E[share_i] = softmax_i(slope x_i + bias of i's family).
///
/// A Poisson pseudo-likelihood conditioned on each key result's total: consistent under any recording error of mean 1, with
/// no logarithm of an empty record, and weighted towards those whose shares matter (Santos Silva, Tenreyro 2006).
struct ConditionalLogit {
  /// Cells of one key result are consecutive; `start` has one entry more than there are key results.
  var start: [Int]
  var family: [Int]
  var families: Int
  /// Peers' value of each cell.
  var value: [Double]

  struct Fit {
    var slope: Double
    var bias: [Double]
    /// Expected evidence share per cell.
    var expected: [Double]
    /// Observed evidence share per cell.
    var observed: [Double]
    /// Deviance of this fit and of equal shares.
    var deviance: Double
    var nullDeviance: Double
    /// Information on the biases, by family (diagonal).
    var information: [Double]
  }

  /// Penalised fit by Newton's method: ridge 5 on the biases, none on the slope.
  ///
  /// - Parameters:
  ///   - worth: evidence per cell, >= 0.
  ///   - weight: one weight >= 0 per key result.
  /// - Complexity: O(rounds (cells + key results x families^2)).
  func fit(worth: [Double], weight: [Double], rounds: Int, slope: Double = 1.3) -> Fit {
    let size = families + 1
    var beta = [Double](repeating: 0, count: size)
    beta[0] = slope
    var expected = [Double](repeating: 0, count: value.count)
    var observed = expected
    var totals = [Double](repeating: 0, count: weight.count)
    for game in weight.indices {
      for cell in start[game]..<start[game + 1] { totals[game] += worth[cell] }
      guard totals[game] > 0 else { continue }
      for cell in start[game]..<start[game + 1] { observed[cell] = worth[cell] / totals[game] }
    }
    var hessian = Matrix(rows: size, columns: size)
    for round in 0...rounds {
      var gradient = [Double](repeating: 0, count: size)
      hessian = Matrix(rows: size, columns: size)
      for game in weight.indices where totals[game] > 0 && weight[game] > 0 {
        accumulate(game, beta, weight[game], observed, &expected, &gradient, &hessian)
      }
      guard round < rounds else { break }
      for place in 1..<size { gradient[place] -= 5 * beta[place] }
      for place in 0..<size { hessian[place, place] += place == 0 ? 1e-6 : 5 }
      guard let step = solveLinearSystem(hessian, gradient) else { break }
      for place in 0..<size { beta[place] += max(-0.7, min(0.7, step[place])) }
    }
    var deviance = CompensatedSum()
    var null = CompensatedSum()
    for game in weight.indices where totals[game] > 0 && weight[game] > 0 {
      let count = Double(start[game + 1] - start[game])
      for cell in start[game]..<start[game + 1] where observed[cell] > 0 {
        let share = observed[cell]
        deviance.add(weight[game] * share * (log(share) - log(max(expected[cell], 1e-12))))
        null.add(weight[game] * share * (log(share) + log(count)))
      }
    }
    let mean = beta.dropFirst().reduce(0, +) / Double(max(1, families))
    return Fit(
      slope: beta[0], bias: beta.dropFirst().map { $0 - mean }, expected: expected, observed: observed,
      deviance: deviance.value, nullDeviance: null.value,
      information: (1..<size).map { hessian[$0, $0] })
  }

  private func accumulate(
    _ game: Int, _ beta: [Double], _ weight: Double, _ observed: [Double], _ expected: inout [Double],
    _ gradient: inout [Double], _ hessian: inout Matrix
  ) {
    let cells = start[game]..<start[game + 1]
    var top = -Double.infinity
    for cell in cells {
      expected[cell] = beta[0] * value[cell] + beta[family[cell] + 1]
      top = max(top, expected[cell])
    }
    var sum = 0.0
    for cell in cells {
      expected[cell] = exp(expected[cell] - top)
      sum += expected[cell]
    }
    var mean = [Double](repeating: 0, count: beta.count)
    var crossed = mean
    var second = 0.0
    for cell in cells {
      let share = expected[cell] / sum
      expected[cell] = share
      let place = family[cell] + 1
      mean[0] += share * value[cell]
      mean[place] += share
      crossed[place] += share * value[cell]
      second += share * value[cell] * value[cell]
      let gap = weight * (observed[cell] - share)
      gradient[0] += gap * value[cell]
      gradient[place] += gap
    }
    hessian[0, 0] += weight * (second - mean[0] * mean[0])
    for row in 1..<beta.count where mean[row] > 0 {
      let mixed = weight * (crossed[row] - mean[0] * mean[row])
      hessian[0, row] += mixed
      hessian[row, 0] += mixed
      hessian[row, row] += weight * mean[row]
      for column in 1..<beta.count { hessian[row, column] -= weight * mean[row] * mean[column] }
    }
  }
}
