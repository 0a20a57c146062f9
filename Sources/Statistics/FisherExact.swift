/// Fisher's exact test of a 2 x 2 table, two-sided (Fisher 1934): how often a table at least as unlikely comes about by chance.
///
/// Rows are two groups, columns yes and no. With all margins fixed the first cell is hypergeometric; the p-value is the sum
/// of the probabilities that do not exceed the observed one by more than 1e-7 of it, the rule of R's `fisher.test`. In (0, 1];
/// 1 where a margin is 0. Probabilities come from ratios of neighbours, relative to the most likely table, so nothing underflows
/// that would count. Says nothing of how large a difference is: show the rates beside it.
///
/// - Parameters:
///   - yes: members of the group who have it, at least 0.
///   - of: all members of the group.
///   - otherYes: members of the other group who have it.
///   - ofOthers: all members of the other group.
/// - Complexity: O(smallest margin).
public func fisherExact(yes: Int, of group: Int, otherYes: Int, ofOthers others: Int) -> Double {
  precondition((0...group).contains(yes) && (0...others).contains(otherYes))
  let column = yes + otherYes
  let lowest = max(0, column - others)
  let highest = min(column, group)
  /// Probability of `value + 1` over that of `value`.
  func ratio(_ value: Int) -> Double {
    Double(group - value) * Double(column - value) / (Double(value + 1) * Double(others - column + value + 1))
  }
  // The mode is where the ratio passes 1.
  var mode = lowest
  while mode < highest, ratio(mode) > 1 { mode += 1 }
  var weights = [Double](repeating: 0, count: highest - lowest + 1)
  weights[mode - lowest] = 1
  for value in stride(from: mode, to: highest, by: 1) {
    weights[value + 1 - lowest] = weights[value - lowest] * ratio(value)
  }
  for value in stride(from: mode, to: lowest, by: -1) {
    weights[value - 1 - lowest] = weights[value - lowest] / ratio(value - 1)
  }
  let limit = weights[yes - lowest] * (1 + 1e-7)
  var total = CompensatedSum()
  var unlikely = CompensatedSum()
  for weight in weights {
    total.add(weight)
    if weight <= limit { unlikely.add(weight) }
  }
  return min(1, unlikely.value / total.value)
}

/// Holm's correction of p-values for being many (Holm 1979): with it, the chance of one false alarm or more stays below the level.
///
/// The k-th smallest of n is multiplied by n - k + 1, never falls below its predecessor, and ends at 1. Order is kept.
/// Holds under any dependence of the tests.
/// - Complexity: O(n log n).
public func holmAdjusted(_ values: [Double]) -> [Double] {
  var adjusted = values
  var largest = 0.0
  let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  for (rank, place) in order.enumerated() {
    largest = max(largest, min(1, values[place] * Double(values.count - rank)))
    adjusted[place] = largest
  }
  return adjusted
}
