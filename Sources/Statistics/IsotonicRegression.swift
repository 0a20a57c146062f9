/// The non-decreasing sequence nearest to the values in weighted least squares, by pooling adjacent violators
/// (Ayer et al. 1955).
///
/// - Parameters:
///   - values: in the order of the explaining variable; pool its ties first.
///   - weights: one per value, > 0.
/// - Complexity: O(n).
public func isotonicRegression(_ values: [Double], weights: [Double]) -> [Double] {
  precondition(values.count == weights.count)
  var means = [Double]()
  var sizes = [Double]()
  var counts = [Int]()
  for (value, weight) in zip(values, weights) {
    means.append(value)
    sizes.append(weight)
    counts.append(1)
    while means.count > 1 && means[means.count - 2] > means[means.count - 1] {
      let mean = means.removeLast()
      let size = sizes.removeLast()
      let count = counts.removeLast()
      let last = means.count - 1
      means[last] = (means[last] * sizes[last] + mean * size) / (sizes[last] + size)
      sizes[last] += size
      counts[last] += count
    }
  }
  return zip(means, counts).flatMap { [Double](repeating: $0, count: $1) }
}
