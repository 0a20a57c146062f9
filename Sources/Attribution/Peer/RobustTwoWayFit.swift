import Glibc
import Statistics

/// Leniency of raters and contribution of the rated, ln points = r_a + p_b + error, without trust in any single rater.
///
/// Weights of raters fall steeply with the spread of their ratings about a reference: 1 / (1 + (s_a^2 / s_0^2)^3). The reference is the
/// log evidence where there is any, and the fit itself. Single ratings have Student-t weights (3 degrees of freedom). A small ridge
/// keeps p near 0 where little was said.
struct RobustTwoWayFit {
  /// Contribution on the log scale, centred over rated people; 0 for people whom nobody rated.
  private(set) var contribution: [Double]
  private var leniency: [Double]

  /// Least variance of an honest rater about the log evidence, and about the fit, that the yardstick assumes.
  static let evidenceSpread = 0.6
  static let fitSpread = 0.35
  /// Prior precision of p against a rating of weight 1.
  static let ridge = 0.1

  /// - Parameters:
  ///   - excluded: raters whose ratings are not read.
  ///   - evidence: log evidence by person, NaN where unknown; empty for none.
  /// - Complexity: O(rounds x ratings).
  init(_ table: PeerTable, excluding excluded: (Int, Int), evidence: [Double]) {
    let people = table.people
    let rows = table.rater.indices.filter { table.rater[$0] != excluded.0 && table.rater[$0] != excluded.1 }
    contribution = [Double](repeating: 0, count: people)
    leniency = [Double](repeating: 0, count: table.raters)
    var spread = RaterSpread(raters: table.raters)
    let trust = evidence.isEmpty ? [] : spread.trust(table, rows, about: evidence, scale: Self.evidenceSpread)
    var weights = [Double](repeating: 0, count: table.rater.count)
    for row in rows { weights[row] = trust.isEmpty ? 1 : trust[table.rater[row]] }
    for _ in 0..<4 {
      for _ in 0..<4 { sweep(table, rows, weights) }
      let agreement = spread.trust(table, rows, about: contribution, scale: Self.fitSpread)
      for row in rows {
        let rater = table.rater[row]
        let residual = table.log[row] - leniency[rater] - contribution[table.ratee[row]]
        let single = 4 / (3 + residual * residual / 0.1)
        weights[row] = (trust.isEmpty ? 1 : trust[rater]) * agreement[rater] * single
      }
    }
    for _ in 0..<6 { sweep(table, rows, weights) }
  }

  /// One round of alternating weighted means.
  private mutating func sweep(_ table: PeerTable, _ rows: [Int], _ weights: [Double]) {
    var top = [Double](repeating: 0, count: leniency.count)
    var bottom = top
    for row in rows {
      top[table.rater[row]] += weights[row] * (table.log[row] - contribution[table.ratee[row]])
      bottom[table.rater[row]] += weights[row]
    }
    for rater in leniency.indices where bottom[rater] > 0 { leniency[rater] = top[rater] / bottom[rater] }
    var sums = [Double](repeating: 0, count: contribution.count)
    var masses = sums
    for row in rows {
      sums[table.ratee[row]] += weights[row] * (table.log[row] - leniency[table.rater[row]])
      masses[table.ratee[row]] += weights[row]
    }
    var mean = 0.0
    var rated = 0.0
    for person in contribution.indices {
      contribution[person] = sums[person] / (masses[person] + Self.ridge)
      if masses[person] > 0 {
        mean += contribution[person]
        rated += 1
      }
    }
    guard rated > 0 else { return }
    mean /= rated
    for person in contribution.indices { contribution[person] = masses[person] > 0 ? contribution[person] - mean : 0 }
  }
}

/// How far each rater's ratings are from a reference, up to the rater's own level.
private struct RaterSpread {
  private var counts: [Double]
  private var means: [Double]
  private var squares: [Double]

  init(raters: Int) {
    counts = [Double](repeating: 0, count: raters)
    means = counts
    squares = counts
  }

  /// One weight in (0, 1] per rater; raters with fewer than two comparable ratings get 1/2.
  mutating func trust(_ table: PeerTable, _ rows: [Int], about reference: [Double], scale: Double) -> [Double] {
    for rater in counts.indices {
      counts[rater] = 0
      means[rater] = 0
      squares[rater] = 0
    }
    // Welford's update keeps the squares accurate whatever a rater's level is.
    for row in rows where !reference[table.ratee[row]].isNaN {
      let rater = table.rater[row]
      let gap = table.log[row] - reference[table.ratee[row]]
      counts[rater] += 1
      let step = gap - means[rater]
      means[rater] += step / counts[rater]
      squares[rater] += step * (gap - means[rater])
    }
    var known = [Double]()
    for rater in counts.indices where counts[rater] >= 2 { known.append(squares[rater] / (counts[rater] - 1)) }
    known.sort()
    // Where even the better third of raters is far from the reference, the reference is to blame and the yardstick widens.
    let typical = known.isEmpty ? scale : max(scale, 1.5 * known[(known.count - 1) / 3])
    return counts.indices.map { rater in
      guard counts[rater] >= 2 else { return 0.5 }
      let ratio = squares[rater] / (counts[rater] - 1) / typical
      return 1 / (1 + ratio * ratio * ratio)
    }
  }
}
