internal import Store

/// How the company hangs together: its top, its departments, and the chain from a key result to a company objective.
struct CompanyShape {
  private let directory: CompanyDirectory
  /// The one team at the top that has teams below it; nil where there is none or more than one.
  let root: CompanyDirectory.Team?

  init(_ directory: CompanyDirectory) {
    self.directory = directory
    let parents = Set(directory.teams.compactMap(\.parent))
    let tops = directory.teams.filter { $0.parent == nil && parents.contains($0.id) }
    root = tops.count == 1 ? tops.first : nil
  }

  /// The team right below the top that a team belongs to; nil for the top itself.
  ///
  /// A cycle of teams ends where it closes.
  func department(of team: String) -> CompanyDirectory.Team? {
    guard team != root?.id else { return nil }
    var seen: Set<String> = []
    var current = directory.teamByID[team]
    while let here = current, seen.insert(here.id).inserted {
      guard let parent = here.parent, parent != root?.id, let above = directory.teamByID[parent] else { return here }
      current = above
    }
    return current
  }

  /// The objective at the end of a key result's chain where it is the company's; nil for work that reaches none.
  func companyObjective(ofKeyResult id: String) -> CompanyDirectory.Objective? {
    guard
      let objective = chain(id).last.flatMap({ directory.goals[$0]?.objective }).flatMap({ directory.objectives[$0] })
    else { return nil }
    return objective.parentKeyResult == nil && (objective.team == nil || objective.team == root?.id) ? objective : nil
  }

  /// Key results from this one up to the top.
  func chain(_ id: String) -> [String] {
    var seen: Set<String> = []
    var chain: [String] = []
    var current: String? = id
    while let here = current, directory.goals[here] != nil, seen.insert(here).inserted {
      chain.append(here)
      current = directory.goals[here]?.objective.flatMap { directory.objectives[$0]?.parentKeyResult }
    }
    return chain
  }
}
