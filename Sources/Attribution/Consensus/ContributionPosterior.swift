import Glibc
import Statistics

/// The posterior of log contribution of every person of one key result, on a grid.
///
/// z_i has a prior (most people near 0, some idle far below, moved by half the log of presence). Recorded acts have mean
/// e^(z_i + alpha + b_i) / size_i, peers' values have mean lambda ln(e^z_i + f) + beta. The levels alpha and beta of the key result
/// are unknown and carry no information: they are set where the likelihood, z integrated out, is highest, and their joint error is
/// kept. Given the levels, people are independent: that is the diagonal; the levels' error is the low rank.
struct ContributionPosterior {
  /// Probability of person i at grid point g: element g % 8 of the vector at `i * ContributionGrid.blocks + g / 8`.
  private(set) var density: [SIMD8<Double>]
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
    density = Array(repeating: SIMD8(), count: people.count * ContributionGrid.blocks)
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
    let base = index * ContributionGrid.blocks
    let record = tables.record
    let acts = person.acts
    let weight = acts + record.shape
    let shift = max(-26, min(26, alpha + person.offset))
    let peer = person.peer - beta
    let place =
      (ContributionGrid.low + shift - RecordTable.first) / (ContributionGrid.step / Double(RecordTable.perStep))
    let entry = Int(place)
    let fraction = place - Double(entry)
    let (here, beyond) = (RecordTable.index(entry), RecordTable.index(entry + 1))
    let prior = ContributionGrid.count - max(-ContributionGrid.count, min(ContributionGrid.count, person.priorShift))
    var tops = SIMD8<Double>(repeating: -.infinity)
    for block in 0..<ContributionGrid.blocks {
      var value = tables.prior.eight(at: prior + 8 * block)
      if hasRecords {
        let low = record.logs.eight(at: here + 8 * block)
        let logMean = low + fraction * (record.logs.eight(at: beyond + 8 * block) - low)
        value += acts * (tables.grid[block] + shift) - weight * logMean
      }
      if person.peerPrecision > 0 {
        let gap = peer - tables.peerMean[block]
        value -= 0.5 * person.peerPrecision * gap * gap
      }
      density[base + block] = value
      tops = tops.replacing(with: value, where: value .> tops)
    }
    let top = tops.max()
    let least = SIMD8<Double>(repeating: -36)
    var totals = SIMD8<Double>()
    // Blocks with any mass: the others add nothing to any sum.
    var seen: UInt64 = 0
    for block in 0..<ContributionGrid.blocks {
      let gap = density[base + block] - top
      let isSeen = gap .> least
      guard any(isSeen) else {
        density[base + block] = SIMD8<Double>()
        continue
      }
      seen |= 1 << UInt64(block)
      let value = SIMD8<Double>().replacing(with: exponential(gap), where: isSeen)
      density[base + block] = value
      totals += value
    }
    let scale = 1 / totals.sum()
    var moments = Moments()
    for block in 0..<ContributionGrid.blocks where seen >> UInt64(block) & 1 == 1 {
      let p = density[base + block] * scale
      density[base + block] = p
      let z = tables.grid[block]
      moments.m += p * z
      moments.square += p * z * z
      var slope = SIMD8<Double>()
      if hasRecords {
        let low = record.slopes.eight(at: here + 8 * block)
        let part = low + fraction * (record.slopes.eight(at: beyond + 8 * block) - low)
        slope = acts - weight * part
        moments.d += p * slope
        moments.d2 -= p * part * (1 - part)
        moments.dd += p * slope * slope
        moments.dz += p * slope * z
      }
      if person.peerPrecision > 0 {
        let pull = person.peerPrecision * (peer - tables.peerMean[block])
        moments.e += p * pull
        moments.ee += p * pull * pull
        moments.ez += p * pull * z
        moments.de += p * pull * slope
      }
    }
    let (m, d, e) = (moments.m.sum(), moments.d.sum(), moments.e.sum())
    mean[index] = m
    variance[index] = max(1e-6, moments.square.sum() - m * m)
    recordSlope[index] = moments.dz.sum() - d * m
    peerSlope[index] = moments.ez.sum() - e * m
    sums.gradient.0 += d
    sums.gradient.1 += e
    sums.curvature.0 += weight * moments.d2.sum() + moments.dd.sum() - d * d
    sums.curvature.1 += moments.de.sum() - d * e
    sums.curvature.2 += moments.ee.sum() - e * e - person.peerPrecision
  }

  /// Sums over the grid: of log contribution z, and of the likelihood's slopes in the levels of records (d) and peers (e).
  private struct Moments {
    var (m, square) = (SIMD8<Double>(), SIMD8<Double>())
    var (d, d2, dd, dz) = (SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>())
    var (e, ee, ez, de) = (SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>())
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
