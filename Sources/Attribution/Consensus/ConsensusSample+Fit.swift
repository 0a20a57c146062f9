public import Contribution
import Glibc
import Statistics

extension ConsensusSample {
  /// Everything company-wide that the consensus needs; see `CompanyFit`.
  ///
  /// With ratings: rates, recording bias and loading by regressing evidence shares on peers' values (`ConditionalLogit`), the
  /// variances by moments. Without: policy rates, no bias, and the spread of evidence divided in a fixed proportion. Spot checks then move
  /// rates and bias from there (`SpotCheckCalibration`).
  ///
  /// - Parameters:
  ///   - policy: rates to start from and to fall back to.
  ///   - choices: what may be learned.
  /// - Complexity: O(cells) times a few hundred passes, cells <= 2 x `limit`.
  public func fit(policy: ExchangeRates = .policy, choices: FitChoices = FitChoices()) -> CompanyFit {
    var rated = rated
    var unrated = unrated
    _ = Self.prune(&rated, limit)
    _ = Self.prune(&unrated, limit)
    let check = EffortCheck((rated + unrated).map(\.efforts))
    for place in rated.indices where choices.checksEfforts {
      rated[place].efforts.apply(check.moves(rated[place].efforts))
    }
    for place in unrated.indices where choices.checksEfforts {
      unrated[place].efforts.apply(check.moves(unrated[place].efforts))
    }
    var fit = CompanyFit.policy(rates: policy)
    fit.weighsRatings = choices.weighsRatings
    fit.checksEfforts = choices.checksEfforts
    fit.effortVariance = check.withinVariance
    fit.effortSpread = check.betweenVariance
    if let panel = RatedPanel(rated, policy: policy, choices: choices) {
      panel.learn(&fit, policy: policy, learnsRates: choices.learnsRates)
      SpotCheckCalibration(rated + unrated, fit)?.refine(&fit, choices: choices)
      return fit
    }
    let spread = Self.evidenceSpread(rated + unrated, rates: policy.rates, dispersion: fit.dispersion)
    if let spread {
      fit.contributionVariance = 1.8 * spread
      fit.recordingVariance = 0.2 * spread
    }
    SpotCheckCalibration(rated + unrated, fit)?.refine(&fit, choices: choices)
    return fit
  }

  /// ln(1 + squared coefficient of variation) of evidence within key results, beyond counting noise; at least 0.1.
  private static func evidenceSpread(_ members: [Member], rates: [Double], dispersion: Double) -> Double? {
    var sum = CompensatedSum()
    var weights = CompensatedSum()
    for member in members {
      let evidence = EvidenceReading(
        sums: member.sums, squares: member.squares, rates: rates, dispersion: dispersion)
      guard evidence.total > 0 else { continue }
      let count = Double(member.people.count)
      let mean = evidence.total / count
      var noise = 0.0
      for person in member.people.indices { noise += evidence.worth[person] * evidence.size[person] }
      noise /= evidence.total * mean
      let weight = 1 / ((noise + 0.5) * (noise + 0.5))
      for worth in evidence.worth {
        let gap = worth / mean - 1
        sum.add(weight * (gap * gap / (1 - 1 / count) - noise))
        weights.add(weight)
      }
    }
    guard weights.value > 0 else { return nil }
    return max(0.1, log1p(max(0.1, sum.value / weights.value)))
  }
}
