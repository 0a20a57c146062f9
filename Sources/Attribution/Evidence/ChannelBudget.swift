import Contribution
import Statistics

/// Declared parts of a key result's worth by channel, to protect channels of low volume.
///
/// Pi_c = (1 - g) U_c / U + g pi_c, where U_c are the channel's valued units, U their sum and pi the declared budget divided
/// by its sum over channels with evidence: a budget without evidence goes to the others.
/// Source: models.md, section 1.
public struct ChannelBudget: Sendable, Equatable {
  /// Declared budget by channel, in channel order, each finite and >= 0.
  public let declared: [Double]
  /// g in [0, 1]: how far the declaration counts; 1/2 unless said otherwise.
  public let pull: Double

  /// - Throws: code `invalidParameter`.
  public init(declared: [Double], pull: Double = 0.5) throws(AttributionError) {
    guard declared.count == Channel.count, declared.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw AttributionError(.invalidParameter, "declared")
    }
    guard pull >= 0, pull <= 1 else { throw AttributionError(.invalidParameter, "pull") }
    self.declared = declared
    self.pull = pull
  }

  /// The weight of each channel; channels without units get 0.
  ///
  /// Works for any list of channels of the same length as the budget.
  static func weights(units: [Double], declared: [Double], pull: Double) -> [Double] {
    let total = compensatedSum(units)
    let active = zip(units, declared).map { $0 > 0 ? $1 : 0 }
    let budget = compensatedSum(active)
    // Nothing declared for any channel with evidence: the volume alone decides.
    let pull = budget > 0 ? pull : 0
    return zip(units, active).map { (1 - pull) * $0 / total + (budget > 0 ? pull * $1 / budget : 0) }
  }
}
