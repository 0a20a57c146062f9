import Glibc

/// e^z at even quantiles of one person's posterior.
enum PosteriorQuantiles {
  /// Fills `out` with the quantiles (j + 1/2)/D, D its length.
  ///
  /// - Parameters:
  ///   - shift: how far spot checks moved the mean.
  ///   - stretch: the factor by which they changed the standard deviation.
  static func fill(
    _ out: inout [Float], _ posterior: ContributionPosterior, _ person: Int, shift: Double, stretch: Double
  ) {
    let size = ContributionGrid.count
    let base = person * ContributionGrid.blocks
    let center = posterior.mean[person]
    // Spreading each point over its step adds step^2 / 12 to the variance: taken back here.
    let spread = posterior.variance[person] / (stretch * stretch)
    let scale = stretch * (spread / (spread + ContributionGrid.step * ContributionGrid.step / 12)).squareRoot()
    // Edges between grid points are even in z, so that each is the one before times a constant.
    let ratio = exp(scale * ContributionGrid.step)
    func edge(_ g: Int) -> Double {
      exp(center + scale * (ContributionGrid.low + (Double(g) - 0.5) * ContributionGrid.step - (center - shift)))
    }
    let draws = out.count
    let count = Double(draws)
    var next = 0
    var below = 0.0
    var left = 0.0
    for g in 0..<size where next < draws {
      let mass = posterior.density[base + g / 8][g % 8]
      let above = below + mass
      // Quantiles j with (j + 1/2)/D up to `above` lie in this step; the last step takes what rounding leaves.
      let end = g == size - 1 ? draws : min(draws, max(next, Int(above * count - 0.5) + (above * count >= 0.5 ? 1 : 0)))
      if left > 0 { left *= ratio }
      if next < end, mass > 0 {
        if left == 0 { left = edge(g) }
        let slope = left * (ratio - 1) / mass
        let start = left - (below - 0.5 / count) * slope
        let gain = slope / count
        let top = left * ratio
        // Written through the buffer and counted in 32 bits, so that several are computed at a time.
        unsafe out.withUnsafeMutableBufferPointer { out in
          for j in Int32(truncatingIfNeeded: next)..<Int32(truncatingIfNeeded: end) {
            unsafe out[Int(j)] = Float(min(top, start + Double(j) * gain))
          }
        }
        next = end
      }
      below = above
    }
    // Rounding can leave the last quantiles beyond the mass: they get the top of it.
    while next < draws {
      out[next] = next > 0 ? out[next - 1] : Float(exp(center))
      next += 1
    }
  }
}
