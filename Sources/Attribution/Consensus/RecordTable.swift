import Glibc

/// ln(e^x + r) and its slope on a fine grid: the two functions that the likelihood of recorded work needs at every step.
///
/// Recorded acts given expected acts mu = e^x are negative binomial with shape r = 1 / recording variance:
/// ln L = m x - (m + r) ln(mu + r) + constant. Heavy-tailed on purpose: many expected and none recorded stays possible.
struct RecordTable: Sendable {
  let shape: Double
  /// ln(e^x + r) at entry i of the fine grid, at `index(i)`.
  let logs: [Double]
  /// e^x / (e^x + r), likewise.
  let slopes: [Double]

  static let first = -34.0
  static let perStep = 16
  private static let columns = Int(68 / ContributionGrid.step) + 2

  init(shape: Double) {
    self.shape = shape
    var logs = [Double](repeating: 0, count: Self.columns * Self.perStep)
    var slopes = logs
    let step = ContributionGrid.step / Double(Self.perStep)
    for entry in logs.indices {
      let mean = exp(Self.first + Double(entry) * step)
      logs[Self.index(entry)] = log(mean + shape)
      slopes[Self.index(entry)] = mean / (mean + shape)
    }
    self.logs = logs
    self.slopes = slopes
  }

  /// Where an entry is kept: entries one grid step apart stand side by side.
  static func index(_ entry: Int) -> Int { entry % perStep * columns + entry / perStep }
}

/// The values of log contribution at which posteriors are computed: from far below to far above the usual, 0.
enum ContributionGrid {
  static let count = 64
  static let low = -6.5
  static let step = 10.5 / 63
  static let values: [Double] = (0..<count).map { low + Double($0) * step }
  /// Vectors of eight that hold one number a grid point.
  static let blocks = count / 8
}

extension [Double] {
  /// Eight elements from an index on.
  @inline(__always) func eight(at index: Int) -> SIMD8<Double> {
    // The span checks that the bytes are its own.
    unsafe span.bytes.unsafeLoadUnaligned(fromByteOffset: 8 * index, as: SIMD8<Double>.self)
  }

  /// The elements eight by eight; their number must be a multiple of eight.
  var byEight: [SIMD8<Double>] { stride(from: 0, to: count, by: 8).map { eight(at: $0) } }
}
