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
    var units: [Int64] = []
    units.reserveCapacity(parts.count)
    apportion(parts[...], total: total, onto: &units)
    return units
  }

  /// The same, behind what `units` holds.
  public static func apportion(_ parts: ArraySlice<Double>, total: Int64, onto units: inout [Int64]) {
    guard !parts.isEmpty else { return }
    let base = units.count
    var sum: Int64 = 0
    var candidates = 0
    for part in parts {
      let whole = Int64(exactly: (part * Double(one)).rounded(.down)) ?? 0
      units.append(whole)
      sum += whole
      if part != 0 { candidates += 1 }
    }
    var missing = total - sum
    guard missing != 0 else { return }
    // Parts of 0 stay 0 while there is any other.
    let all = candidates == 0
    let count = Int64(all ? parts.count : candidates)
    let each = missing / count
    if each != 0 {
      for (place, part) in parts.enumerated() where all || part != 0 { units[base + place] += each }
      missing -= each * count
    }
    guard missing != 0 else { return }
    if count <= 16 && parts.count <= 32 {
      spreadFew(parts, all, missing, base, &units)
    } else {
      spreadMany(parts, all, missing, base, &units)
    }
  }

  /// What a part has beyond whole units.
  private static func remainder(_ part: Double) -> Double {
    let scaled = part * Double(one)
    return scaled - scaled.rounded(.down)
  }

  /// A few parts need no sorting: the next in order is searched for each unit.
  private static func spreadFew(
    _ parts: ArraySlice<Double>, _ all: Bool, _ missing: Int64, _ base: Int, _ units: inout [Int64]
  ) {
    var remainders = [32 of Double](repeating: 0)
    var isCandidate: UInt32 = 0
    for (place, part) in parts.enumerated() {
      remainders[place] = remainder(part)
      if all || part != 0 { isCandidate |= 1 << UInt32(place) }
    }
    let first = isCandidate.trailingZeroBitCount
    for _ in 0..<missing.magnitude {
      var best = first
      for place in first..<parts.count where isCandidate >> UInt32(place) & 1 == 1 {
        if missing > 0 ? remainders[place] > remainders[best] : remainders[place] <= remainders[best] { best = place }
      }
      units[base + best] += missing.signum()
      remainders[best] = missing > 0 ? -1 : 2
    }
  }

  private static func spreadMany(
    _ parts: ArraySlice<Double>, _ all: Bool, _ missing: Int64, _ base: Int, _ units: inout [Int64]
  ) {
    let remainders = parts.map(remainder)
    var candidates = remainders.indices.filter { all || parts[parts.startIndex + $0] != 0 }
    if missing > 0 {
      candidates.sort { remainders[$0] == remainders[$1] ? $0 < $1 : remainders[$0] > remainders[$1] }
      for index in candidates.prefix(Int(missing)) { units[base + index] += 1 }
    } else {
      candidates.sort { remainders[$0] == remainders[$1] ? $0 > $1 : remainders[$0] < remainders[$1] }
      for index in candidates.prefix(Int(-missing)) { units[base + index] -= 1 }
    }
  }

  /// Rounds one value to units, half away from zero. Clamped to what Int64 holds; NaN gives 0.
  public static func rounded(_ value: Double) -> Int64 {
    let scaled = (value * Double(one)).rounded()
    return Int64(exactly: scaled) ?? (scaled > 0 ? Int64.max : scaled < 0 ? Int64.min : 0)
  }
}
