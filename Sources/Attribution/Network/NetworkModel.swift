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

  /// - Complexity: O(iterations x (assignments + reviews)).
  public func estimate(_ records: KeyResultRecords) throws(AttributionError) -> Estimate {
    try records.check()
    let people = records.people.count
    var edges = [(from: Int, to: Int, weight: Double)]()
    var seeds = [Double](repeating: 0, count: people)
    var isImputed = false
    TaskWalk(records, depth).visitAll { party in
      if records.tasks.isImputed[party.task] { isImputed = true }
      let node = seeds.count
      seeds.append(party.effort)
      func join(_ person: Int32, _ weight: Double) {
        guard weight > 0 else { return }
        edges.append((node, Int(person), weight))
        edges.append((Int(person), node, weight))
      }
      for (author, part) in zip(party.authors, party.parts) { join(author, party.effort * part) }
      for (supporter, value) in zip(party.supporters, party.detection) { join(supporter, party.effort * value) }
    }
    var diagnostics = [Diagnostic]()
    if records.quarantinedRows > 0 { diagnostics.append(.incompleteEvidence) }
    if isImputed { diagnostics.append(.imputedEffort) }
    if let trivial = Estimate.trivial(name, people: people, hasEvidence: !edges.isEmpty, diagnostics) {
      return trivial
    }
    // Efforts whose sum overflows are refused here: the teleport vector has no finite sum.
    let ranks = try PageRank(
      WeightedGraph(nodes: seeds.count, edges: edges), damping: damping, teleport: seeds, tolerance: 1e-11
    ).ranks
    let personal = Array(ranks[0..<people])
    let total = compensatedSum(personal)
    guard total > 0, total.isFinite else { throw AttributionError(.overflow, "tasks.effort") }
    return Estimate(model: name, shares: personal.map { $0 / total }, diagnostics: diagnostics)
  }
}
