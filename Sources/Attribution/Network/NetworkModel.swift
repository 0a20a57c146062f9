public import Contribution
import Statistics

/// CredRank on the key result's collaboration graph.
///
/// Nodes are people and counted tasks. Credit enters at tasks in proportion to effort, flows from a task to its assignees by their
/// parts and to its reviewers by the worth of their review, and from a person back to the tasks worked on, so that people who hold
/// many joint tasks together rank high. Shares are the people's ranks divided by their sum. Finds support that counts miss; neither
/// additive nor split-proof, so it weighs nothing in the consensus unless learned otherwise. No task with people: shares are 1/n
/// with `noEvidence`.
/// Source: SourceCred's CredRank; Page et al. 1999; models.md, section 4.
public struct NetworkModel: ShareModel {
  public let name = ModelName.network
  public let damping: Double
  private let depth: ReviewDepth

  /// - Throws: code `invalidParameter` unless damping is in [0, 1), tau > 0 and instant >= 0.
  public init(damping: Double = 0.85, tau: Double = 4, instant: Int32 = 60) throws(AttributionError) {
    guard damping >= 0, damping < 1 else { throw AttributionError(.invalidParameter, "damping") }
    guard instant >= 0 else { throw AttributionError(.invalidParameter, "instant") }
    self.damping = damping
    self.depth = try ReviewDepth(tau: tau, instant: instant)
  }

  /// - Complexity: O(rounds x (assignments + reviews)), about 25 rounds.
  public func estimate(_ records: KeyResultRecords) throws(AttributionError) -> Estimate {
    try records.check()
    let people = records.people.count
    var graph = CollaborationRank(people: people)
    var isImputed = false
    TaskWalk(records, depth).visitAll { party in
      if records.tasks.isImputed[party.task] { isImputed = true }
      graph.addTask(effort: party.effort)
      for (author, part) in zip(party.authors, party.parts) { graph.join(author, party.effort * part) }
      for (supporter, value) in zip(party.supporters, party.detection) { graph.join(supporter, party.effort * value) }
    }
    var diagnostics = [Diagnostic]()
    if records.quarantinedRows > 0 { diagnostics.append(.incompleteEvidence) }
    if isImputed { diagnostics.append(.imputedEffort) }
    if let trivial = Estimate.trivial(name, people: people, hasEvidence: graph.hasEdges, diagnostics) {
      return trivial
    }
    // Efforts whose sum overflows are refused here: credit has no place to enter.
    let personal = try graph.ranks(damping: damping, tolerance: 1e-13)
    let total = compensatedSum(personal)
    guard total > 0, total.isFinite else { throw AttributionError(.overflow, "tasks.effort") }
    return Estimate(model: name, shares: personal.map { $0 / total }, diagnostics: diagnostics)
  }
}
