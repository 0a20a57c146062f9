/// One model's answer for one key result.
public struct Estimate: Sendable, Equatable {
  public var model: ModelName
  /// One share per person in the order of the records: in [0, 1], sum 1 up to rounding. Empty where the model abstains.
  public var shares: [Double]
  /// 90 % credible interval per person, empty where the model states none.
  public var intervals: [Interval]
  /// What the shares are made of; empty where the model has no additive explanation.
  public var pieces: Pieces
  public var diagnostics: [Diagnostic]

  public init(
    model: ModelName, shares: [Double], intervals: [Interval] = [], pieces: Pieces = Pieces(),
    diagnostics: [Diagnostic] = []
  ) {
    self.model = model
    self.shares = shares
    self.intervals = intervals
    self.pieces = pieces
    self.diagnostics = diagnostics
  }

  /// Whether the model gave an answer at all. Abstaining is a valid answer.
  public var isAnswer: Bool { !shares.isEmpty }

  /// A 90 % credible interval of a share: 0 <= low <= high <= 1.
  public struct Interval: Sendable, Equatable {
    public var low: Double
    public var high: Double

    public init(low: Double, high: Double) {
      self.low = low
      self.high = high
    }
  }

  /// Exact amounts by person and channel; a person's amounts sum to the person's share. Ordered by person, then channel.
  public struct Pieces: Sendable, Equatable {
    public var person: [Int32] = []
    public var channel: [Channel] = []
    /// Number of recorded acts behind the amount.
    public var acts: [Int32] = []
    /// Part of the share, in [0, 1].
    public var amount: [Double] = []

    public var count: Int { person.count }
    public init() {}
  }
}
