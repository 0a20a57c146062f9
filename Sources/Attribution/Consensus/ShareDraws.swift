import Glibc
import Statistics

/// Draws of one key result's shares from the posterior: intervals and probabilities.
///
/// A Latin hypercube: every person's values are the quantiles (j + 1/2)/D of the person's own posterior, shuffled by a permutation keyed
/// by (seed, key result, person), so that D draws cover each margin evenly. The levels' error moves all people of a draw together.
/// Nothing depends on threads, on order, or on other key results.
struct ShareDraws {
  let draws: Int
  /// Share of person i in draw d, at `i * draws + d`.
  private(set) var shares: [Float]

  /// - Parameter key: the seed of this key result.
  /// - Complexity: O(people x (grid + draws)).
  init(_ posterior: ContributionPosterior, shift: [Double], stretch: [Double], key: UInt64, draws: Int) {
    precondition(draws > 0 && draws & (draws - 1) == 0)
    self.draws = draws
    let people = posterior.mean.count
    shares = Array(repeating: 0, count: people * draws)
    let philox = Philox(key: key)
    let levels = Self.levelDraws(posterior, philox, draws)
    var totals = [Float](repeating: 0, count: draws)
    var quantiles = [Float](repeating: 0, count: draws)
    for person in 0..<people {
      Self.quantiles(posterior, person, shift: shift[person], stretch: stretch[person], &quantiles)
      let shuffle = Shuffle(philox.block(stream: 1, index: UInt64(person)), draws)
      let alpha = Float(posterior.recordSlope[person])
      let beta = Float(posterior.peerSlope[person])
      let base = person * draws
      for draw in 0..<draws {
        let move = max(-2, min(2, alpha * levels.alpha[draw] + beta * levels.beta[draw]))
        // e^move to 1e-4 by its series: moves are small by construction.
        let half = move * 0.5
        let series = 1 + half * (1 + half * (0.5 + half * (0.16666667 + half * (0.041666668 + half * 0.008333334))))
        let value = quantiles[shuffle[draw]] * series * series
        shares[base + draw] = value
        totals[draw] += value
      }
    }
    for draw in 0..<draws { totals[draw] = 1 / max(totals[draw], .leastNormalMagnitude) }
    for person in 0..<people {
      let base = person * draws
      for draw in 0..<draws { shares[base + draw] *= totals[draw] }
    }
  }

  /// e^z at D even quantiles of one person's posterior.
  private static func quantiles(
    _ posterior: ContributionPosterior, _ person: Int, shift: Double, stretch: Double, _ out: inout [Float]
  ) {
    let size = ContributionGrid.count
    let base = person * size
    let center = posterior.mean[person]
    // Spreading each point over its step adds step^2 / 12 to the variance: taken back here.
    let spread = posterior.variance[person] / (stretch * stretch)
    let scale = stretch * (spread / (spread + ContributionGrid.step * ContributionGrid.step / 12)).squareRoot()
    func edge(_ g: Int) -> Double {
      exp(center + scale * (ContributionGrid.low + (Double(g) - 0.5) * ContributionGrid.step - (center - shift)))
    }
    let draws = out.count
    var next = 0
    var below = 0.0
    var left = 0.0
    var hasLeft = false
    for g in 0..<size {
      let mass = posterior.density[base + g]
      guard mass > 0 else {
        hasLeft = false
        continue
      }
      let target = (Double(next) + 0.5) / Double(draws)
      if below + mass < target && g < size - 1 {
        below += mass
        hasLeft = false
        continue
      }
      if !hasLeft { left = edge(g) }
      let right = edge(g + 1)
      while next < draws {
        let target = (Double(next) + 0.5) / Double(draws)
        if target > below + mass && g < size - 1 { break }
        let part = min(1, (target - below) / mass)
        out[next] = Float(left + part * (right - left))
        next += 1
      }
      below += mass
      left = right
      hasLeft = true
    }
    // Rounding can leave the last quantiles beyond the mass: they get the top of it.
    while next < draws {
      out[next] = next > 0 ? out[next - 1] : Float(exp(center))
      next += 1
    }
  }

  private static func levelDraws(
    _ posterior: ContributionPosterior, _ philox: Philox, _ draws: Int
  ) -> (alpha: [Float], beta: [Float]) {
    let covariance = posterior.levelCovariance
    let first = max(0, covariance.alpha).squareRoot()
    let cross = first > 0 ? covariance.both / first : 0
    let second = max(0, covariance.beta - cross * cross).squareRoot()
    let one = Shuffle(philox.block(stream: 0, index: 0), draws)
    let two = Shuffle(philox.block(stream: 0, index: 1), draws)
    var alpha = [Float](repeating: 0, count: draws)
    var beta = alpha
    guard first > 0 || second > 0 else { return (alpha, beta) }
    let normals = NormalScores.scores(draws)
    for draw in 0..<draws {
      let (u, v) = (normals[one[draw]], normals[two[draw]])
      alpha[draw] = Float(first * u)
      beta[draw] = Float(cross * u + second * v)
    }
    return (alpha, beta)
  }

  /// The 5 % and 95 % points of one person's share.
  func interval(_ person: Int) -> (low: Double, high: Double) {
    let rank = Int((0.05 * Double(draws)).rounded(.up))
    var low = [Float](repeating: .infinity, count: rank)
    var high = [Float](repeating: -.infinity, count: rank)
    let base = person * draws
    for draw in 0..<draws {
      let value = shares[base + draw]
      if value < low[rank - 1] {
        var place = rank - 1
        while place > 0 && low[place - 1] > value {
          low[place] = low[place - 1]
          place -= 1
        }
        low[place] = value
      }
      if value > high[rank - 1] {
        var place = rank - 1
        while place > 0 && high[place - 1] < value {
          high[place] = high[place - 1]
          place -= 1
        }
        high[place] = value
      }
    }
    return (Double(low[rank - 1]), Double(high[rank - 1]))
  }
}

/// A pseudo-random permutation of 0 ..< a power of two, from 128 random bits: odd multiplications and shifts, each one to one.
struct Shuffle {
  private let words: SIMD4<UInt32>
  private let mask: UInt32
  private let shift: UInt32

  init(_ words: SIMD4<UInt32>, _ count: Int) {
    self.words = words
    mask = UInt32(truncatingIfNeeded: count - 1)
    shift = UInt32(truncatingIfNeeded: max(1, count.trailingZeroBitCount / 2))
  }

  subscript(index: Int) -> Int {
    var x = UInt32(truncatingIfNeeded: index)
    x = (x ^ words[0]) & mask
    x = (x &* (words[1] | 1)) & mask
    x ^= x >> shift
    x = (x &* (words[2] | 1)) & mask
    x ^= x >> shift
    x = (x &+ words[3]) & mask
    x = (x &* ((words[0] >> 7) | 1)) & mask
    x ^= x >> shift
    return Int(x)
  }
}

/// Normal quantiles at (j + 1/2)/D for the draw counts in use.
enum NormalScores {
  private static let few: [Double] = table(256)
  private static let many: [Double] = table(512)

  static func scores(_ draws: Int) -> [Double] {
    switch draws {
    case few.count: few
    case many.count: many
    default: table(draws)
    }
  }

  private static func table(_ draws: Int) -> [Double] {
    (0..<draws).map { normalQuantile((Double($0) + 0.5) / Double(draws)) }
  }
}
