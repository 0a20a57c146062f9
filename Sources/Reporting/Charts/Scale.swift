/// A linear axis from zero with round marks.
struct Scale {
  let low: Double
  let high: Double
  /// Distance of marks, in the unit of the data.
  let step: Double
  /// Largest value on the axis, a multiple of `step`.
  let limit: Double

  /// - Parameters:
  ///   - largest: largest value to show; what is not finite or not positive counts as 1.
  ///   - least: smallest distance of marks: closer ones would read the same with the decimals that labels have.
  ///   - from: coordinate of zero.
  ///   - to: coordinate of the end of the axis.
  ///   - marks: most marks beside zero.
  init(largest: Double, least: Double = 0.001, from low: Double, to high: Double, marks: Int = 6) {
    self.low = low
    self.high = high
    let reach = largest.isFinite && largest > 0 ? largest : 1
    var power = 1.0
    while power * 10 <= reach { power *= 10 }
    while power > reach { power /= 10 }
    let candidates = [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5].map { $0 * power }
    let step = max(candidates.first { (reach / $0).rounded(.up) <= Double(marks) } ?? power * 5, least)
    self.step = step
    limit = (reach / step).rounded(.up) * step
  }

  func position(_ value: Double) -> Double {
    low + (high - low) * min(max(value / limit, 0), 1)
  }

  var marks: [Double] {
    (0...Int((limit / step).rounded())).map { Double($0) * step }
  }
}
