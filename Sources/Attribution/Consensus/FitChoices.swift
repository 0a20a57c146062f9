/// What a company fit may use: all of it, but for measuring what each part is worth.
public struct FitChoices: Sendable, Equatable {
  /// Whether exchange rates may move away from policy.
  public var learnsRates = true
  /// Whether job families may record differently.
  public var learnsBias = true
  /// Whether ratings that contradict the others, or the records, count for less.
  public var weighsRatings = true
  /// Whether stated efforts are held against the number of tasks.
  public var checksEfforts = true

  public init() {}
}
