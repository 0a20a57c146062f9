import Contribution
import Glibc
import Statistics

/// The exact way from an equal share to the consensus share.
///
/// From 1/n to the evidence share the path is a straight line, so that each channel adds what the person holds of it beyond the average.
/// From there to the consensus the path is straight in log shares; each step gets its Aumann-Shapley integral along the path,
/// s_i (d_i - mean of d under s), by 8 Gauss-Legendre nodes. Shrinkage takes the rest, so that steps sum to the share.
enum ConsensusSteps {
  static func of(
    _ shares: [Double], _ reading: ConsensusReading, _ units: EvidenceUnits, _ fit: CompanyFit,
    _ posterior: ContributionPosterior, spotMoves: [Double]
  ) -> ConsensusEstimate.Steps {
    let count = shares.count
    let channels = channelAmounts(reading, units, fit)
    let moves = logMoves(reading, fit, posterior, spotMoves)
    let stated = zip(reading.evidenceLogs, moves[0]).map { $0 - $1 }
    let path = integrate(from: stated, to: posterior.mean, moves)
    var steps = ConsensusEstimate.Steps()
    for person in 0..<count {
      var sum = CompensatedSum()
      func add(_ step: ConsensusStep, _ amount: Double) {
        sum.add(amount)
        guard amount != 0 else { return }
        steps.person.append(Int32(person))
        steps.step.append(step)
        steps.amount.append(amount)
      }
      add(.equalStart, 1 / Double(count))
      for channel in Channel.allCases { add(.channel(channel), channels[person * Channel.count + channel.index]) }
      for (place, step) in [ConsensusStep.effortCheck, .recordingBias, .peers, .spotChecks].enumerated() {
        add(step, path[person * moves.count + place])
      }
      add(.shrinkage, shares[person] - sum.value)
    }
    return steps
  }

  /// Part of the evidence share in each channel, less the average member's; person by person.
  private static func channelAmounts(
    _ reading: ConsensusReading, _ units: EvidenceUnits, _ fit: CompanyFit
  ) -> [Double] {
    let count = reading.people.count
    var amounts = [Double](repeating: 0, count: count * Channel.count)
    guard reading.hasRecords else { return amounts }
    var volumes = [Double](repeating: 0, count: Channel.count)
    for channel in 0..<Channel.count {
      var volume = CompensatedSum()
      for person in 0..<count { volume.add(units.sums[person * Channel.count + channel]) }
      volumes[channel] = volume.value
    }
    // Efforts as stated: what the effort check takes off is a step of its own.
    let total = compensatedSum(zip(volumes, fit.rates.rates).map { $0 * $1 })
    for channel in 0..<Channel.count where volumes[channel] > 0 {
      let worth = fit.rates.rates[channel] / total
      for person in 0..<count {
        let place = person * Channel.count + channel
        amounts[place] = worth * (units.sums[place] - volumes[channel] / Double(count))
      }
    }
    return amounts
  }

  /// How far effort check, bias, peers and spot checks move each log share: peers by their part of the precision
  /// times the distance of their value from what the records say.
  private static func logMoves(
    _ reading: ConsensusReading, _ fit: CompanyFit, _ posterior: ContributionPosterior, _ spotMoves: [Double]
  ) -> [[Double]] {
    let count = reading.people.count
    var bias = [Double](repeating: 0, count: count)
    var peers = bias
    for person in 0..<count {
      let one = reading.people[person]
      if reading.hasRecords { bias[person] = -(one.offset + log(reading.evidence.size[person])) }
      guard one.peerPrecision > 0 else { continue }
      let own = reading.hasRecords ? reading.evidenceLogs[person] + bias[person] - posterior.alpha : 0
      let weight = fit.loading * fit.loading * one.peerPrecision * posterior.variance[person]
      peers[person] = min(1, weight) * (reading.peerLogs[person] - own)
    }
    return [
      reading.effortMoves.isEmpty ? Array(repeating: 0, count: count) : reading.effortMoves, bias, peers, spotMoves,
    ]
  }

  /// What each move adds to each share along the path; person by person.
  private static func integrate(from start: [Double], to end: [Double], _ moves: [[Double]]) -> [Double] {
    let count = start.count
    var result = [Double](repeating: 0, count: count * moves.count)
    // Without effort moves, peers, spot checks and biases, the usual case of a large company, there is no way to go.
    let present = moves.indices.filter { moves[$0].contains { $0 != 0 } }
    guard !present.isEmpty else { return result }
    let rule = quadrature
    for (node, weight) in zip(rule.nodes, rule.weights) {
      let shares = Composition.softmax((0..<count).map { start[$0] + node * (end[$0] - start[$0]) })
      for place in present {
        let move = moves[place]
        var mean = CompensatedSum()
        for person in 0..<count { mean.add(shares[person] * move[person]) }
        for person in 0..<count {
          result[person * moves.count + place] += weight * shares[person] * (move[person] - mean.value)
        }
      }
    }
    return result
  }

  private static let quadrature = GaussLegendre(count: 8)
}
