public import Contribution
import Statistics

/// The key results that the company fit is learned from: a sample that merges to the same result in any order.
///
/// Key results are ranked by the stable hash of their id; kept are the first ones up to `limit` people, apart for
/// key results with peer ratings and for those without. What is dropped here would be dropped from the whole as well, so
/// shards can be read in any order, merged in any order, and give the same fit to the last bit.
/// A company within the limits is used whole.
public struct ConsensusSample: Sendable {
  /// Most people (counted per key result) that are kept with ratings, and the same number without.
  public let limit: Int
  var rated: [Member] = []
  var unrated: [Member] = []
  private var ratedPeople = 0
  private var unratedPeople = 0

  struct Member: Sendable {
    let rank: UInt64
    let id: String
    let people: [Int32]
    let family: [Int16]
    var efforts: StatedEfforts
    let ratings: KeyResultRecords.Ratings
    let spotChecks: KeyResultRecords.SpotChecks

    var sums: [Double] { efforts.sums }
    var squares: [Double] { efforts.squares }
  }

  public init(limit: Int = 60_000) { self.limit = max(1, limit) }

  /// Takes in one key result. Key results of fewer than 2 people say nothing and are left out.
  /// - Complexity: O(people x channels + ratings), amortised.
  public mutating func add(_ records: KeyResultRecords, _ units: EvidenceUnits) {
    let count = records.people.count
    guard count >= 2, units.people == count else { return }
    let member = Member(
      rank: stableHash(records.keyResultID), id: records.keyResultID, people: records.people.number,
      family: records.people.family, efforts: StatedEfforts(units), ratings: records.ratings,
      spotChecks: records.spotChecks)
    if records.ratings.count >= 3 {
      rated.append(member)
      ratedPeople += count
      if ratedPeople > 2 * limit { ratedPeople = Self.prune(&rated, limit) }
    } else {
      unrated.append(member)
      unratedPeople += count
      if unratedPeople > 2 * limit { unratedPeople = Self.prune(&unrated, limit) }
    }
  }

  /// Takes in what another reader of other key results found.
  public mutating func merge(_ other: ConsensusSample) {
    rated += other.rated
    unrated += other.unrated
    ratedPeople = Self.prune(&rated, limit)
    unratedPeople = Self.prune(&unrated, limit)
  }

  /// Sorted by rank and cut where the people exceed the limit; the member that crosses it is still kept.
  static func prune(_ members: inout [Member], _ limit: Int) -> Int {
    members.sort { $0.rank == $1.rank ? $0.id < $1.id : $0.rank < $1.rank }
    var people = 0
    var kept = 0
    for member in members {
      guard people < limit else { break }
      people += member.people.count
      kept += 1
    }
    members.removeLast(members.count - kept)
    return people
  }
}
