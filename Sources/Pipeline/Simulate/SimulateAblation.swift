internal import Attribution
internal import Contribution
internal import Simulation
internal import Statistics

/// A company scored without one of the things that the consensus lives on, to see what that one is worth.
enum SimulateAblation: String, CaseIterable, Sendable {
  /// Nobody rates.
  case peers
  /// Exchange rates stay at policy.
  case rates
  /// Job families are taken to record alike.
  case bias
  /// Every rating weighs the same, whoever gives it and however far off it is.
  case weights
  /// Stated efforts count as they are.
  case efforts
  /// Half of the tasks, with all that hangs on them, and half of the feedback are lost.
  case records

  var choices: FitChoices {
    var choices = FitChoices()
    switch self {
    case .rates: choices.learnsRates = false
    case .bias: choices.learnsBias = false
    case .weights: choices.weighsRatings = false
    case .efforts: choices.checksEfforts = false
    case .peers, .records: break
    }
    return choices
  }

  /// The tables that are left. What is lost is chosen by the stable hash of its id, whatever else is drawn.
  func tables(_ whole: ContractTables) -> ContractTables {
    switch self {
    case .peers: whole.keeping(.peerRatings) { _ in false }
    case .records:
      whole.keeping(.tasks) { Self.isKept($0[0]) }.keeping(.taskAssignees) { Self.isKept($0[0]) }
        .keeping(.reviews) { Self.isKept($0[1]) }.keeping(.feedback) { Self.isKept($0[0]) }
    case .rates, .bias, .weights, .efforts: whole
    }
  }

  private static func isKept(_ id: Substring) -> Bool { stableHash(String(id)) % 2 == 0 }
}
