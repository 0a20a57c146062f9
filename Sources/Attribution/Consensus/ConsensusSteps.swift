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
    let equal = 1 / Double(count)
    var amounts = [[Double]](repeating: [], count: count)
    let channels = channelAmounts(reading, units, fit)
    let moves = logMoves(reading, fit, posterior, spotMoves)
    let path = integrate(from: reading.evidenceLogs, to: posterior.mean, moves)
    var steps = ConsensusEstimate.Steps()
    for person in 0..<count {
      amounts[person] = [equal] + channels[person] + path[person]
      let rest = shares[person] - compensatedSum(amounts[person])
      amounts[person].append(rest)
      for (place, amount) in amounts[person].enumerated() where amount != 0 {
        steps.person.append(Int32(person))
        steps.step.append(step(place))
        steps.amount.append(amount)
      }
    }
    return steps
  }

  private static func step(_ place: Int) -> ConsensusStep {
    switch place {
    case 0: return .equalStart
    case 1...Channel.count: return .channel(Channel.allCases[place - 1])
    case Channel.count + 1: return .recordingBias
    case Channel.count + 2: return .peers
    case Channel.count + 3: return .spotChecks
    default: return .shrinkage
    }
  }

  /// Part of the evidence share in each channel, less the average member's.
  private static func channelAmounts(
    _ reading: ConsensusReading, _ units: EvidenceUnits, _ fit: CompanyFit
  ) -> [[Double]] {
    let count = reading.people.count
    var amounts = [[Double]](repeating: Array(repeating: 0, count: Channel.count), count: count)
    guard reading.hasRecords else { return amounts }
    for channel in 0..<Channel.count {
      var volume = CompensatedSum()
      for person in 0..<count { volume.add(units.sums[person * Channel.count + channel]) }
      guard volume.value > 0 else { continue }
      let worth = fit.rates.rates[channel] / reading.total
      for person in 0..<count {
        amounts[person][channel] = worth * (units.sums[person * Channel.count + channel] - volume.value / Double(count))
      }
    }
    return amounts
  }

  /// How far bias, peers and spot checks move each log share: peers by their part of the precision
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
    return [bias, peers, spotMoves]
  }

  private static func integrate(from start: [Double], to end: [Double], _ moves: [[Double]]) -> [[Double]] {
    let count = start.count
    var result = [[Double]](repeating: Array(repeating: 0, count: moves.count), count: count)
    let rule = quadrature
    for (node, weight) in zip(rule.nodes, rule.weights) {
      let shares = Composition.softmax((0..<count).map { start[$0] + node * (end[$0] - start[$0]) })
      for (place, move) in moves.enumerated() {
        var mean = CompensatedSum()
        for person in 0..<count { mean.add(shares[person] * move[person]) }
        for person in 0..<count { result[person][place] += weight * shares[person] * (move[person] - mean.value) }
      }
    }
    return result
  }

  private static let quadrature = GaussLegendre(count: 8)
}
