import Glibc

/// How one person's credit on record lies in the posterior of the person's share: what the findings are selected from.
///
/// Credit never enters the share. Here it meets it: for each size omega of error that credit records may have
/// (`errorScales`), how likely this credit is, and how likely the margins are given that size. `CreditGap` learns how common
/// each size is over the whole company, and only then is a probability of a finding right at every prevalence of errors.
public struct CreditComparison: Sendable, Equatable {
  /// Standard deviations of ln(credit / share) that are told apart.
  public static let errorScales = [0.1, 0.2, 0.4, 0.8, 1.6]

  /// Draws are spread by these factors in log share before they meet the credit; `CreditGap` learns where between them the company lies.
  ///
  /// The least is above 1: a wrong finding costs more than a missed one, and what all raters get wrong alike is in no residual.
  public static let cautions = [1.03, 1.4, 1.8]

  /// The same for whether a share is worth mentioning at all: people who are no authors have no credit from which a company's own
  /// caution could be learned, and they mostly helped less than the prior expects of a member.
  public static let materialCaution = 1.3

  /// What one caution makes of the credit.
  public struct View: Sendable, Equatable {
    /// Likelihood of the credit at each error scale; empty where credit is 0 or fewer than 3 people take part.
    public var likelihood: [Double] = []
    /// P(credit > 1.5 share and credit - share > 0.05) at each error scale.
    public var over: [Double] = []
    /// P(share > 1.5 credit and share - credit > 0.05) at each error scale.
    public var under: [Double] = []
    /// The same probabilities from the posterior alone.
    public var plainOver = 0.0
    public var plainUnder = 0.0

    public init() {}
  }

  /// Credit on record, 0 for people who are not authors.
  public var credit: Double
  /// One a caution, in the order of `cautions`; empty where there is nothing to compare.
  public var views: [View]
  /// ln(credit) less the mean of ln(share), and the variance of ln(share), before any caution.
  public var gap: Double
  public var variance: Double
  /// P(share > 0.05), draws spread by `materialCaution` first.
  public var material: Double

  public init(credit: Double, views: [View], gap: Double, variance: Double, material: Double) {
    self.credit = credit
    self.views = views
    self.gap = gap
    self.variance = variance
    self.material = material
  }

  /// - Complexity: O(draws x scales x cautions) for authors, O(draws) for others.
  init(_ draws: ShareDraws, person: Int, share headline: Double, credit: Double, compares: Bool) {
    let count = Double(draws.draws)
    // Spread in log share about the headline: the bound moves instead of every draw.
    let bound = headline > 0 ? headline * pow(0.05 / headline, 1 / Self.materialCaution) : 0.05
    material = Double(draws.count(of: person, above: Float(bound))) / count
    self.credit = credit
    views = []
    (gap, variance) = (0, 0)
    guard compares, credit > 0 else { return }
    let logCredit = log(max(credit, 1e-9) / max(headline, 1e-9))
    var away: [Double] = []
    away.reserveCapacity(draws.draws)
    var (sum, squares) = (0.0, 0.0)
    for draw in 0..<draws.draws {
      let value = log(max(Double(draws.share(person, draw)), 1e-9) / max(headline, 1e-9))
      away.append(value)
      sum += value
      squares += value * value
    }
    gap = logCredit - sum / count
    variance = max(0, squares / count - sum * sum / (count * count))
    views = Self.cautions.map { View(away, caution: $0, logCredit: logCredit, credit: credit, share: headline) }
  }

  /// What a caution between two of `cautions` makes of the credit, in proportion; nil where there is nothing to compare.
  public func view(at caution: Double) -> View? {
    guard views.count == Self.cautions.count, let first = views.first, !first.likelihood.isEmpty else { return nil }
    guard let next = Self.cautions.firstIndex(where: { $0 >= caution }) else { return views.last }
    guard next > 0 else { return first }
    let (low, high) = (views[next - 1], views[next])
    let part = (caution - Self.cautions[next - 1]) / (Self.cautions[next] - Self.cautions[next - 1])
    func between(_ left: Double, _ right: Double) -> Double { left + part * (right - left) }
    var view = View()
    view.likelihood = zip(low.likelihood, high.likelihood).map(between)
    view.over = zip(low.over, high.over).map(between)
    view.under = zip(low.under, high.under).map(between)
    view.plainOver = between(low.plainOver, high.plainOver)
    view.plainUnder = between(low.plainUnder, high.plainUnder)
    return view
  }
}

extension CreditComparison.View {
  /// - Parameter away: ln(draw / share), one a draw.
  init(_ away: [Double], caution: Double, logCredit: Double, credit: Double, share: Double) {
    let scales = CreditComparison.errorScales
    var sums = [Double](repeating: 0, count: scales.count)
    var overs = sums
    var unders = sums
    // The margins are bounds of the drawn share.
    let least = min(credit / 1.5, credit - 0.05)
    let overBound = least > 0 ? log(least / max(share, 1e-9)) : -.infinity
    let underBound = log(max(1.5 * credit, credit + 0.05) / max(share, 1e-9))
    for draw in away {
      let move = caution * draw
      let isOver = move < overBound
      let isUnder = move > underBound
      if isOver { plainOver += 1 }
      if isUnder { plainUnder += 1 }
      // Each scale is twice the one before, so its density is a fourth power of the next: one exponential for all.
      let ratio = (logCredit - move) / scales[scales.count - 1]
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
    let count = Double(away.count)
    plainOver /= count
    plainUnder /= count
    likelihood = sums.map { $0 / count }
    over = zip(overs, sums).map { $0 / $1 }
    under = zip(unders, sums).map { $0 / $1 }
  }
}
