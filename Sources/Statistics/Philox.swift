/// The counter-based generator Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3").
///
/// A block of four 32-bit words is a pure function of a 64-bit key and a 128-bit counter, so draws keyed by
/// (seed, key result, person, draw) do not depend on threads, order or sharding.
/// Not for secrets.
public struct Philox: Sendable {
  public let key: UInt64

  public init(key: UInt64) { self.key = key }

  /// The four words at a counter, given as its four 32-bit words, lowest first.
  /// - Complexity: ten rounds of two multiplications.
  public func block(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    var x0 = counter[0]
    var x1 = counter[1]
    var x2 = counter[2]
    var x3 = counter[3]
    var k0 = UInt32(truncatingIfNeeded: key)
    var k1 = UInt32(truncatingIfNeeded: key >> 32)
    for _ in 0..<10 {
      let left = UInt64(x0) * 0xD251_1F53
      let right = UInt64(x2) * 0xCD9E_8D57
      let y0 = UInt32(truncatingIfNeeded: right >> 32) ^ x1 ^ k0
      let y2 = UInt32(truncatingIfNeeded: left >> 32) ^ x3 ^ k1
      x1 = UInt32(truncatingIfNeeded: right)
      x3 = UInt32(truncatingIfNeeded: left)
      x0 = y0
      x2 = y2
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return SIMD4(x0, x1, x2, x3)
  }

  /// The same with the counter as (stream, index): stream in the low half, index in the high half.
  public func block(stream: UInt64, index: UInt64) -> SIMD4<UInt32> {
    block(
      SIMD4(
        UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32),
        UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: index >> 32)))
  }
}
