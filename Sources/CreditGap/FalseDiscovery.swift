import Statistics

/// Which candidates may be flags and which may be watches, each kind of statement at its own rate of false ones.
///
/// Flags are selected among those that have everything a flag needs, watches among all that are not flags: so the rate holds for
/// each word that a reader meets, not only for both together. Nobody is selected on what is less likely than not, however sure
/// the others are: a rate over many must not be spent on one.
struct FalseDiscovery {
  let isFlag: [Bool]
  let isWatch: [Bool]
  /// Mean chance of being wrong of everything of the same kind up to this candidate: among flags for a flag, among the others else.
  let running: [Double]

  /// - Parameters:
  ///   - probabilities: that a finding is right.
  ///   - mayBeFlag: whether it has everything else that a flag needs.
  /// - Complexity: O(n log n).
  init(_ probabilities: [Double], mayBeFlag: [Bool]) {
    var isFlag = [Bool](repeating: false, count: probabilities.count)
    var isWatch = isFlag
    var running = [Double](repeating: 1, count: probabilities.count)
    func select(_ candidates: [Int], _ rate: Double, _ chosen: inout [Bool]) {
      let discovery = BayesianFalseDiscovery(posteriors: candidates.map { probabilities[$0] })
      let count = discovery.count(at: rate)
      for (place, candidate) in discovery.order.enumerated() {
        running[candidates[candidate]] = discovery.running[place]
        chosen[candidates[candidate]] = place < count && probabilities[candidates[candidate]] >= FindingSelection.least
      }
    }
    select(probabilities.indices.filter { mayBeFlag[$0] }, FindingSelection.flagRate, &isFlag)
    let flags = isFlag
    let kept = running
    select(probabilities.indices.filter { !flags[$0] }, FindingSelection.watchRate, &isWatch)
    for place in probabilities.indices where flags[place] { running[place] = kept[place] }
    self.isFlag = isFlag
    self.isWatch = isWatch
    self.running = running
  }
}
