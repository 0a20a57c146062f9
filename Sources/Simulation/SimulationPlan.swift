/// What kind of company to draw.
public struct SimulationPlan: Sendable, Equatable {
  public var seed: UInt64
  /// Employees; about 0.6 key results for each.
  public var people: Int
  /// Part of the authors whose credit on record is planted wrong, [0, 1].
  public var prevalence: Double
  /// Part of the key results with peer ratings, [0, 1].
  public var peerCoverage: Double
  public var attack: Attack?
  /// Part of the key results that are attacked, [0, 1].
  public var attackShare: Double
  /// How its work, its records and its ratings come about.
  public var make: CompanyMake

  public init(
    seed: UInt64 = 1, people: Int = 300, prevalence: Double = 0.05, peerCoverage: Double = 0.7, attack: Attack? = nil,
    attackShare: Double = 0.1, make: CompanyMake = .standard
  ) {
    self.seed = seed
    self.people = max(12, people)
    self.prevalence = max(0, min(1, prevalence))
    self.peerCoverage = max(0, min(1, peerCoverage))
    self.attack = attack
    self.attackShare = max(0, min(1, attackShare))
    self.make = make
  }

  public var keyResults: Int { max(1, Int((Double(people) * 0.6 * make.keyResultsPerPerson).rounded(.down))) }
}

/// Ways to make oneself look better. The raw value is the name on the command line.
public enum Attack: String, CaseIterable, Sendable {
  /// Own tasks cut into five.
  case splitting
  /// Own efforts doubled.
  case inflating
  /// An approval without a word, at once, on everybody's tasks.
  case bulkApprovals = "bulk-approvals"
  /// Two people review all of each other's tasks with two comments.
  case reviewRing = "review-ring"
  /// Two raters give each other four times and everybody else a quarter.
  case collusion
  /// No ratings given.
  case silence
}
