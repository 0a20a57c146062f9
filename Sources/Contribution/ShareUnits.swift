/// Shares as integers: units of 1e-9, so that the published shares of a key result sum to exactly 1.
///
/// Source: largest remainder (Hamilton) apportionment; Balinski, Young 1982, Fair Representation.
public enum ShareUnits {
  /// Units in a share of 1.
  public static let one: Int64 = 1_000_000_000

  /// Rounds parts so that they sum to exactly `total` units.
  ///
  /// Each part is floored to units; the units that are left go to the largest remainders, ties to the lower index.
  /// Parts may be negative (steps of an explanation). If the parts' sum is away from the total by more than one unit per part,
  /// the difference is spread the same way, so the caller should pass parts that already sum to `total / 1e9` up to rounding.
  ///
  /// - Parameter parts: finite values as fractions of 1.
  /// - Returns: one integer a part, sum exactly `total`; a part that is exactly 0 stays 0 while any other part is not.
  /// - Complexity: O(n log n).
  public static func apportion(_ parts: [Double], total: Int64 = one) -> [Int64] {
    guard !parts.isEmpty else { return [] }
    var units: [Int64] = []
    units.reserveCapacity(parts.count)
    var remainders: [Double] = []
    remainders.reserveCapacity(parts.count)
    var sum: Int64 = 0
    for part in parts {
      let scaled = part * Double(one)
      let floor = scaled.rounded(.down)
      let whole = Int64(exactly: floor) ?? 0
      units.append(whole)
      remainders.append(scaled - floor)
      sum += whole
    }
    var missing = total - sum
    guard missing != 0 else { return units }
    var candidates = parts.indices.filter { parts[$0] != 0 }
    if candidates.isEmpty { candidates = Array(parts.indices) }
    let count = Int64(candidates.count)
    let each = missing / count
    if each != 0 {
      for index in candidates { units[index] += each }
      missing -= each * count
    }
    if candidates.count <= 16 {
      // A few parts need no sorting: the next in order is searched for each unit.
      for _ in 0..<missing.magnitude {
        var best = candidates[0]
        for index in candidates {
          if missing > 0 ? remainders[index] > remainders[best] : remainders[index] <= remainders[best] { best = index }
        }
        units[best] += missing.signum()
        remainders[best] = missing > 0 ? -1 : 2
      }
    } else if missing > 0 {
      candidates.sort { remainders[$0] == remainders[$1] ? $0 < $1 : remainders[$0] > remainders[$1] }
      for index in candidates.prefix(Int(missing)) { units[index] += 1 }
    } else if missing < 0 {
      candidates.sort { remainders[$0] == remainders[$1] ? $0 > $1 : remainders[$0] < remainders[$1] }
      for index in candidates.prefix(Int(-missing)) { units[index] -= 1 }
    }
    return units
  }

  /// Rounds one value to units, half away from zero. Clamped to what Int64 holds; NaN gives 0.
  public static func rounded(_ value: Double) -> Int64 {
    let scaled = (value * Double(one)).rounded()
    return Int64(exactly: scaled) ?? (scaled > 0 ? Int64.max : scaled < 0 ? Int64.min : 0)
  }
}
