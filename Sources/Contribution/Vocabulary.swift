/// What became of a task. Open and dropped tasks carry no units; `learned` counts in full.
public enum TaskOutcome: String, CaseIterable, Sendable {
  case open, delivered, learned, dropped

  /// Whether the task's effort is evidence.
  public var counts: Bool { self == .delivered || self == .learned }
}

/// In what part somebody is named on a task.
public enum AssigneeRole: String, CaseIterable, Sendable {
  case owner
  case coOwner = "co_owner"
  case helper
  /// Who moved the task through the system (merged, closed): no part of its effort.
  case handler

  /// Handlers divide no effort; they may review the task like anybody else.
  public var dividesEffort: Bool { self != .handler }
}

/// What a review concluded.
public enum ReviewVerdict: String, CaseIterable, Sendable {
  case approve
  case requestChanges = "request_changes"
  case comment
}

/// What a feedback record says. `suggestion` is no thanks and carries no units.
public enum FeedbackKind: String, CaseIterable, Sendable {
  case thanks, help, praise, suggestion

  public var isThanks: Bool { self != .suggestion }
}

/// How an objective is meant to be judged.
public enum ObjectiveKind: String, CaseIterable, Sendable {
  case okr, kpi, exploration
}

/// The ways to estimate shares. The raw value is the `model` column of `shares`.
public enum ModelName: String, CaseIterable, Sendable {
  case equal, declared, evidence, shapley, network, peer, outcome, consensus

  /// Whether the model looks at who did what in the key result itself. `outcome` knows other key results only: pages and counts of
  /// agreeing models leave it out, and nobody is asked about a share because of it.
  public var looksAtTheKeyResult: Bool { self != .outcome }
}

/// The input table that a record came from. The raw value is the `source_table` column.
public enum SourceTable: String, CaseIterable, Sendable {
  case periods, people, teams
  case teamMembers = "team_members"
  case absences, objectives
  case keyResults = "key_results"
  case keyResultVersions = "key_result_versions"
  case checkIns = "check_ins"
  case keyResultAuthors = "key_result_authors"
  case tasks
  case taskAssignees = "task_assignees"
  case taskLinks = "task_links"
  case reviews
  case peerRatings = "peer_ratings"
  case feedback
  case oneOnOnes = "one_on_ones"
  case learningRecords = "learning_records"
  case spotChecks = "spot_checks"
  case personAliases = "person_aliases"
}
