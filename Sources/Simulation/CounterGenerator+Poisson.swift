import Glibc
import Statistics

extension CounterGenerator {
  /// A Poisson number by counting exponential gaps; meant for means below a few hundred.
  mutating func poisson(_ mean: Double) -> Int {
    var left = mean - exponential()
    var count = 0
    while left > 0 {
      count += 1
      left -= exponential()
    }
    return count
  }
}
