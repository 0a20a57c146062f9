public import Contribution

/// A way to divide one key result's outcome among its people.
///
/// A conforming type is a value with its parameters checked at creation and a pure function of one key result's records;
/// it never reads another key result. Every conforming type takes part in the conformance suite.
public protocol ShareModel: Sendable {
  var name: ModelName { get }

  /// Shares of the people in the order of the records, or an abstention.
  ///
  /// - Throws: `AttributionError`, for values that no record may hold.
  func estimate(_ records: KeyResultRecords) throws(AttributionError) -> Estimate
}

extension Estimate {
  /// The answer where there is nothing to compare: no one, one person, or no evidence; nil otherwise.
  static func trivial(_ model: ModelName, people: Int, hasEvidence: Bool, _ diagnostics: [Diagnostic]) -> Estimate? {
    switch people {
    case 0: return Estimate(model: model, shares: [], diagnostics: diagnostics)
    case 1: return Estimate(model: model, shares: [1], diagnostics: diagnostics + [.onePerson])
    default:
      guard !hasEvidence else { return nil }
      let shares = [Double](repeating: 1 / Double(people), count: people)
      return Estimate(model: model, shares: shares, diagnostics: diagnostics + [.noEvidence])
    }
  }
}
