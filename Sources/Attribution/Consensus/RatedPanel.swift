import Contribution
import Glibc
import Statistics

/// All rated key results of the sample side by side: evidence on one hand, peers on the other.
struct RatedPanel {
  private var logit: ConditionalLogit
  private let members: [ConsensusSample.Member]
  /// Local number of each cell's person: only rated people are cells.
  private let person: [Int]
  /// Effective raters per cell.
  private let raters: [Double]
  private let raterVariance: Double
  /// Variance of peers' values within key results, and the part of it that is rating noise.
  private let peerVariance: Double
  private let peerNoise: Double
  private let form: RatingForm

  /// - Returns: nil where no key result has enough ratings.
  /// - Complexity: O(ratings).
  init?(_ candidates: [ConsensusSample.Member], policy: ExchangeRates, choices: FitChoices) {
    let form = RatingForm(candidates)
    var squares = CompensatedSum()
    var freedom = 0.0
    var residuals: [Double] = []
    for member in candidates {
      guard
        let plain = PeerReading(
          member.ratings, people: member.people, scale: nil, evidence: nil, form: form)
      else { continue }
      squares.add(plain.squares)
      freedom += plain.freedom
      residuals += plain.scaledResiduals
    }
    guard freedom > 0, let middle = median(residuals) else { return nil }
    let robust = 1.3 * 1.4826 * middle
    let scale = max(0.01, min(robust * robust, squares.value / freedom))
    var logit = ConditionalLogit(start: [0], family: [], families: 1, value: [])
    var members: [ConsensusSample.Member] = []
    var persons: [Int] = []
    var raters: [Double] = []
    var weightedSquares = CompensatedSum()
    var weightedFreedom = 0.0
    var variance = CompensatedSum()
    var noise = CompensatedSum()
    var degrees = 0.0
    for member in candidates {
      let evidence = EvidenceReading(
        sums: member.sums, squares: member.squares, rates: policy.rates, dispersion: 1)
      let reading = PeerReading(
        member.ratings, people: member.people, scale: choices.weighsRatings ? scale : nil, evidence: evidence,
        form: form)
      guard let reading else { continue }
      weightedSquares.add(reading.squares)
      weightedFreedom += reading.freedom
      members.append(member)
      let rated = Double(reading.raters.count { $0 > 0 })
      for person in member.people.indices where reading.raters[person] > 0 {
        logit.value.append(reading.value[person])
        logit.family.append(choices.learnsBias ? max(0, Int(member.family[person]) + 1) : 0)
        persons.append(person)
        raters.append(reading.raters[person])
        variance.add(reading.value[person] * reading.value[person])
        noise.add((1 - 1 / rated) / reading.raters[person])
      }
      degrees += rated - 1
      logit.start.append(logit.value.count)
    }
    guard degrees > 0, weightedFreedom > 0 else { return nil }
    logit.families = (logit.family.max() ?? 0) + 1
    self.logit = logit
    self.members = members
    self.raters = raters
    person = persons
    self.form = form
    raterVariance = max(0.005, 1.1 * weightedSquares.value / weightedFreedom)
    peerVariance = variance.value / degrees
    peerNoise = raterVariance * noise.value / degrees
  }

  /// Fills in what ratings can teach.
  func learn(_ fit: inout CompanyFit, policy: ExchangeRates, learnsRates: Bool) {
    var state = Moments(dispersion: fit.dispersion, recordingVariance: 0.2)
    var rates = policy.rates
    if learnsRates { (rates, fit.rateError) = searchRates(policy, state) }
    let cells = Cells(self, rates)
    guard cells.weight(state).contains(where: { $0 > 0 }) else { return }
    var regression = logit.fit(worth: cells.worth, weight: cells.weight(state), rounds: 12)
    for round in 0..<3 {
      if round > 0 { regression = logit.fit(worth: cells.worth, weight: cells.weight(state), rounds: 12) }
      settle(&state, slope: max(0.5, min(6, regression.slope)))
      measureNoise(&state, regression, cells)
    }
    fit.rates = ExchangeRates(rates) ?? policy
    // Family 0 of the regression stands for unknown; the rest are the company's families in order.
    let mean = regression.bias.dropFirst().reduce(0, +) / Double(max(1, regression.bias.count - 1))
    fit.recordingBias = regression.bias.dropFirst().map { $0 - mean }
    fit.recordingBiasError = regression.information.dropFirst().map {
      (($0 / ($0 + 5)) / ($0 + 5)).squareRoot()
    }
    fit.loading = state.loading
    fit.contributionVariance = state.contributionVariance
    fit.recordingVariance = state.recordingVariance
    fit.dispersion = state.dispersion
    fit.raterVariance = raterVariance
    fit.ratingScale = form.scale
    fit.ratingCeiling = form.ceiling
    fit.ratedKeyResults = members.count
    fit.ratedPeople = raters.count
  }

  struct Moments {
    var dispersion: Double
    var recordingVariance: Double
    var loading = 0.6
    var contributionVariance = 0.6
    var reliability = 1.0
  }

  /// Loading and spread from the slope: slope = reliability of peers / loading.
  private func settle(_ state: inout Moments, slope: Double) {
    let signal = max(peerVariance - peerNoise, 0.05 * peerVariance)
    let loading = signal / max(peerVariance, 1e-9) / slope
    let spread = signal / (loading * loading)
    state.contributionVariance = max(spread - form.scale.sharedError, 0.1 * spread)
    state.reliability = state.contributionVariance * loading * loading / max(peerVariance, 1e-9)
    state.loading = max(0.05, state.reliability / slope)
  }

