import Glibc

/// A stream of random numbers that is a pure function of (seed, stream, counter).
///
/// Two generators with equal arguments give equal draws anywhere; streams do not overlap. Derive `stream` from ids with
/// `StableHash`, never with `Hasher`.
public struct CounterGenerator: RandomNumberGenerator, Sendable {
  private let philox: Philox
  private let stream: UInt64
  private var counter: UInt64
  private var spare: UInt64?

  /// - Parameter counter: the index of the first block of two draws.
  public init(seed: UInt64, stream: UInt64, counter: UInt64 = 0) {
    self.philox = Philox(key: seed)
    self.stream = stream
    self.counter = counter
  }

  public mutating func next() -> UInt64 {
    if let word = spare {
      spare = nil
      return word
    }
    let block = philox.block(stream: stream, index: counter)
    counter &+= 1
    spare = UInt64(block[3]) << 32 | UInt64(block[2])
    return UInt64(block[1]) << 32 | UInt64(block[0])
  }

  /// A draw strictly inside (0, 1), on the odd multiples of 2^-54: never 0, never 1, so logarithms are finite.
  public mutating func uniform() -> Double {
    (Double(next() >> 11) + 0.5) * 0x1p-53
  }

  /// An integer in 0 ..< bound without bias (Lemire 2019); bound must be positive.
  public mutating func index(below bound: Int) -> Int {
    precondition(bound > 0)
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold { product = next().multipliedFullWidth(by: range) }
    }
    return Int(product.high)
  }

  /// A standard normal draw by inversion: one uniform per normal, so draws can be addressed.
  public mutating func normal() -> Double { normalQuantile(uniform()) }

  /// A draw from the exponential distribution with mean 1.
  public mutating func exponential() -> Double { -log(uniform()) }

  /// A draw from the Gamma distribution with the given shape > 0 and scale 1 (Marsaglia and Tsang 2000).
  ///
  /// NaN for a shape that is not finite and > 0.
  public mutating func gamma(shape: Double) -> Double {
    guard shape > 0, shape.isFinite else { return .nan }
    if shape < 1 {
      // Boost by one and scale back; in logarithms so that tiny shapes give 0 rather than an error.
      let boosted = gamma(shape: shape + 1)
      return boosted * exp(log(uniform()) / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let z = normal()
      let root = 1 + c * z
      if root <= 0 { continue }
      let cube = root * root * root
      if log(uniform()) < z * z / 2 + d - d * cube + d * log(cube) { return d * cube }
    }
  }

  /// Puts the elements into a uniformly random order (Fisher and Yates; Durstenfeld 1964).
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    var last = elements.count - 1
    while last > 0 {
      elements.swapAt(last, index(below: last + 1))
      last -= 1
    }
  }
}
