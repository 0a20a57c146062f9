import Statistics

extension SimulatedKeyResult {
  /// Changes the records of an attacked key result; who attacks depends on the seed alone, never on the attack.
  mutating func attack(_ plan: SimulationPlan) {
    guard members.count >= 4 else { return }
    var random = CounterGenerator(seed: plan.seed, stream: stableHash(3, stableHash(id)))
    guard random.uniform() < plan.attackShare else { return }
    let first = random.index(below: members.count)
    let second = (first + 1 + random.index(below: members.count - 1)) % members.count
    markAttackers(first, second)
    guard let attack = plan.attack else { return }
    switch attack {
    case .splitting: splitTasks(of: first)
    case .inflating: inflateTasks(of: first)
    case .bulkApprovals: approveEverything(by: first)
    case .reviewRing:
      reviewEverything(of: second, by: first)
      reviewEverything(of: first, by: second)
    case .collusion:
      distortRatings(by: first, for: second)
      distortRatings(by: second, for: first)
    case .silence: withholdRatings(by: first)
    }
  }
}
