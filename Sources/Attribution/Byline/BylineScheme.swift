import Statistics

/// Credit by rank on a byline: only for an explicitly ranked list of authors, never for a team.
public enum BylineScheme: String, Sendable, CaseIterable {
  /// 1/n each (Price 1981).
  case fractional
  /// (1/i) / sum of 1/k (Hodge, Greenberg 1981; Hagen 2008).
  case harmonic
  /// 2 (n + 1 - i) / (n (n + 1)) (Van Hooydonk 1997).
  case arithmetic
  /// 2^(n-i) / (2^n - 1) (Egghe 2000).
  case geometric
  /// (1/n) sum over j >= i of 1/j: the A-index with all ranks distinct (Stallings et al. 2013).
  case aIndex = "a_index"

  /// Shares from the first author to the last, sum 1; empty for no authors.
  ///
  /// Up to 36 authors numerators and denominators are whole numbers below 2^53, so every share is the double nearest to the exact
  /// fraction; above, it is right to a few ulp.
  /// - Complexity: O(n).
  public func shares(authors: Int) -> [Double] {
    guard authors > 0 else { return [] }
    let n = Double(authors)
    switch self {
    case .fractional: return [Double](repeating: 1 / n, count: authors)
    case .harmonic:
      let unit = Self.commonMultiple(authors)
      let numerators = (1...authors).map { unit / Double($0) }
      let total = compensatedSum(numerators)
      return numerators.map { $0 / total }
    case .arithmetic: return (1...authors).map { 2 * (n + 1 - Double($0)) / (n * (n + 1)) }
    case .geometric:
      return (1...authors).map { rank in
        // 2^(n-i) / (2^n - 1), divided through by 2^n where that would overflow.
        authors < 53
          ? Double(sign: .plus, exponent: authors - rank, significand: 1)
            / (Double(sign: .plus, exponent: authors, significand: 1) - 1)
          : Double(sign: .plus, exponent: -rank, significand: 1)
      }
    case .aIndex:
      let unit = Self.commonMultiple(authors)
      var tail = CompensatedSum()
      var shares = [Double]()
      for rank in stride(from: authors, through: 1, by: -1) {
        tail.add(unit / Double(rank))
        shares.append(tail.value / (n * unit))
      }
      return shares.reversed()
    }
  }

  /// The A-index with tied groups: each member of the k-th group gets (1/m) sum over j >= k of 1/(c_1 + ... + c_j).
  ///
  /// - Parameter groupSizes: sizes from the most important group on, each >= 1.
  /// - Returns: credit of one member per group.
  /// - Throws: `invalidParameter` for an empty group.
  /// Source: Stallings et al. 2013, Determining scientific impact using a collaboration index.
  public static func aIndex(groupSizes: [Int]) throws(AttributionError) -> [Double] {
    guard groupSizes.allSatisfy({ $0 >= 1 }) else { throw AttributionError(.invalidParameter, "groupSizes") }
    var cumulative = [Double]()
    for size in groupSizes { cumulative.append((cumulative.last ?? 0) + Double(size)) }
    var tail = CompensatedSum()
    var credit = [Double]()
    for total in cumulative.reversed() {
      tail.add(1 / total)
      credit.append(tail.value / Double(groupSizes.count))
    }
    return credit.reversed()
  }

  /// The least common multiple of 1 ... n while n times it stays below 2^53, else 1.
  private static func commonMultiple(_ count: Int) -> Double {
    guard count <= 36 else { return 1 }
    var multiple = 1
    for value in stride(from: 2, through: count, by: 1) {
      var (a, b) = (multiple, value)
      while b != 0 { (a, b) = (b, a % b) }
      multiple = multiple / a * value
    }
    return Double(multiple)
  }
}
