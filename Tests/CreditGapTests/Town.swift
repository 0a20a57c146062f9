import Attribution
import Contribution
import Glibc
import Statistics

@testable import CreditGap

/// Hand-made subjects of four people each; person 0 is the one under test.
enum Town {
  static func findings(_ subjects: [CreditSubject], _ history: FindingHistory = FindingHistory()) -> [Finding] {
    CreditFindings(subjects).findings(subjects, history: history)
  }

  /// A posterior that is log-normal around `share`, as 200 even quantiles.
  static func comparison(credit: Double, share: Double, spread: Double = 0.15) -> CreditComparison {
    let draws = (0..<200).map { min(0.999, share * exp(spread * normalQuantile((Double($0) + 0.5) / 200))) }
    let views = CreditComparison.cautions.map { caution in
      view(credit: credit, draws: draws.map { share * exp(caution / 1.1 * log($0 / share)) })
    }
    let material = Double(draws.count { $0 > 0.05 }) / 200
    return CreditComparison(
      credit: credit, views: credit > 0 ? views : [], gap: log(max(credit, 1e-9) / share), variance: spread * spread,
      material: material)
  }

  private static func view(credit: Double, draws: [Double]) -> CreditComparison.View {
    let scales = CreditComparison.errorScales
    var view = CreditComparison.View()
    view.likelihood = [Double](repeating: 0, count: scales.count)
    (view.over, view.under) = (view.likelihood, view.likelihood)
    for draw in draws {
      let isOver = credit > 1.5 * draw && credit - draw > 0.05
      let isUnder = draw > 1.5 * credit && draw - credit > 0.05
      view.plainOver += isOver ? 0.005 : 0
      view.plainUnder += isUnder ? 0.005 : 0
      for (place, scale) in scales.enumerated() {
        let ratio = log(max(credit, 1e-9) / draw) / scale
        let value = exp(-0.5 * ratio * ratio) / scale + 1e-12
        view.likelihood[place] += value / 200
        view.over[place] += isOver ? value / 200 : 0
        view.under[place] += isUnder ? value / 200 : 0
      }
    }
    view.over = zip(view.over, view.likelihood).map { $0 / $1 }
    view.under = zip(view.under, view.likelihood).map { $0 / $1 }
    return view
  }

  static func keyResult(_ id: String, credit: Double, share: Double) -> CreditSubject {
    let restShare = (1 - share) / 3
    let restCredit = (1 - credit) / 3
    let shares = [share, restShare, restShare, restShare]
    let estimate = ConsensusEstimate(
      estimate: Estimate(model: .consensus, shares: shares), steps: ConsensusEstimate.Steps(), disagreement: 0,
      state: .judged, evidenceShares: shares, peerShares: shares, coverage: 1,
      comparisons: [comparison(credit: credit, share: share)]
        + (0..<3).map { comparison(credit: restCredit * (1 + 0.02 * Double($0)), share: restShare) })
    return CreditSubject(
      keyResultID: id, personIDs: (0..<4).map { "\(id)-\($0)" }, scored: estimate, acts: [12, 12, 12, 12],
      isAuthor: [true, true, true, true])
  }

  static func honest(_ count: Int) -> [CreditSubject] {
    (0..<count).map { index in
      let share = 0.15 + 0.005 * Double(index % 30)
      return keyResult("h\(index)", credit: share * (0.95 + 0.1 * Double(index % 2)), share: share)
    }
  }
}
