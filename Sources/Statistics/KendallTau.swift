/// Kendall's tau-b of two rankings (Kendall 1945), in [-1, 1]; ties count for neither side.
///
/// nil when either list is constant or shorter than 2: there is no order to compare.
/// - Complexity: O(n^2), meant for the members of one key result.
public func kendallTau(_ left: [Double], _ right: [Double]) -> Double? {
  precondition(left.count == right.count)
  var agreement = 0
  var leftPairs = 0
  var rightPairs = 0
  for first in left.indices {
    for second in stride(from: first + 1, to: left.count, by: 1) {
      let a = left[first] < left[second] ? -1 : left[first] > left[second] ? 1 : 0
      let b = right[first] < right[second] ? -1 : right[first] > right[second] ? 1 : 0
      agreement += a * b
      leftPairs += a * a
      rightPairs += b * b
    }
  }
  guard leftPairs > 0, rightPairs > 0 else { return nil }
  return Double(agreement) / (Double(leftPairs) * Double(rightPairs)).squareRoot()
}
