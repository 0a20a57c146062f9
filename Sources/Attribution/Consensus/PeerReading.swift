import Contribution
import Glibc
import Statistics

/// What peers say about each person of one key result: a robust two-way fit of log ratings.
///
/// y_ab = r_a + p_b + error, with r the leniency of rater a and p the contribution of ratee b, mean of p over rated people 0.
/// Weights are refitted until they settle: a rating far from the fit counts less (4 s^2 / e^2 beyond 2 s), a rater
/// whose ratings miss throughout counts less, and two people who lift each other above the fit count less the more they do. While
/// weights are found, the records count as one more rater, so that in a small team the raters that agree with them win;
/// the last fit leaves the records out, so that both instruments stay independent. Ratings at the ceiling of the scale are read as
/// "this much or more" (`CeilingRatings`).
struct PeerReading: Sendable {
  /// p_i; 0 where nobody rated.
  let value: [Double]
  /// Effective number of raters of i, 0 where nobody rated.
  let raters: [Double]
  /// Weighted squared residuals and their degrees of freedom, for the company's rater variance.
  let squares: Double
  let freedom: Double
  /// Residuals scaled by sqrt(ratings / freedom), for the company's robust scale.
  let scaledResiduals: [Double]

  /// - Parameters:
  ///   - scale: variance of a rating around the fit; nil fits once without weights.
  ///   - evidence: reading of the records at policy rates, or nil.
  ///   - form: how raters write down what they think.
  /// - Returns: nil for fewer than 3 raters or fewer than 3 rated people: too few to tell anything apart.
  /// - Complexity: O(ratings), about 100 passes.
  init?(
    _ ratings: KeyResultRecords.Ratings, people: [Int32], scale: Double?, evidence: EvidenceReading?, form: RatingForm
  ) {
    let count = people.count
    guard ratings.count >= 3, let table = RatingTable(ratings, people: people, form: form) else { return nil }
    var weights = [Double](repeating: 1, count: table.count)
    let spread = scale ?? CeilingRatings.usualScale
    var fit = table.fit(weights, start: nil, evidence: nil, scale: spread, passes: 25)
    if let scale {
      let anchor = evidence.flatMap { Anchor($0, scale: scale) }
      for round in 0..<14 {
        if round > 0 { fit = table.fit(weights, start: fit, evidence: anchor, scale: spread, passes: 6) }
        weights = table.weights(fit, scale: scale)
      }
      fit = table.fit(weights, start: fit, evidence: nil, scale: spread, passes: 12)
    }
    var raters = [Double](repeating: 0, count: count)
    // A rating tells of its ratee only what the same rater's other ratings leave of it, once they have set the rater's leniency.
    var given = [Double](repeating: 0, count: table.raters)
    let worth = fit.information.isEmpty ? weights : zip(weights, fit.information).map { $0 * $1 }
    for index in 0..<table.count { given[table.rater[index]] += worth[index] }
    for index in 0..<table.count {
      let weight = worth[index]
      raters[table.ratee[index]] += weight * (1 - weight / max(given[table.rater[index]], 1e-9))
    }
    let ratees = Double(table.isRated.count { $0 })
    for person in 0..<count where ratees > 1 { raters[person] /= 1 - 1 / ratees }
    var rated = 0
    var level = 0.0
    for person in 0..<count where table.isRated[person] {
      raters[person] = max(raters[person], 0.05)
      rated += 1
      level += fit.contribution[person]
    }
    guard rated >= 3 else { return nil }
    level /= Double(rated)
    var value = fit.contribution
    for person in 0..<count { value[person] = table.isRated[person] ? value[person] - level : 0 }
    let residuals = table.residuals(fit)
    let freedom = Double(max(0, table.count - table.raters - rated + 1))
    var squares = 0.0
    var weight = 0.0
    for index in 0..<table.count {
      let unknown = fit.variance.isEmpty ? 0 : fit.variance[index]
      squares += weights[index] * (residuals[index] * residuals[index] + unknown)
      weight += weights[index]
    }
    let stretch = freedom > 0 ? (Double(table.count) / freedom).squareRoot() : 0
    self.value = value
    self.raters = raters
    self.squares = squares
    self.freedom = freedom * weight / Double(table.count)
    self.scaledResiduals = freedom > 0 ? residuals.map { abs($0) * stretch } : []
  }

  /// The records as one more rater: p_i ~ loading x ln(worth), precise where there are many acts.
  struct Anchor {
    let value: [Double]
    let weight: [Double]

    init?(_ evidence: EvidenceReading, scale: Double) {
      guard evidence.total > 0 else { return nil }
      let loading = 0.5
      value = zip(evidence.acts, evidence.size).map { loading * (digamma($0 + 0.5) + log($1)) }
      weight = evidence.acts.map { 2 * scale / (loading * loading * (trigamma($0 + 0.5) + 0.3)) }
    }
  }
}
