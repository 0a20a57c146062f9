/// How far findings about credit can be trusted: false share and power against the true margins.
public struct FindingEvaluation: Sendable, Equatable {
  /// One published finding of kind over_credited or under_credited.
  public struct Claim: Sendable, Equatable {
    public var keyResultID: String
    public var personID: String
    /// true for over_credited, false for under_credited.
    public var isOver: Bool
    /// true for state `flag`, false for `watch`.
    public var isFlag: Bool

    public init(keyResultID: String, personID: String, isOver: Bool, isFlag: Bool) {
      self.keyResultID = keyResultID
      self.personID = personID
      self.isOver = isOver
      self.isFlag = isFlag
    }
  }

  /// Authors whose credit is beyond the margins in truth.
  public var errors: Int
  public var flags: Int
  public var falseFlags: Int
  /// Watches include flags: everything that people are asked to look at.
  public var watches: Int
  public var falseWatches: Int

  public var falseShareOfFlags: Double { flags == 0 ? 0 : Double(falseFlags) / Double(flags) }
  public var falseShareOfWatches: Double { watches == 0 ? 0 : Double(falseWatches) / Double(watches) }
  public var powerOfFlags: Double { errors == 0 ? 0 : Double(flags - falseFlags) / Double(errors) }
  public var powerOfWatches: Double { errors == 0 ? 0 : Double(watches - falseWatches) / Double(errors) }

  /// - Complexity: O(people + claims).
  public init(_ truth: SimulatedTruth, _ claims: [Claim]) {
    var margins: [String: (over: Bool, under: Bool)] = [:]
    errors = 0
    for game in truth.keyResults {
      for (place, person) in game.personIDs.enumerated() where game.credit[place] > 0 {
        let over = SimulatedTruth.isOver(credit: game.credit[place], share: game.shares[place])
        let under = SimulatedTruth.isUnder(credit: game.credit[place], share: game.shares[place])
        margins[game.id + "\n" + person] = (over, under)
        errors += over || under ? 1 : 0
      }
    }
    (flags, falseFlags, watches, falseWatches) = (0, 0, 0, 0)
    for claim in claims {
      let margin = margins[claim.keyResultID + "\n" + claim.personID] ?? (false, false)
      let isRight = claim.isOver ? margin.over : margin.under
      watches += 1
      falseWatches += isRight ? 0 : 1
      if claim.isFlag {
        flags += 1
        falseFlags += isRight ? 0 : 1
      }
    }
  }
}

/// What an attack gained its authors.
public struct AttackGain: Sendable, Equatable {
  public var model: String
  public var attackers: Int
  /// (sum of attackers' shares with the attack) / (without) - 1.
  public var gain: Double
  /// The same over attacked key results with peer ratings, where two instruments exist; nil where there is none.
  public var gainWhereRated: Double?

  /// - Parameters:
  ///   - partners: how many of `attackers` act: 1 for splitting, inflating, bulk approvals, silence; 2 for rings and collusion.
  ///   - before: share of (key result, person) without the attack.
  ///   - after: the same with it.
  public init(
    model: String, _ truth: SimulatedTruth, partners: Int, before: (String, String) -> Double?,
    after: (String, String) -> Double?
  ) {
    self.model = model
    attackers = 0
    var sums = (0.0, 0.0)
    var rated = (0.0, 0.0)
    for game in truth.keyResults {
      for place in game.attackers.prefix(partners) {
        guard let old = before(game.id, game.personIDs[place]), let new = after(game.id, game.personIDs[place]) else {
          continue
        }
        attackers += 1
        sums = (sums.0 + old, sums.1 + new)
        if game.isRated { rated = (rated.0 + old, rated.1 + new) }
      }
    }
    gain = sums.0 > 0 ? sums.1 / sums.0 - 1 : 0
    gainWhereRated = rated.0 > 0 ? rated.1 / rated.0 - 1 : nil
  }
}
