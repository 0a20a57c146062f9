import Glibc

/// How one person's credit on record lies in the posterior of the person's share: what the findings are selected from.
///
/// Credit never enters the share. Here it meets it: for each size omega of error that credit records may have
/// (`errorScales`), how likely this credit is, and how likely the margins are given that size. `CreditGap` learns how common
/// each size is over the whole company, and only then is a probability of a finding right at every prevalence of errors.
public struct CreditComparison: Sendable, Equatable {
  /// Standard deviations of ln(credit / share) that are told apart.
  public static let errorScales = [0.1, 0.2, 0.4, 0.8, 1.6]

  /// Draws are spread by this factor in log share before they meet the credit: a wrong finding costs more than a missed one, and
  /// what all raters get wrong alike is in no residual.
  public static let caution = 1.1

  /// Credit on record, 0 for people who are not authors.
  public var credit: Double
  /// Likelihood of the credit at each error scale; empty where credit is 0 or fewer than 3 people take part.
  public var likelihood: [Double]
  /// P(credit > 1.5 share and credit - share > 0.05) at each error scale.
  public var over: [Double]
  /// P(share > 1.5 credit and share - credit > 0.05) at each error scale.
  public var under: [Double]
  /// The same probabilities from the posterior alone.
  public var plainOver: Double
  public var plainUnder: Double
  /// P(share > 0.05).
  public var material: Double

  public init(
    credit: Double, likelihood: [Double], over: [Double], under: [Double], plainOver: Double, plainUnder: Double,
    material: Double
  ) {
    self.credit = credit
    self.likelihood = likelihood
    self.over = over
    self.under = under
    self.plainOver = plainOver
    self.plainUnder = plainUnder
    self.material = material
  }

  /// - Complexity: O(draws x scales) for authors, O(draws) for others.
  init(_ draws: ShareDraws, person: Int, share headline: Double, credit: Double, compares: Bool) {
    let count = Double(draws.draws)
    material = Double(draws.count(of: person, above: 0.05)) / count
    self.credit = credit
    (likelihood, over, under) = ([], [], [])
    (plainOver, plainUnder) = (0, 0)
    guard compares, credit > 0 else { return }
    let scales = Self.errorScales
    var sums = [Double](repeating: 0, count: scales.count)
    var overs = sums
    var unders = sums
    let logCredit = log(max(credit, 1e-9) / max(headline, 1e-9))
    for draw in 0..<draws.draws {
      let drawn = Double(draws.share(person, draw))
      let away = Self.caution * log(max(drawn, 1e-9) / max(headline, 1e-9))
      let share = headline * exp(away)
      let isOver = credit > 1.5 * share && credit - share > 0.05
      let isUnder = share > 1.5 * credit && share - credit > 0.05
      if isOver { plainOver += 1 }
      if isUnder { plainUnder += 1 }
      let gap = logCredit - away
      // Each scale is twice the one before, so its density is a fourth power of the next: one exponential for all.
      let ratio = gap / scales[scales.count - 1]
      var power = exp(-0.5 * min(ratio * ratio, 700))
      for place in stride(from: scales.count - 1, through: 0, by: -1) {
        let value = power / scales[place] + 1e-12
        sums[place] += value
        if isOver { overs[place] += value }
        if isUnder { unders[place] += value }
        power *= power
        power *= power
      }
    }
    plainOver /= count
    plainUnder /= count
    likelihood = sums.map { $0 / count }
    over = zip(overs, sums).map { $0 / $1 }
    under = zip(unders, sums).map { $0 / $1 }
  }
}
