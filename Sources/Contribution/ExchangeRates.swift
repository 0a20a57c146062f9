/// What one unit of each channel is worth in units of authored work: one set for the whole company.
public struct ExchangeRates: Sendable, Equatable {
  /// One finite rate >= 0 per channel, in the order of `Channel.allCases`.
  public let rates: [Double]

  /// Rates until something can be learned: printed in every report, with a sensitivity line at +-50 %.
  public static let policy = ExchangeRates(
    authored: 1, review: 0.5, help: 1, unblocking: 0.1, goalAuthoring: 1, checkIn: 0.25, learning: 2, thanks: 0.5)

  public init(
    authored: Double, review: Double, help: Double, unblocking: Double, goalAuthoring: Double, checkIn: Double,
    learning: Double, thanks: Double
  ) {
    rates = [authored, review, help, unblocking, goalAuthoring, checkIn, learning, thanks]
  }

  /// Rates given in channel order; nil unless there is one finite rate >= 0 for each channel.
  public init?(_ rates: [Double]) {
    guard rates.count == Channel.count, rates.allSatisfy({ $0.isFinite && $0 >= 0 }) else { return nil }
    self.rates = rates
  }

  public subscript(channel: Channel) -> Double { rates[channel.index] }
}
