/// A kind of recorded act. Units of one channel are alike; an exchange rate makes channels comparable.
///
/// The raw value is the `kind` stored in `evidence_pieces`; the order of cases is the order of every per-channel array.
/// Source: models.md, section 1.
public enum Channel: String, CaseIterable, Sendable {
  /// Own part of the effort of delivered or learned tasks.
  case authored
  /// Review of somebody else's task.
  case review
  /// Part of a task taken as its helper.
  case help
  /// Finished work that unblocked a task of others.
  case unblocking
  /// Writing and re-planning the goal.
  case goalAuthoring = "goal_authoring"
  /// Keeping the goal's progress up to date.
  case checkIn = "check_in"
  /// What a stopped trial taught, written down.
  case learning
  /// Thanks, help and praise received from others.
  case thanks

  public static let count = allCases.count

  /// Position in every per-channel array, 0 ..< `Channel.count`.
  public var index: Int {
    switch self {
    case .authored: 0
    case .review: 1
    case .help: 2
    case .unblocking: 3
    case .goalAuthoring: 4
    case .checkIn: 5
    case .learning: 6
    case .thanks: 7
    }
  }
}
