public import Contribution

/// What the consensus says about one key result.
public struct ConsensusEstimate: Sendable, Equatable {
  /// Shares with 90 % credible intervals and diagnostics.
  public var estimate: Estimate
  /// Why each share is what it is: a person's steps sum to the share within 1e-9.
  public var steps: Steps
  /// Root mean square gap of log shares between the headline and the instrument farthest from it (Aitchison distance / sqrt(n)).
  public var disagreement: Double
  public var state: State
  /// Shares by the records alone and by peers alone, on the headline's footing; peers empty where nobody rated.
  public var evidenceShares: [Double]
  public var peerShares: [Double]
  /// Part of the people with any recorded act or rating, in [0, 1].
  public var coverage: Double
  /// How the credit on record compares with the posterior, one entry per person; for the findings.
  public var comparisons: [CreditComparison]

  public init(
    estimate: Estimate, steps: Steps, disagreement: Double, state: State, evidenceShares: [Double],
    peerShares: [Double], coverage: Double, comparisons: [CreditComparison]
  ) {
    self.estimate = estimate
    self.steps = steps
    self.disagreement = disagreement
    self.state = state
    self.evidenceShares = evidenceShares
    self.peerShares = peerShares
    self.coverage = coverage
    self.comparisons = comparisons
  }

  public enum State: Sendable, Equatable {
    case judged
    case notJudged(Reason)
  }

  /// Why a key result is scored but not judged: raw values are stored.
  public enum Reason: String, Sendable, CaseIterable {
    case onePerson = "one_person"
    case twoPeople = "two_people"
    case noEvidence = "no_evidence"
    case lowCoverage = "low_coverage"
    case modelsDiffer = "models_differ"
    case incompleteEvidence = "incomplete_evidence"
  }

  /// One row per person and step that is not 0, ordered by person, then step.
  public struct Steps: Sendable, Equatable {
    public var person: [Int32] = []
    public var step: [ConsensusStep] = []
    public var amount: [Double] = []

    public var count: Int { person.count }
    public init() {}
  }
}

/// One step on the way from an equal share to the consensus share. `name` is what tables store.
public enum ConsensusStep: Sendable, Equatable, Hashable {
  /// 1/n.
  case equalStart
  /// More or less recorded in this channel than the average member.
  case channel(Channel)
  /// Stated efforts beyond what is usual count in part.
  case effortCheck
  /// The person's job leaves more or fewer traces than others.
  case recordingBias
  case peers
  case spotChecks
  /// Towards what is usual where little is recorded.
  case shrinkage

  public var name: String {
    switch self {
    case .equalStart: "equal_start"
    case .channel(let channel): channel.rawValue
    case .effortCheck: "effort_check"
    case .recordingBias: "recording_bias"
    case .peers: "peers"
    case .spotChecks: "spot_checks"
    case .shrinkage: "shrinkage"
    }
  }
}
