public import Contribution
import Glibc
import Statistics

/// What colleagues say, made robust against leniency, collusion and self-interest.
///
/// A two-way fit ln points = r_a + p_b (see `RobustTwoWayFit`) in which a rater counts for more when the ratings agree with the
/// records. Own ratings never reach the own share: with people i and claimants l, s_i of claimant l is the softmax of the fit without
/// the ratings of i and l, and l holds what is left of 1; the share is the mean over claimants (rotating residual claimant, de
/// Clippel, Moulin, Tideman 2008), so a silent or a strategic rater gains exactly nothing, unless somebody's mean falls below 0 and is cut. With more than
/// `exactPeople` people only i's own ratings are left out and shares are divided by their sum: own ratings then move the own share by
/// less than 1 % of it.
/// Abstains with `too_few_raters` unless at least 3 raters compared two people and at least 4 people take part. Publish only
/// aggregates over at least 4 raters.
/// Source: models.md, section 3.
public struct PeerModel: ShareModel {
  public let name = ModelName.peer
  /// Exchange rates of the records that raters are compared with.
  public let rates: ExchangeRates
  /// Largest key result for which every pair of people gets a fit of its own.
  public let exactPeople: Int
  private let depth: ReviewDepth

  /// - Throws: code `invalidParameter`.
  public init(
    rates: ExchangeRates = .policy, tau: Double = 4, exactPeople: Int = 12
  ) throws(AttributionError) {
    guard exactPeople >= 0 else { throw AttributionError(.invalidParameter, "exactPeople") }
    self.rates = rates
    self.exactPeople = exactPeople
    self.depth = try ReviewDepth(tau: tau, instant: 60)
  }

  /// - Complexity: O(min(n, exactPeople) n ratings).
  public func estimate(_ records: KeyResultRecords) throws(AttributionError) -> Estimate {
    let table = try PeerTable(records)
    let people = records.people.count
    if people < 2, let trivial = Estimate.trivial(name, people: people, hasEvidence: true, []) { return trivial }
    guard people >= 4, table.informativeRaters >= 3 else {
      return Estimate(model: name, shares: [], diagnostics: [.tooFewRaters])
    }
    let evidence = logEvidence(try EvidenceUnits(records, depth: depth, decay: nil))
    let shares = people <= exactPeople ? impartial(table, evidence) : nearlyImpartial(table, evidence)
    return Estimate(model: name, shares: shares)
  }

  /// Mean over residual claimants of divisions that leave out the ratings of the person and of the claimant.
  private func impartial(_ table: PeerTable, _ evidence: [Double]) -> [Double] {
    let people = table.people
    var shares = [CompensatedSum](repeating: CompensatedSum(), count: people)
    var rests = [CompensatedSum](repeating: CompensatedSum(), count: people)
    for first in 0..<people {
      for second in first + 1..<people {
        let fit = Composition.softmax(
          RobustTwoWayFit(table, excluding: (first, second), evidence: evidence).contribution)
        shares[first].add(fit[first])
        shares[second].add(fit[second])
        rests[second].add(fit[first])
        rests[first].add(fit[second])
      }
    }
    // What is left for one claimant may be below 0; the mean over claimants is so only where others' ratings contradict each other
    // wildly, and then the person gets 0.
    let mean = (0..<people).map { max(0, shares[$0].value + 1 - rests[$0].value) / Double(people) }
    let total = compensatedSum(mean)
    return mean.map { $0 / total }
  }

  private func nearlyImpartial(_ table: PeerTable, _ evidence: [Double]) -> [Double] {
    let raw = (0..<table.people).map { person in
      Composition.softmax(
        RobustTwoWayFit(table, excluding: (person, person), evidence: evidence).contribution)[person]
    }
    let total = compensatedSum(raw)
    return raw.map { $0 / total }
  }

  /// Log-moments of a Gamma posterior on each person's evidence: finite where there is no record (models.md, section 6.1).
  ///
  /// Empty when nobody has any.
  private func logEvidence(_ units: EvidenceUnits) -> [Double] {
    var sums = [Double](repeating: 0, count: units.people)
    var squares = sums
    for person in 0..<units.people {
      for channel in 0..<Channel.count {
        let place = person * Channel.count + channel
        sums[person] += rates.rates[channel] * units.sums[place]
        squares[person] += rates.rates[channel] * rates.rates[channel] * units.squares[place]
      }
    }
    let total = compensatedSum(sums)
    guard total > 0, total.isFinite else { return [] }
    let common = compensatedSum(squares) / total
    return zip(sums, squares).map { sum, square in
      let unit = sum > 0 ? square / sum : common
      let count = sum > 0 ? sum * sum / square : 0
      return digamma(count + 0.5) + log(unit)
    }
  }
}

extension Diagnostic {
  /// Fewer than three raters compared two people, or too few people take part: peers say nothing here.
  public static let tooFewRaters = Diagnostic(.note, "too_few_raters")
}
