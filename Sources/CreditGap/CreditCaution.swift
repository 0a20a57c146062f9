import Attribution
import Glibc
import Statistics

/// How much wider than its posterior a share has to be read before it meets the credit: learned from all authors of the company.
///
/// What all raters get wrong alike, or copy from the records, is in no residual of records and ratings. Credit on record is a third
/// look at the same work: where the core of ln(credit / share) is wider than posteriors and ordinary imprecision of credit explain,
/// either credit is imprecise everywhere or shares are, and nobody is accused on either ground. Gross errors of credit are cut off
/// before. Only findings use it: shares and intervals never see credit.
struct CreditCaution {
  /// Where peers rated, and where records speak alone.
  let rated: Double
  let unrated: Double

  /// Variance of ln(credit) around the truth where nothing is wrong.
  static let ordinary = 0.0144
  /// Ratio of spreads from which caution grows; honest posteriors show 0.68 to 0.85 in simulation.
  static let usual = 0.8
  /// Power of the ratio to usual.
  static let steepness = 2.0
  /// Authors' worth of weight that the usual ratio has.
  static let weight = 20.0

  /// - Complexity: O(authors log authors).
  init(_ subjects: [CreditSubject]) {
    let known = subjects.filter { $0.state == .judged && !CreditFindings.isEqual($0) }
    rated = Self.learn(known.filter { !$0.peerShares.isEmpty })
    unrated = Self.learn(known.filter(\.peerShares.isEmpty))
  }

  /// A value between the least and the largest of `CreditComparison.cautions`.
  func of(_ subject: CreditSubject) -> Double { subject.peerShares.isEmpty ? unrated : rated }

  private static func learn(_ subjects: [CreditSubject]) -> Double {
    var ratios: [Double] = []
    for subject in subjects {
      let authors = subject.comparisons.filter { !$0.views.isEmpty }
      // Credits sum to 1: one that is wrong moves all others, and the median not much.
      guard authors.count >= 3, let middle = median(authors.map(\.gap)) else { continue }
      ratios += authors.map { abs($0.gap - middle) / ($0.variance + ordinary).squareRoot() }
    }
    let (least, most) = (CreditComparison.cautions.first ?? 1, CreditComparison.cautions.last ?? 1)
    guard let first = median(ratios) else { return least }
    var ratio = first / 0.6745
    for _ in 0..<4 {
      // Half of normal values within 2.5 standard deviations lie within 0.6636.
      ratio = (median(ratios.filter { $0 <= 2.5 * ratio }) ?? 0) / 0.6636
    }
    let count = Double(ratios.count)
    let settled = (count * ratio + weight * usual) / (count + weight)
    return max(least, min(most, least * pow(settled / usual, steepness)))
  }
}
