import Statistics
import Testing

private func logNormals(_ count: Int, seed: UInt64) -> [Double] {
  var generator = CounterGenerator(seed: seed, stream: 1)
  return (0..<count).map { _ in
    let z = generator.normal()
    return z * z * z * 1e6
  }
}

@Test("a compensated sum keeps the ones that a plain sum loses beside 1e16")
func compensatedSumKeepsSmallTerms() {
  #expect(compensatedSum([1, 1e100, 1, -1e100]) == 2)
  #expect(compensatedSum([]) == 0)
}

@Test("an exact sum has the same bits in any order and any grouping")
func exactSumIgnoresOrder() {
  let values = logNormals(20_000, seed: 7)
  var forward = ExactSum()
  for value in values { forward.add(value) }
  var backward = ExactSum()
  for value in values.reversed() { backward.add(value) }
  var merged = ExactSum()
  for chunk in 0..<16 {
    var part = ExactSum()
    for value in values[chunk * 1250..<(chunk + 1) * 1250] { part.add(value) }
    merged.merge(part)
  }
  #expect(forward.value == backward.value)
  #expect(forward.value == merged.value)
  // Neumaier's sum is faithful to about one ulp here.
  #expect((forward.value - compensatedSum(values)).magnitude <= 2 * forward.value.ulp)
}

@Test("an exact sum is right to the last bit where the answer is known")
func exactSumKnownAnswers() {
  let cases: [([Double], Double)] = [
    ([], 0), ([1e308, 1e308, -1e308, -1e308, .leastNonzeroMagnitude], .leastNonzeroMagnitude),
    ([0.1, 0.2, -0.3], 0x1p-55 + 0),
    ([1, 0x1p-53], 1), ([1, 0x1p-53, 0x1p-105], 1.0.nextUp), ([-1, -0x1p-53, -0x1p-105], (-1.0).nextDown),
    ([-3.5, 1.25], -2.25), ([0x1p-1074, 0x1p-1074], 0x1p-1073),
  ]
  for (values, expected) in cases {
    var sum = ExactSum()
    for value in values { sum.add(value) }
    #expect(sum.value == expected, "\(values)")
  }
  var broken = ExactSum()
  broken.add(.infinity)
  #expect(broken.value.isNaN)
}

@Test("a sum by blocks does not depend on who adds which block")
func blockSumIsFixed() {
  let values = logNormals(3 * blockSumWidth + 17, seed: 8)
  let parts = stride(from: 0, to: values.count, by: blockSumWidth).map {
    compensatedSum(values[$0..<min($0 + blockSumWidth, values.count)])
  }
  #expect(blockSum(values) == compensatedSum(parts))
}
