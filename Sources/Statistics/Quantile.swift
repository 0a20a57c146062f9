/// How a quantile is read from n sorted values; names and numbers of Hyndman and Fan 1996.
public enum QuantileDefinition: Sendable {
  /// Type 1: the smallest value whose empirical distribution reaches p. Always one of the values.
  case inverseEmpirical
  /// Type 7: linear between order statistics at (n - 1) p. The default of R and NumPy.
  case linear
  /// Type 8: linear at (n + 1/3) p - 2/3; the median of the order statistic whatever the distribution.
  case medianUnbiased
}

/// The p-quantile of values that are already in ascending order.
///
/// - Parameters:
///   - p: a probability in [0, 1].
///   - sorted: ascending, none NaN.
/// - Returns: nil for no values or p outside [0, 1].
/// - Complexity: O(1).
public func quantile(_ p: Double, ofSorted sorted: [Double], as definition: QuantileDefinition = .linear) -> Double? {
  guard p >= 0, p <= 1, let first = sorted.first, let last = sorted.last else { return nil }
  let count = Double(sorted.count)
  let position: Double
  switch definition {
  case .inverseEmpirical:
    let index = Int((count * p).rounded(.up)) - 1
    return sorted[max(0, min(index, sorted.count - 1))]
  case .linear: position = (count - 1) * p
  case .medianUnbiased: position = (count + 1.0 / 3) * p - 2.0 / 3
  }
  if position <= 0 { return first }
  if position >= count - 1 { return last }
  let below = Int(position)
  let fraction = position - Double(below)
  return sorted[below] + fraction * (sorted[below + 1] - sorted[below])
}

/// The p-quantile of values in any order; see `quantile(_:ofSorted:as:)`.
/// - Complexity: O(n log n).
public func quantile(_ p: Double, of values: [Double], as definition: QuantileDefinition = .linear) -> Double? {
  quantile(p, ofSorted: values.sorted(), as: definition)
}

/// The middle value, or the mean of the two middle values; nil for none.
/// - Complexity: O(n log n).
public func median(_ values: [Double]) -> Double? { quantile(0.5, of: values, as: .linear) }
