import Glibc

/// ln(e^x + r) and its slope on a fine grid: the two functions that the likelihood of recorded work needs at every step.
///
/// Recorded acts given expected acts mu = e^x are negative binomial with shape r = 1 / recording variance:
/// ln L = m x - (m + r) ln(mu + r) + constant. Heavy-tailed on purpose: many expected and none recorded stays possible.
struct RecordTable: Sendable {
  let shape: Double
  let logs: [Double]
  let slopes: [Double]

  static let first = -34.0
  static let perStep = 16
  static let count = Int(68 / (ContributionGrid.step / Double(perStep))) + 2

  init(shape: Double) {
    self.shape = shape
    var logs = [Double](repeating: 0, count: Self.count)
    var slopes = logs
    let step = ContributionGrid.step / Double(Self.perStep)
    for index in 0..<Self.count {
      let mean = exp(Self.first + Double(index) * step)
      logs[index] = log(mean + shape)
      slopes[index] = mean / (mean + shape)
    }
    self.logs = logs
    self.slopes = slopes
  }
}

/// The values of log contribution at which posteriors are computed: from far below to far above the usual, 0.
enum ContributionGrid {
  static let count = 64
  static let low = -6.5
  static let step = 10.5 / 63
  static let values: [Double] = (0..<count).map { low + Double($0) * step }
}
