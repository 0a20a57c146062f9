public import Contribution
import Statistics

/// Shapley value of a game over the key result's tasks.
///
/// v(S) = sum over tasks of effort x g_t(S), where g_t is worth its full effort with everybody on board. By additivity the
/// value is the sum of the tasks' values; a person on no task is a null player and gets 0. Exact: see `SupportedTask`. Acts
/// outside tasks and reviews (thanks, check-ins, ...) are not part of the game. With the gate `supportRent` support is paid
/// out of the rent of the author whom it helped: see `SupportRentGame`.
/// No task with people and effort: shares are 1/n with `noEvidence`.
/// Source: Shapley 1953; Owen 1972, 1977; models.md, section 2.
public struct ShapleyModel: ShareModel {
  /// How support enters the game.
  public enum Gate: String, Sendable, CaseIterable {
    /// Support multiplies the worth of each task by itself.
    case perTask = "per-task"
    /// Support received by an author, over all tasks, opens a part of that author's mass.
    case supportRent = "support-rent"
  }

  public let name = ModelName.shapley
  public let gate: Gate
  public let kappa: Double
  /// Decay of the support rent in support per own unit.
  public let lambda: Double
  /// Units of authored work in a unit of review; read by the gate `supportRent` only.
  public let reviewRate: Double
  private let depth: ReviewDepth
  private let task: SupportedTask

  /// - Throws: code `invalidParameter` unless kappa is in [0, 1), tau > 0, lambda > 0, reviewRate >= 0.
  public init(
    gate: Gate = .perTask, kappa: Double = 0.5, tau: Double = 4, instant: Int32 = 60, lambda: Double = 5,
    reviewRate: Double = ExchangeRates.policy[.review]
  ) throws(AttributionError) {
    guard lambda > 0, lambda.isFinite else { throw AttributionError(.invalidParameter, "lambda") }
    guard reviewRate >= 0, reviewRate.isFinite else { throw AttributionError(.invalidParameter, "reviewRate") }
    guard instant >= 0 else { throw AttributionError(.invalidParameter, "instant") }
    self.gate = gate
    self.kappa = kappa
    self.lambda = lambda
    self.reviewRate = reviewRate
    self.depth = try ReviewDepth(tau: tau, instant: instant)
    self.task = try SupportedTask(kappa: kappa)
  }

  /// - Complexity: O(assignments + reviews) while tasks have few supporters.
  public func estimate(_ records: KeyResultRecords) throws(AttributionError) -> Estimate {
    try records.check()
    let people = records.people.count
    var books = ShapleyBooks(people: people)
    var imputed = false
    TaskWalk(records, depth).visitAll { party in
      if records.tasks.isImputed[party.task] { imputed = true }
      switch gate {
      case .perTask: books.add(party, task)
      case .supportRent: books.addSupport(party, reviewRate: reviewRate)
      }
    }
    var diagnostics = [Diagnostic]()
    if records.quarantinedRows > 0 { diagnostics.append(.incompleteEvidence) }
    if imputed { diagnostics.append(.imputedEffort) }
    if gate == .supportRent { books.settleRents(kappa: kappa, lambda: lambda) }
    let total = compensatedSum(books.amounts)
    guard total.isFinite else { throw AttributionError(.overflow, "tasks.effort") }
    if let trivial = Estimate.trivial(name, people: people, hasEvidence: total > 0, diagnostics) { return trivial }
    var shares = [Double](repeating: 0, count: people)
    var pieces = Estimate.Pieces()
    for person in 0..<people {
      var share = CompensatedSum()
      for (slot, channel) in ShapleyBooks.channels.enumerated() {
        let place = person * ShapleyBooks.channels.count + slot
        guard books.amounts[place] > 0 else { continue }
        let amount = books.amounts[place] / total
        share.add(amount)
        pieces.person.append(Int32(person))
        pieces.channel.append(channel)
        pieces.acts.append(books.counts[place])
        pieces.amount.append(amount)
      }
      shares[person] = min(1, share.value)
    }
    return Estimate(model: name, shares: shares, pieces: pieces, diagnostics: diagnostics)
  }
}
