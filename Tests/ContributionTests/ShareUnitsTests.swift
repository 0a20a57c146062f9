import Contribution
import Testing

@Suite("Shares as integer units")
struct ShareUnitsTests {
  @Test("thirds sum to exactly one, the first ones get the units that are left")
  func thirds() {
    #expect(ShareUnits.apportion([1.0 / 3, 1.0 / 3, 1.0 / 3]) == [333_333_334, 333_333_333, 333_333_333])
  }

  @Test("parts of any size sum to exactly one and stay within one unit of themselves", arguments: 1...200)
  func sums(seed: Int) {
    var generator = SplitMix(state: UInt64(seed))
    let count = 1 + Int(generator.next() % 300)
    let weights = (0..<count).map { _ in Double(generator.next() % 1_000_003) }
    let sum = max(weights.reduce(0, +), 1)
    let parts = weights.allSatisfy { $0 == 0 } ? [1.0] : weights.map { $0 / sum }
    let units = ShareUnits.apportion(parts)
    #expect(units.reduce(0, +) == ShareUnits.one, "seed \(seed)")
    for (part, unit) in zip(parts, units) { #expect(abs(Double(unit) - part * 1e9) <= 1.0001, "seed \(seed)") }
  }

  @Test("a part of nothing gets no unit while others have something")
  func nothing() {
    #expect(ShareUnits.apportion([0, 1.0 / 3, 2.0 / 3, 0]) == [0, 333_333_333, 666_666_667, 0])
    #expect(ShareUnits.apportion([]) == [])
    #expect(ShareUnits.apportion([1]) == [1_000_000_000])
  }

  @Test("negative steps sum exactly to their total")
  func negative() {
    let units = ShareUnits.apportion([0.5, -0.2000000004, 0.1000000001], total: 400_000_000)
    #expect(units.reduce(0, +) == 400_000_000)
  }

  @Test("rounding is half away from zero and survives what is no number")
  func rounding() {
    #expect(ShareUnits.rounded(0.0000000005) == 1)
    #expect(ShareUnits.rounded(-0.0000000005) == -1)
    #expect(ShareUnits.rounded(.nan) == 0)
    #expect(ShareUnits.rounded(.infinity) == .max)
  }
}

struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
