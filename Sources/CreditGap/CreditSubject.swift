public import Attribution
import Contribution

/// One scored key result, as far as findings about credit need it. All arrays are by person in the order of the records.
public struct CreditSubject: Sendable {
  public var keyResultID: String
  public var personIDs: [String]
  public var shares: [Double]
  public var comparisons: [CreditComparison]
  public var state: ConsensusEstimate.State
  /// Shares by records and by peers; empty where the instrument is silent.
  public var evidenceShares: [Double]
  public var peerShares: [Double]
  /// Recorded acts of any kind.
  public var acts: [Int]
  public var isAuthor: [Bool]
  public var circumstances: [Circumstance]
  /// People that `keeping` left out, and their recorded acts.
  private var leftOut = (people: 0, acts: 0)

  /// People of the key result, also those left out.
  public var teamSize: Int { personIDs.count + leftOut.people }

  /// Recorded acts of the key result, also of people left out.
  public var totalActs: Int { acts.reduce(0, +) + leftOut.acts }

  /// Whether it is a trial whose learning is on record: what was dropped in it is no sign of too little contribution.
  public var isTrialWithLearning = false

  public init(
    keyResultID: String, personIDs: [String], scored: ConsensusEstimate, acts: [Int], isAuthor: [Bool],
    circumstances: [Circumstance] = []
  ) {
    self.keyResultID = keyResultID
    self.personIDs = personIDs
    shares = scored.estimate.shares
    comparisons = scored.comparisons
    state = scored.state
    evidenceShares = scored.evidenceShares
    peerShares = scored.peerShares
    self.acts = acts
    self.isAuthor = isAuthor
    self.circumstances = circumstances.isEmpty ? personIDs.map { _ in Circumstance() } : circumstances
  }

  /// The same with some of its people: a company of a million cells keeps only those about whom there can be a finding.
  public func keeping(_ isKept: (_ person: Int) -> Bool) -> CreditSubject {
    let kept = personIDs.indices.filter(isKept)
    guard kept.count < personIDs.count else { return self }
    var copy = self
    copy.personIDs = kept.map { personIDs[$0] }
    copy.shares = kept.map { shares[$0] }
    copy.comparisons = kept.map { comparisons[$0] }
    copy.evidenceShares = evidenceShares.isEmpty ? [] : kept.map { evidenceShares[$0] }
    copy.peerShares = peerShares.isEmpty ? [] : kept.map { peerShares[$0] }
    copy.acts = kept.map { acts[$0] }
    copy.isAuthor = kept.map { isAuthor[$0] }
    copy.circumstances = kept.map { circumstances[$0] }
    copy.leftOut = (teamSize - kept.count, totalActs - copy.acts.reduce(0, +))
    return copy
  }

  /// What the data know about a person's presence and job that could explain a gap innocently.
  public struct Circumstance: Sendable, Equatable {
    /// Part of the key result's life on leave, [0, 1].
    public var leave: Double
    /// Part of the key result's life before joining or after leaving, [0, 1].
    public var away: Double
    /// Mean allocation while there, (0, 1].
    public var allocation: Double
    /// Recording bias of the job family (`CompanyFit.recordingBias`): negative where work leaves few traces.
    public var recordingBias: Double
    /// Whether another record may be the same person, so that credit and evidence may lie on two of them.
    public var mayBeDuplicate: Bool

    public init(
      leave: Double = 0, away: Double = 0, allocation: Double = 1, recordingBias: Double = 0,
      mayBeDuplicate: Bool = false
    ) {
      self.mayBeDuplicate = mayBeDuplicate
      self.leave = leave
      self.away = away
      self.allocation = allocation
      self.recordingBias = recordingBias
    }
  }
}
