public import Contribution
import Statistics

/// What past outcomes say about the people of a key result: context for leadership, weight 0 in shares.
///
/// Effects of people on attainment are fitted for the whole company beforehand (`RidgePlusMinus`, `TwoWayEffects`) and passed in;
/// shares are the softmax of the people's effects. Where the effect of one of them is not identified the model abstains and says
/// `not_identified`. It reads no act of this key result, so it says nothing about who did the work.
public struct OutcomeModel: ShareModel {
  public let name = ModelName.outcome
  /// Effect by company-wide number; NaN where it is not identified.
  public let effects: [Double]
  /// Logarithmic units of contribution in a unit of effect, > 0.
  public let scale: Double

  /// - Throws: code `invalidParameter` for an infinite effect or a scale that is not finite and > 0.
  public init(effects: [Double], scale: Double = 1) throws(AttributionError) {
    guard effects.allSatisfy({ !$0.isInfinite }) else { throw AttributionError(.invalidParameter, "effects") }
    guard scale > 0, scale.isFinite else { throw AttributionError(.invalidParameter, "scale") }
    self.effects = effects
    self.scale = scale
  }

  /// - Complexity: O(people).
  public func estimate(_ records: KeyResultRecords) throws(AttributionError) -> Estimate {
    let numbers = records.people.number
    if let trivial = Estimate.trivial(name, people: numbers.count, hasEvidence: true, []) { return trivial }
    let known = numbers.map { effects.indices.contains(Int($0)) ? effects[Int($0)] : .nan }
    guard !known.contains(where: \.isNaN) else {
      return Estimate(model: name, shares: [], diagnostics: [.notIdentified])
    }
    return Estimate(model: name, shares: Composition.softmax(known.map { $0 * scale }))
  }
}

extension Diagnostic {
  /// What was asked for cannot be told from the data.
  public static let notIdentified = Diagnostic(.note, "not_identified")
}
