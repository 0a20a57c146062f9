import Glibc
import Statistics

/// The posterior of log contribution of every person of one key result, on a grid.
///
/// z_i has a prior (most people near 0, some idle far below, moved by half the log of presence). Recorded acts have mean
/// e^(z_i + alpha + b_i) / size_i, peers' values have mean lambda ln(e^z_i + f) + beta. The levels alpha and beta of the key result
/// are unknown and carry no information: they are set where the likelihood, z integrated out, is highest, and their joint error is
/// kept. Given the levels, people are independent: that is the diagonal; the levels' error is the low rank.
struct ContributionPosterior {
  /// Probability of person i at grid point g, at `i * ContributionGrid.count + g`.
  private(set) var density: [Double]
  private(set) var mean: [Double]
  private(set) var variance: [Double]
  /// Change of z_i when alpha or beta moves by 1.
  private(set) var recordSlope: [Double]
  private(set) var peerSlope: [Double]
  private(set) var alpha = 0.0
  private(set) var beta = 0.0
  /// Covariance of (alpha, beta).
  private(set) var levelCovariance: (alpha: Double, both: Double, beta: Double) = (0, 0, 0)

  /// One person's data.
  struct Person {
    var acts = 0.0
    /// Recording bias of the family less ln(size of an act).
    var offset = 0.0
    var peer = 0.0
    /// 1 / variance of the peers' value; 0 where nobody rated.
    var peerPrecision = 0.0
    /// Shift of the prior in grid steps.
    var priorShift = 0
  }

  private struct Sums {
    var gradient = (0.0, 0.0)
    var curvature = (0.0, 0.0, 0.0)
  }

  /// - Complexity: O(people x grid) per round, at most 14 rounds.
  init(_ people: [Person], hasRecords: Bool, hasPeers: Bool, start: Double, tables: ConsensusTables) {
    density = Array(repeating: 0, count: people.count * ContributionGrid.count)
    mean = Array(repeating: 0, count: people.count)
    variance = mean
    recordSlope = mean
    peerSlope = mean
    alpha = start
    var curvature = (0.0, 0.0, 0.0)
    for round in 0..<14 {
      var sums = Sums()
      for index in people.indices { visit(index, people[index], hasRecords, tables, &sums) }
      let floor = 0.05
      var (a, c, b) = (max(floor, -sums.curvature.0), -sums.curvature.1, max(floor, -sums.curvature.2))
      if a * b - c * c <= 0.02 * a * b { c = 0 }
      let determinant = a * b - c * c
      curvature = (a, c, b)
      var moveAlpha = (b * sums.gradient.0 - c * sums.gradient.1) / determinant
      var moveBeta = (a * sums.gradient.1 - c * sums.gradient.0) / determinant
      moveAlpha = hasRecords ? max(-1, min(1, moveAlpha)) : 0
      moveBeta = hasPeers ? max(-1, min(1, moveBeta)) : 0
      guard round < 13, max(abs(moveAlpha), abs(moveBeta)) > 1e-5 else { break }
      alpha += moveAlpha
      beta += moveBeta
    }
    let (a, c, b) = curvature
    let determinant = a * b - c * c
    levelCovariance =
      hasRecords && hasPeers
      ? (b / determinant, -c / determinant, a / determinant)
      : (hasRecords ? 1 / a : 0, 0, hasPeers ? 1 / b : 0)
  }

  private mutating func visit(
    _ index: Int, _ person: Person, _ hasRecords: Bool, _ tables: ConsensusTables, _ sums: inout Sums
  ) {
    let size = ContributionGrid.count
    let base = index * size
    let record = tables.record
    let grid = tables.grid
    let acts = person.acts
    let weight = acts + record.shape
    let shift = max(-26, min(26, alpha + person.offset))
    let place =
      (ContributionGrid.low + shift - RecordTable.first) / (ContributionGrid.step / Double(RecordTable.perStep))
    let first = Int(place)
    let fraction = place - Double(first)
    var top = -Double.infinity
    for g in 0..<size {
      var value = tables.prior[max(0, min(size - 1, g - person.priorShift))]
      if hasRecords {
        let at = first + g * RecordTable.perStep
        let logMean = record.logs[at] + fraction * (record.logs[at + 1] - record.logs[at])
        value += acts * (grid[g] + shift) - weight * logMean
      }
      if person.peerPrecision > 0 {
        let gap = person.peer - beta - tables.peerMean[g]
        value -= 0.5 * person.peerPrecision * gap * gap
      }
      density[base + g] = value
      top = max(top, value)
    }
    var total = 0.0
    for g in 0..<size {
      let gap = density[base + g] - top
      let value = gap > -36 ? exp(gap) : 0
      density[base + g] = value
      total += value
    }
    var (m, square) = (0.0, 0.0)
    var (d, d2, dd, dz) = (0.0, 0.0, 0.0, 0.0)
    var (e, ee, ez, de) = (0.0, 0.0, 0.0, 0.0)
    let scale = 1 / total
    for g in 0..<size where density[base + g] > 0 {
      let p = density[base + g] * scale
      density[base + g] = p
      let z = grid[g]
      m += p * z
      square += p * z * z
      var slope = 0.0
      if hasRecords {
        let at = first + g * RecordTable.perStep
        let part = record.slopes[at] + fraction * (record.slopes[at + 1] - record.slopes[at])
        slope = acts - weight * part
        d += p * slope
        d2 -= p * weight * part * (1 - part)
        dd += p * slope * slope
        dz += p * slope * z
      }
      if person.peerPrecision > 0 {
        let pull = person.peerPrecision * (person.peer - beta - tables.peerMean[g])
        e += p * pull
        ee += p * pull * pull
        ez += p * pull * z
        de += p * pull * slope
      }
    }
    mean[index] = m
    variance[index] = max(1e-6, square - m * m)
    recordSlope[index] = dz - d * m
    peerSlope[index] = ez - e * m
    sums.gradient.0 += d
    sums.gradient.1 += e
    sums.curvature.0 += d2 + dd - d * d
    sums.curvature.1 += de - d * e
    sums.curvature.2 += ee - e * e - person.peerPrecision
  }

  /// Takes in a human's "left contributed e^logRatio times right": moves both means and narrows both spreads.
  mutating func observe(left: Int, right: Int, logRatio: Double, variance noise: Double) -> (Double, Double) {
    let total = variance[left] + variance[right] + noise
    let gap = logRatio - (mean[left] - mean[right])
    let moves = (variance[left] / total * gap, -variance[right] / total * gap)
    mean[left] += moves.0
    mean[right] += moves.1
    variance[left] *= 1 - variance[left] / total
    variance[right] *= 1 - variance[right] / total
    return moves
  }
}
