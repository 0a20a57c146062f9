public import Contribution

/// Where the figures of a page come from: its footer.
public struct RunStamp: Sendable, Equatable {
  public var runID: String
  /// ISO 8601 with offset, nil before publishing.
  public var publishedAt: String?
  /// SHA-256 over the run's result rows, as the registry of runs keeps it; nil before publishing.
  public var resultDigest: String?
  /// The end of the chain of decisions when the page was made; nil for a page without one.
  public var decisionLog: DecisionLog?
  public var configurationHash: String
  public var seed: String
  public var models: [ModelName]
  public var engineVersion: String
  /// First and last day of the data that was read, ISO 8601.
  public var firstDay: String
  public var lastDay: String
  /// Whether shares come with 90 % credible intervals.
  public var hasIntervals: Bool
  /// Marks a page about an invented company.
  public var isFictional: Bool

  /// The end of the chain of decisions, appeals and audit events: noted on paper, it shows later whether the chain is still the same.
  public enum DecisionLog: Sendable, Equatable {
    case end(entries: Int, digest: String)
    /// Somebody removed the end of the chain.
    case missing
  }

  public init(
    runID: String, publishedAt: String?, resultDigest: String? = nil, decisionLog: DecisionLog? = nil,
    configurationHash: String, seed: String, models: [ModelName], engineVersion: String, firstDay: String,
    lastDay: String, hasIntervals: Bool, isFictional: Bool = false
  ) {
    self.runID = runID
    self.publishedAt = publishedAt
    self.resultDigest = resultDigest
    self.decisionLog = decisionLog
    self.configurationHash = configurationHash
    self.seed = seed
    self.models = models
    self.engineVersion = engineVersion
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.hasIntervals = hasIntervals
    self.isFictional = isFictional
  }
}
