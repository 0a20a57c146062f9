import Statistics

/// Work done under several versions of one goal, pooled by delivered units, so that ending a goal never erases what it asked
/// for.
public struct VersionPool: Sendable {
  /// One piece of delivered work.
  public struct Item: Sendable {
    public let version: Int
    public let person: Int
    /// Units delivered, after any decay.
    public let units: Double

    public init(version: Int, person: Int, units: Double) {
      self.version = version
      self.person = person
      self.units = units
    }
  }

  /// Part of each version, sum 1.
  public let versionWeights: [Double]
  /// Share of each person, sum 1: the weighted mean of the versions' own shares.
  public let shares: [Double]

  /// - Returns: nil without units.
  /// - Throws: `invalidIndex`, `invalidWeight`, `overflow`.
  /// - Complexity: O(items).
  public init?(versions: Int, people: Int, items: [Item]) throws(AttributionError) {
    var byVersion = [CompensatedSum](repeating: CompensatedSum(), count: versions)
    var byPerson = [CompensatedSum](repeating: CompensatedSum(), count: people)
    for item in items {
      guard (0..<versions).contains(item.version), (0..<people).contains(item.person) else {
        throw AttributionError(.invalidIndex, "items")
      }
      guard item.units >= 0, item.units.isFinite else { throw AttributionError(.invalidWeight, "items.units") }
      byVersion[item.version].add(item.units)
      byPerson[item.person].add(item.units)
    }
    let total = compensatedSum(byVersion.map(\.value))
    guard total.isFinite else { throw AttributionError(.overflow, "items.units") }
    guard total > 0 else { return nil }
    versionWeights = byVersion.map { $0.value / total }
    shares = byPerson.map { $0.value / total }
  }
}
