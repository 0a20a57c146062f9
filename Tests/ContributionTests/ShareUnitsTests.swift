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

  @Test("parts that are far from their total get the difference in equal amounts, and a part of nothing stays nothing")
  func far() {
    // 1e-9 units short by 700,000,000 over two parts, and over three of which one is 0.
    #expect(ShareUnits.apportion([0.1, 0.2]) == [450_000_000, 550_000_000])
    #expect(ShareUnits.apportion([0.1, 0, 0.2]) == [450_000_000, 0, 550_000_000])
    // The unit that cannot be halved goes to the larger remainder, ties to the lower index.
    #expect(ShareUnits.apportion([0.1, 0.2], total: 300_000_003) == [100_000_002, 200_000_001])
    // Without any part of its own everybody counts.
    #expect(ShareUnits.apportion([0, 0, 0]) == [333_333_334, 333_333_333, 333_333_333])
  }

  @Test("units too many are taken from the smallest remainders, ties from the higher index, for few parts and many")
  func tooMany() {
    // Each part is a whole number of units, so that all remainders are equal; three units are one too many for each total.
    #expect(ShareUnits.apportion([1e-9, 1e-9, 1e-9], total: 2) == [1, 1, 0])
    let many = [Double](repeating: 2e-9, count: 40)
    let units = ShareUnits.apportion(many, total: 77)
    #expect(units.reduce(0, +) == 77)
    #expect(units.prefix(37).allSatisfy { $0 == 2 } && units.suffix(3).allSatisfy { $0 == 1 })
  }

  @Test("few parts and many are spread by the same rule", arguments: 1...100)
  func fewAsMany(seed: Int) {
    var generator = SplitMix(state: UInt64(seed))
    let parts = (0..<12).map { _ in Double(Int64(generator.next() % 200_001) - 100_000) / 1e9 + 1.0 / 12 }
    // Forty parts of nothing more take no unit, and make the list too long for the search that few parts are spread by.
    let padded = parts + [Double](repeating: 0, count: 40)
    #expect(Array(ShareUnits.apportion(padded).prefix(12)) == ShareUnits.apportion(parts), "seed \(seed)")
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
