public import Contribution
import Statistics

/// The credit on record, as shares.
///
/// s_i = credit_i / sum of credit. People who are not authors hold 0. With no credit on record at all, shares are equal and
/// the result carries `noCredit` and `noEvidence`. It says what was written down, not what was done.
/// - Complexity: O(n).
public struct DeclaredModel: ShareModel {
  public let name = ModelName.declared

  public init() {}

  public func estimate(_ records: KeyResultRecords) throws(AttributionError) -> Estimate {
    let credit = records.people.credit
    guard credit.count == records.people.count else { throw AttributionError(.lengthMismatch, "people.credit") }
    guard credit.allSatisfy({ $0 >= 0 && $0.isFinite }) else { throw AttributionError(.invalidWeight, "people.credit") }
    let total = compensatedSum(credit)
    guard total.isFinite else { throw AttributionError(.overflow, "people.credit") }
    let silent = total > 0 ? [] : [Diagnostic.noCredit]
    if let trivial = Estimate.trivial(name, people: credit.count, hasEvidence: total > 0, silent) { return trivial }
    return Estimate(model: name, shares: credit.map { $0 / total })
  }
}
