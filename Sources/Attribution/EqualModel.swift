public import Contribution

/// Everybody on the key result holds the same share: 1/n.
///
/// Reads no evidence; the yardstick that every other model must beat.
/// - Complexity: O(n).
public struct EqualModel: ShareModel {
  public let name = ModelName.equal

  public init() {}

  public func estimate(_ records: KeyResultRecords) throws(AttributionError) -> Estimate {
    let people = records.people.count
    if let trivial = Estimate.trivial(name, people: people, hasEvidence: true, []) { return trivial }
    return Estimate(model: name, shares: [Double](repeating: 1 / Double(people), count: people))
  }
}
