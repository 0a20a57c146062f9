/// How complete the record of a trial is: what a stopped exploration is paid by.
public struct LearningCompleteness: Sendable, Equatable {
  /// Seconds since 1970 UTC, nil where nothing is written down.
  public let hypothesisAt: Int64?
  public let resultAt: Int64?
  public let hasDecision: Bool
  /// Whether another key result used what was learned.
  public let isReused: Bool

  public init(hypothesisAt: Int64?, resultAt: Int64?, hasDecision: Bool, isReused: Bool) {
    self.hypothesisAt = hypothesisAt
    self.resultAt = resultAt
    self.hasDecision = hasDecision
    self.isReused = isReused
  }

  /// L in {0, 1/4, 1/2, 3/4, 1}: a quarter each for a hypothesis, a result, a decision and reuse.
  ///
  /// A hypothesis dated on or after its result was written to fit and counts for nothing.
  public var value: Double {
    var parts = 0
    if let hypothesisAt, resultAt.map({ hypothesisAt < $0 }) ?? true { parts += 1 }
    if resultAt != nil { parts += 1 }
    if hasDecision { parts += 1 }
    if isReused { parts += 1 }
    return Double(parts) / 4
  }

  /// The completeness of a key result with several records: that of the best one; 0 for none.
  public static func best(_ records: [LearningCompleteness]) -> Double { records.map(\.value).max() ?? 0 }
}
