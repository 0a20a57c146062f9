import Glibc
import Statistics
import Testing

@Test("eight exponentials at once agree with the C library's to 1e-14, and vanish far below 0")
func vectorExponential() {
  var generator = CounterGenerator(seed: 7, stream: 1)
  var points = (0..<4000).map { _ in 1400 * generator.uniform() - 700 }
  points += [0, -0.0, 1, -1, 0.3465735902799726, -0.3465735902799727, 1e-300, -36, 700, -700, -700.0000001, -1e300]
  for start in stride(from: 0, to: points.count - 7, by: 1) {
    let block = SIMD8<Double>(points[start..<start + 8])
    let values = exponential(block)
    for lane in 0..<8 {
      let exact = block[lane] < -700 ? 0 : exp(block[lane])
      #expect(abs(values[lane] - exact) <= 1e-14 * exact, "e^\(block[lane])")
    }
  }
}
