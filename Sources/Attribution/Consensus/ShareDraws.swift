import Glibc
import Statistics

/// Draws of one key result's shares from the posterior: intervals and probabilities.
///
/// A Latin hypercube: every person's values are the quantiles (j + 1/2)/D of the person's own posterior, shuffled by a permutation keyed
/// by (seed, key result, person), so that D draws cover each margin evenly. The levels' error moves all people of a draw together.
/// Nothing depends on threads, on order, or on other key results.
struct ShareDraws {
  typealias Lanes = SIMD16<Float>

  let draws: Int
  /// Draws of one person, sixteen to a vector, consecutive.
  private let width: Int
  /// Share of person i in draw d: lane d % 16 of the vector at `i * width + d / 16`.
  private(set) var shares: [Lanes]

  /// - Parameters:
  ///   - key: the seed of this key result.
  ///   - draws: a power of two from 256 to 65,536.
  /// - Complexity: O(people x (grid + draws)).
  init(_ posterior: ContributionPosterior, shift: [Double], stretch: [Double], key: UInt64, draws: Int) {
    precondition(draws >= 256 && draws <= 1 << 16 && draws & (draws - 1) == 0)
    self.draws = draws
    width = draws / Lanes.scalarCount
    let people = posterior.mean.count
    shares = Array(repeating: Lanes(), count: people * width)
    let philox = Philox(key: key)
    let levels = LevelDraws(posterior, philox, draws)
    var totals = [Lanes](repeating: Lanes(), count: width)
    var quantiles = [Float](repeating: 0, count: draws)
    for person in 0..<people {
      PosteriorQuantiles.fill(&quantiles, posterior, person, shift: shift[person], stretch: stretch[person])
      let shuffle = Shuffle(philox.block(stream: 1, index: UInt64(person)), draws)
      let alpha = Float(posterior.recordSlope[person])
      let beta = Float(posterior.peerSlope[person])
      for place in 0..<width {
        let order = shuffle.sixteen(at: place)
        var value = Lanes()
        for lane in 0..<Lanes.scalarCount { value[lane] = quantiles[Int(order[lane])] }
        if levels.areKnown {
          value *= Self.exponential(alpha * levels.alpha[place] + beta * levels.beta[place])
        }
        shares[person * width + place] = value
        totals[place] += value
      }
    }
    for place in 0..<width {
      let total = totals[place]
      let least = Lanes(repeating: .leastNormalMagnitude)
      totals[place] = 1 / total.replacing(with: least, where: total .< least)
    }
    for person in 0..<people { for place in 0..<width { shares[person * width + place] *= totals[place] } }
  }

  /// e^move to 1e-4 by its series: moves are small by construction, and kept within 2.
  private static func exponential(_ move: Lanes) -> Lanes {
    let (least, most) = (Lanes(repeating: -2), Lanes(repeating: 2))
    var half = move.replacing(with: least, where: move .< least)
    half = half.replacing(with: most, where: half .> most)
    half *= 0.5
    var series = half * 0.008333334 + 0.041666668
    series = half * series + 0.16666667
    series = half * series + 0.5
    series = half * series + 1
    series = half * series + 1
    return series * series
  }

  /// Share of one person in one draw.
  func share(_ person: Int, _ draw: Int) -> Float {
    shares[person * width + draw / Lanes.scalarCount][draw % Lanes.scalarCount]
  }

  /// Draws in which the person's share is above a bound.
  func count(of person: Int, above bound: Float) -> Int {
    let bound = Lanes(repeating: bound)
    var counts = SIMD16<Int32>()
    for place in person * width..<(person + 1) * width {
      counts = counts.replacing(with: counts &+ 1, where: shares[place] .> bound)
    }
    return Int(counts.wrappedSum())
  }

  /// The 5 % and 95 % points of each person's share.
  func intervals() -> [(low: Double, high: Double)] {
    var ends = ExtremeShares(rank: Int((0.05 * Double(draws)).rounded(.up)))
    return (0..<shares.count / width).map { person in
      ends.removeAll()
      for block in stride(from: person * width, to: (person + 1) * width, by: ExtremeShares.rows) {
        ends.add(shares, from: block)
      }
      return (Double(ends.low), Double(ends.high))
    }
  }
}

/// How the levels of records and peers of a key result move in each draw.
struct LevelDraws {
  private(set) var alpha: [ShareDraws.Lanes]
  private(set) var beta: [ShareDraws.Lanes]
  /// Whether anything moves.
  let areKnown: Bool

  init(_ posterior: ContributionPosterior, _ philox: Philox, _ draws: Int) {
    let width = draws / ShareDraws.Lanes.scalarCount
    alpha = Array(repeating: ShareDraws.Lanes(), count: width)
    beta = alpha
    let covariance = posterior.levelCovariance
    let first = max(0, covariance.alpha).squareRoot()
    let cross = first > 0 ? covariance.both / first : 0
    let second = max(0, covariance.beta - cross * cross).squareRoot()
    areKnown = first > 0 || second > 0
    guard areKnown else { return }
    let one = Shuffle(philox.block(stream: 0, index: 0), draws)
    let two = Shuffle(philox.block(stream: 0, index: 1), draws)
    let normals = NormalScores.scores(draws)
    for place in 0..<width {
      let (left, right) = (one.sixteen(at: place), two.sixteen(at: place))
      for lane in 0..<ShareDraws.Lanes.scalarCount {
        let (u, v) = (normals[Int(left[lane])], normals[Int(right[lane])])
        alpha[place][lane] = Float(first * u)
        beta[place][lane] = Float(cross * u + second * v)
      }
    }
  }
}

/// A pseudo-random permutation of 0 ..< a power of two up to 65,536, from 128 random bits: odd multiplications and shifts, each one to
/// one.
struct Shuffle {
  typealias Lanes = SIMD16<UInt16>

  private let words: (Lanes, Lanes, Lanes, Lanes, Lanes)
  private let mask: Lanes

  init(_ words: SIMD4<UInt32>, _ count: Int) {
    func lanes(_ word: UInt32) -> Lanes { Lanes(repeating: UInt16(truncatingIfNeeded: word)) }
    // Only the lowest bits of a product are used, so that 16 of each word are enough.
    self.words = (
      lanes(words[0]), lanes(words[1] | 1), lanes(words[2] | 1), lanes(words[3]), lanes(words[0] >> 7 | 1)
    )
    mask = lanes(UInt32(truncatingIfNeeded: count - 1))
  }

  /// Where the sixteen indices from 16 x `place` go.
  func sixteen(at place: Int) -> Lanes {
    var x = Lanes(repeating: UInt16(truncatingIfNeeded: place &* 16)) &+ Self.ascending
    x = (x ^ words.0) & mask
    x = (x &* words.1) & mask
    x ^= x &>> 4
    x = (x &* words.2) & mask
    x ^= x &>> 4
    x = (x &+ words.3) & mask
    x = (x &* words.4) & mask
    x ^= x &>> 4
    return x
  }

  private static var ascending: Lanes { [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] }
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