  /// Squared relative gap between evidence and expectation = recording variance + dispersion x size / expectation.
  private func measureNoise(_ state: inout Moments, _ regression: ConditionalLogit.Fit, _ cells: Cells) {
    let known = (1 - state.reliability) * state.contributionVariance
    var points: [(gap: Double, size: Double, weight: Double)] = []
    var weights = 0.0
    for game in members.indices {
      for cell in logit.start[game]..<logit.start[game + 1] {
        let mean = regression.expected[cell] * cells.total[game]
        guard mean > 0, cells.size[cell] < 1.5 * mean else { continue }
        let gap = cells.worth[cell] / mean - 1
        let square = min(gap * gap, 9) / (1 - min(regression.expected[cell], 0.6)) - known
        let size = cells.size[cell] / mean
        let weight = 1 / ((size + 0.4) * (size + 0.4))
        points.append((square, size, weight))
        weights += weight
      }
    }
    guard !points.isEmpty else { return }
    // Two pseudo-groups of points keep thin data near 0.15 and 0.8.
    let prior = 20 * weights / Double(points.count)
    var (a, b, c) = (0.3 * prior, 0.0, 0.1 * prior)
    var (x, y) = (0.3 * 0.15 * prior, 0.1 * 0.8 * prior)
    for point in points {
      a += point.weight
      b += point.weight * point.size
      c += point.weight * point.size * point.size
      x += point.weight * point.gap
      y += point.weight * point.gap * point.size
    }
    let least = 0.06
    var dispersion = (a * y - b * x) / (a * c - b * b)
    var variance = (x - b * dispersion) / a
    if dispersion < form.scale.leastDispersion {
      dispersion = form.scale.leastDispersion
      variance = (x - b * dispersion) / a
    }
    if variance < least {
      variance = least
      dispersion = max(form.scale.leastDispersion, min(3, (y - b * variance) / c))
    }
    state.recordingVariance = variance
    state.dispersion = dispersion
  }
}

extension RatedPanel {
  /// Evidence of every cell at given rates.
  struct Cells {
    var worth: [Double] = []
    var size: [Double] = []
    var total: [Double] = []
    private var count: [Double] = []
    private var usual: [Double] = []

    init(_ panel: RatedPanel, _ rates: [Double]) {
      worth.reserveCapacity(panel.raters.count)
      size.reserveCapacity(panel.raters.count)
      for (game, member) in panel.members.enumerated() {
        let reading = EvidenceReading(
          sums: member.sums, squares: member.squares, rates: rates, dispersion: 1)
        var sum = 0.0
        var spread = 0.0
        let cells = panel.logit.start[game]..<panel.logit.start[game + 1]
        for cell in cells {
          let value = reading.worth[panel.person[cell]]
          worth.append(value)
          size.append(reading.size[panel.person[cell]])
          sum += value
          spread += value * reading.size[panel.person[cell]]
        }
        total.append(sum)
        count.append(Double(cells.count))
        usual.append(sum > 0 ? spread / sum : 1)
      }
    }

    /// People divided by the variance of their relative evidence: what a key result is worth to the regression.
    func weight(_ state: Moments) -> [Double] {
      total.indices.map { game in
        guard total[game] > 0, count[game] >= 2 else { return 0 }
        let mean = total[game] / count[game]
        return count[game] / (state.dispersion * usual[game] / mean + state.recordingVariance + 0.1)
      }
    }
  }

  /// Rates that let peers explain most of the evidence's deviance, held towards policy; deterministic simplex search.
  ///
  /// Only channels with worth in at least 5 % of rated cells are searched. The error of ln rate is read from the curvature.
  private func searchRates(_ policy: ExchangeRates, _ state: Moments) -> ([Double], [Double]) {
    var present = [Int](repeating: 0, count: Channel.count)
    for member in members {
      for person in member.people.indices {
        for channel in 0..<Channel.count where member.sums[person * Channel.count + channel] > 0 {
          present[channel] += 1
        }
      }
    }
    let authored = Channel.authored.index
    let least = max(20, raters.count / 20)
    let searched = (0..<Channel.count).filter {
      $0 != authored && policy.rates[$0] > 0 && present[$0] >= least && present[authored] >= least
    }
    let none = [Double](repeating: 0, count: Channel.count)
    guard !searched.isEmpty else { return (policy.rates, none) }
    let weight = Cells(self, policy.rates).weight(state)
    let cells = weight.reduce(0, +)
    guard cells > 0 else { return (policy.rates, none) }
    func rates(_ moves: [Double]) -> [Double] {
      var rates = policy.rates
      for (place, channel) in searched.enumerated() { rates[channel] *= exp(max(-3, min(3, moves[place]))) }
      return rates
    }
    func misfit(_ moves: [Double]) -> Double {
      let fit = logit.fit(worth: Cells(self, rates(moves)).worth, weight: weight, rounds: 5)
      let pull = moves.reduce(0) { $0 + $1 * $1 }
      return fit.deviance / max(fit.nullDeviance, 1e-9) + 0.004 * pull
    }
    let start = [Double](repeating: 0, count: searched.count)
    let best = nelderMead(
      start: start, step: start.map { _ in 0.4 }, tolerance: 1e-4, limit: 40 + 25 * searched.count, misfit)
    var errors = none
    for (place, channel) in searched.enumerated() {
      var up = best.point
      var down = best.point
      up[place] += 0.3
      down[place] -= 0.3
      let curvature = (misfit(up) + misfit(down) - 2 * best.value) / 0.09
      // Deviance per unit of null deviance; cells scale it to a log-likelihood.
      errors[channel] = 1 / max(1e-6, curvature * max(1, Double(raters.count))).squareRoot()
    }
    return (rates(best.point), errors)
  }
}
