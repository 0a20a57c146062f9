import Contribution
import Glibc
import Statistics

/// What human spot checks teach about exchange rates and recording bias, on top of what peers taught.
///
/// A check says ln(left / right) = d. Records say ln(E_left + h) - ln(E_right + h) - b_left + b_right, with E at exchange rates, h
/// half an act, b the recording bias of the job family. The fit so far is the prior: normal in ln rate with its standard error, or 0.5
/// where the rate is policy, and in b with its error, or 0.3. The most probable values follow by Gauss-Newton; a check whose
/// residual is beyond two standard deviations counts less, because people check what looks odd. Errors are those of the posterior.
/// Checks about somebody without records teach nothing here; they still move the two people (`ConsensusModel`).
struct SpotCheckCalibration {
  private struct Check {
    var left: [Double]
    var right: [Double]
    var half: (left: Double, right: Double)
    var families: (left: Int, right: Int)
    var logRatio: Double
    var variance: Double
  }

  private let checks: [Check]
  /// Numbers of the job families that have somebody in the sample, ascending: a family of nobody must move no other.
  private let families: [Int]

  static let policyError = 0.5
  static let biasError = 0.3

  /// - Returns: nil where no check compares two people with records.
  /// - Complexity: O(people of key results with checks).
  init?(_ members: [ConsensusSample.Member], _ fit: CompanyFit) {
    var checks: [Check] = []
    for member in members where member.spotChecks.count > 0 {
      let reading = EvidenceReading(
        sums: member.sums, squares: member.squares, rates: fit.rates.rates, dispersion: fit.dispersion)
      for row in 0..<member.spotChecks.count {
        let (left, right) = (Int(member.spotChecks.left[row]), Int(member.spotChecks.right[row]))
        guard left != right, reading.worth[left] > 0, reading.worth[right] > 0 else { continue }
        func sums(_ person: Int) -> [Double] {
          Array(member.sums[(person * Channel.count)..<((person + 1) * Channel.count)])
        }
        func noise(_ person: Int) -> Double { fit.recordingVariance + 1 / (reading.acts[person] + 0.5) }
        checks.append(
          Check(
            left: sums(left), right: sums(right), half: (0.5 * reading.size[left], 0.5 * reading.size[right]),
            families: (Int(member.family[left]), Int(member.family[right])),
            logRatio: member.spotChecks.logRatio[row],
            variance: ConsensusModel.spotCheckVariance + noise(left) + noise(right)))
      }
    }
    guard !checks.isEmpty else { return nil }
    self.checks = checks
    let count = members.reduce(0) { max($0, Int($1.family.max() ?? -1) + 1) }
    var isPresent = [Bool](repeating: false, count: count)
    for member in members {
      for family in member.family where family >= 0 { isPresent[Int(family)] = true }
    }
    families = isPresent.indices.filter { isPresent[$0] }
  }

  /// Moves rates and bias to where records agree best with people's judgements, held by what was known before.
  ///
  /// - Complexity: O(checks x (channels + families)^2 + (channels + families)^3), ten rounds.
  func refine(_ fit: inout CompanyFit, choices: FitChoices) {
    let channels = Channel.allCases.map(\.index).filter {
      choices.learnsRates && $0 != Channel.authored.index && fit.rates.rates[$0] > 0
    }
    let biased = choices.learnsBias && families.count > 1 ? families.count : 0
    fit.spotChecks = checks.count
    let size = channels.count + biased
    guard size > 0 else { return }
    var bias = families.map { fit.bias(of: Int16($0)) }
    var logs = channels.map { log(fit.rates.rates[$0]) }
    let start = logs + bias.prefix(biased)
    let precision =
      channels.map { pow(fit.rateError[$0] > 0 ? fit.rateError[$0] : Self.policyError, -2) }
      + families.prefix(biased).map {
        pow(fit.recordingBiasError.indices.contains($0) ? max(0.01, fit.recordingBiasError[$0]) : Self.biasError, -2)
      }
    var errors: [Double] = []
    for _ in 0..<10 {
      var normal = Matrix(rows: size, columns: size)
      let now = logs + bias.prefix(biased)
      var right = (0..<size).map { precision[$0] * (start[$0] - now[$0]) }
      for index in 0..<size { normal[index, index] = precision[index] }
      var rates = fit.rates.rates
      for (place, channel) in channels.enumerated() { rates[channel] = exp(logs[place]) }
      for check in checks {
        let (slopes, residual) = linear(check, rates, channels, bias, biased)
        let weight = min(1, 4 * check.variance / max(residual * residual, 1e-12)) / check.variance
        for i in 0..<size where slopes[i] != 0 {
          right[i] += weight * slopes[i] * residual
          for j in 0..<size { normal[i, j] += weight * slopes[i] * slopes[j] }
        }
      }
      guard let factor = Cholesky(normal) else { return }
      let step = factor.solve(right).map { max(-1, min(1, $0)) }
      for place in channels.indices { logs[place] += step[place] }
      for family in 0..<biased { bias[family] += step[channels.count + family] }
      let inverse = factor.inverse
      errors = (0..<size).map { inverse[$0, $0].squareRoot() }
    }
    var rates = fit.rates.rates
    for (place, channel) in channels.enumerated() where errors[place] * errors[place] * precision[place] < 0.98 {
      rates[channel] = exp(logs[place])
      fit.rateError[channel] = errors[place]
    }
    fit.rates = ExchangeRates(rates) ?? fit.rates
    guard biased > 0 else { return }
    let mean = compensatedSum(bias) / Double(biased)
    let count = max(fit.recordingBias.count, (families.last ?? -1) + 1)
    fit.recordingBias += [Double](repeating: 0, count: count - fit.recordingBias.count)
    fit.recordingBiasError += [Double](
      repeating: Self.biasError, count: max(0, count - fit.recordingBiasError.count))
    for (place, family) in families.enumerated() {
      fit.recordingBias[family] = bias[place] - mean
      fit.recordingBiasError[family] = errors[channels.count + place]
    }
  }

  /// Slopes of what records say, by channel and then family, and how far the check is from it.
  private func linear(
    _ check: Check, _ rates: [Double], _ channels: [Int], _ bias: [Double], _ biased: Int
  ) -> (slopes: [Double], residual: Double) {
    let left = zip(check.left, rates).reduce(check.half.left) { $0 + $1.0 * $1.1 }
    let right = zip(check.right, rates).reduce(check.half.right) { $0 + $1.0 * $1.1 }
    var slopes = channels.map { rates[$0] * (check.left[$0] / left - check.right[$0] / right) }
    slopes += [Double](repeating: 0, count: biased)
    let places = (
      left: families.firstIndex(of: check.families.left), right: families.firstIndex(of: check.families.right)
    )
    func known(_ place: Int?) -> Double { place.map { bias[$0] } ?? 0 }
    if places.left != places.right, biased > 0 {
      if let place = places.left { slopes[channels.count + place] -= 1 }
      if let place = places.right { slopes[channels.count + place] += 1 }
    }
    let said = log(left) - log(right) - known(places.left) + known(places.right)
    return (slopes, check.logRatio - said)
  }
}
