/// What really happened in a drawn company: what estimates are judged by.
public struct SimulatedTruth: Sendable, Equatable {
  public struct KeyResult: Sendable, Equatable {
    public var id: String
    /// Everybody who contributed or is an author, in byte order.
    public var personIDs: [String]
    /// True shares, sum 1.
    public var shares: [Double]
    /// Credit on record, sum 1.
    public var credit: [Double]
    public var families: [String]
    /// Recorded acts of each person.
    public var acts: [Int]
    public var isRated: Bool
    /// Positions of the attackers; empty where nobody attacks.
    public var attackers: [Int]

    public init(
      id: String, personIDs: [String], shares: [Double], credit: [Double], families: [String], acts: [Int],
      isRated: Bool, attackers: [Int] = []
    ) {
      self.id = id
      self.personIDs = personIDs
      self.shares = shares
      self.credit = credit
      self.families = families
      self.acts = acts
      self.isRated = isRated
      self.attackers = attackers
    }
  }

  /// In byte order of ids.
  public var keyResults: [KeyResult]

  public init(keyResults: [KeyResult]) { self.keyResults = keyResults }

  /// Whether the credit of a person exceeds the margin of `over_credited`.
  public static func isOver(credit: Double, share: Double) -> Bool { credit > 1.5 * share && credit - share > 0.05 }

  /// Whether it falls short by the margin of `under_credited`.
  public static func isUnder(credit: Double, share: Double) -> Bool { share > 1.5 * credit && share - credit > 0.05 }
}
