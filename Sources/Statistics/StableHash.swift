/// A 64-bit hash that is the same on every machine, in every process, for ever: for deriving seeds and streams from ids.
///
/// FNV-1a over bytes (Fowler, Noll, Vo), finished with the mixer of SplitMix64 (Steele, Lea, Flood 2014) because FNV alone
/// leaves the high bits of short keys weak. Not a defence against chosen input.
public struct StableHash: Sendable {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  public init() {}

  public mutating func combine(byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  /// Eight bytes, least significant first.
  public mutating func combine(_ word: UInt64) {
    var word = word
    for _ in 0..<8 {
      combine(byte: UInt8(truncatingIfNeeded: word))
      word >>= 8
    }
  }

  /// The UTF-8 bytes and their count, so that ("ab", "c") and ("a", "bc") differ.
  public mutating func combine(_ text: String) {
    var count: UInt64 = 0
    for byte in text.utf8 {
      combine(byte: byte)
      count += 1
    }
    combine(count)
  }

  public var value: UInt64 {
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// The stable hash of one text; see `StableHash`.
public func stableHash(_ text: String) -> UInt64 {
  var hash = StableHash()
  hash.combine(text)
  return hash.value
}

/// The stable hash of a list of words; see `StableHash`.
public func stableHash(_ words: UInt64...) -> UInt64 {
  var hash = StableHash()
  for word in words { hash.combine(word) }
  return hash.value
}
