/// Makes inputs out of others: the same seed gives the same inputs.
struct Mutator {
  private var state: UInt64
  private let corpus: [[UInt8]]
  /// Pieces that parsers stumble over.
  private let tokens: [[UInt8]]

  init(seed: UInt64, corpus: [[UInt8]], tokens: [String]) {
    state = seed
    self.corpus = corpus.isEmpty ? [[]] : corpus
    self.tokens =
      tokens.map { Array($0.utf8) } + [
        [0], [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0x81, 0x30],
      ]
  }

  /// Source: Steele, Lea, Flood 2014, Fast splittable pseudorandom number generators.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { bound <= 1 ? 0 : Int(next() % UInt64(bound)) }

  /// A piece of the corpus with up to six changes.
  mutating func input(atMost limit: Int) -> [UInt8] {
    let seed = corpus[below(corpus.count)]
    // A window, so that a change falls near every place of a long seed.
    let start = seed.count <= limit || below(3) == 0 ? 0 : below(seed.count - limit)
    var bytes = Array(seed[start..<min(seed.count, start + limit)])
    for _ in 0...below(6) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = below(bytes.count + 1)
    switch below(7) {
    case 0: bytes.insert(contentsOf: tokens[below(tokens.count)], at: place)
    case 1 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: next())
    case 2 where place < bytes.count: bytes[place] ^= 1 << UInt8(below(8))
    case 3 where place < bytes.count: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(8)))
    case 4: bytes.removeSubrange(place...)
    case 5:
      let other = corpus[below(corpus.count)]
      let from = below(other.count + 1)
      bytes.insert(contentsOf: other[from..<min(other.count, from + below(24))], at: place)
    default: bytes.insert(UInt8(truncatingIfNeeded: next()), at: place)
    }
  }
}
