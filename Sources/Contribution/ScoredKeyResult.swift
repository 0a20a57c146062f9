/// Everything that is published about one key result.
public struct ScoredKeyResult: Sendable {
  public var keyResultID: String
  public var kind: ObjectiveKind
  /// Company-wide numbers of its people, ascending.
  public var people: [Int32]
  /// One estimate a model that answered, in the order of `ModelName.allCases`.
  public var estimates: [Estimate]
  /// The model whose shares the reports lead with; nil where no model answered.
  public var headline: ModelName?
  /// The acts that weigh most, ordered by person, then weight.
  public var acts: [WeighedAct]
  /// Steps of the consensus in the order of people, then steps; empty without a consensus.
  public var steps: [ConsensusStep]
  /// Pot that is divided, in the company's units of weight; nil where it is unknown.
  public var value: Double?
  /// Part of the way from baseline to target, in [0, 1.2]; nil where nothing was measured.
  public var attainment: Double?
  /// Part of the expected evidence that is on record, in [0, 1].
  public var coverage: Double?
  /// Largest Aitchison distance between an instrument and the headline, >= 0.
  public var disagreement: Double?
  /// Why nothing may be judged here; nil where it may.
  public var notJudged: String?
  public var diagnostics: [Diagnostic]

  public init(keyResultID: String, kind: ObjectiveKind, people: [Int32]) {
    self.keyResultID = keyResultID
    self.kind = kind
    self.people = people
    estimates = []
    acts = []
    steps = []
    diagnostics = []
  }

  /// The estimate of one model; nil where it abstained or was not asked.
  public func estimate(_ model: ModelName) -> Estimate? { estimates.first { $0.model == model } }

  /// One recorded act and its part of a share.
  public struct WeighedAct: Sendable, Equatable {
    /// Index into `people`.
    public var person: Int32
    public var channel: Channel
    public var table: SourceTable
    /// Number of the row in the company's list of its table.
    public var source: Int32
    /// Part of the evidence share, in [0, 1].
    public var amount: Double

    public init(person: Int32, channel: Channel, table: SourceTable, source: Int32, amount: Double) {
      self.person = person
      self.channel = channel
      self.table = table
      self.source = source
      self.amount = amount
    }
  }

  /// One step of the explanation of a consensus share.
  public struct ConsensusStep: Sendable, Equatable {
    /// Index into `people`.
    public var person: Int32
    public var step: String
    /// What the step adds, in [-1, 1]; a person's steps sum to the share.
    public var amount: Double

    public init(person: Int32, step: String, amount: Double) {
      self.person = person
      self.step = step
      self.amount = amount
    }
  }
}
