public import Contribution
import Statistics

/// All recorded acts of one key result in units of their channel, before any exchange rate.
///
/// - authored, help: the assignee's part of the task's effort, by role;
/// - review: effort x `ReviewDepth`, never for an assignee of the same task;
/// - unblocking: effort units as recorded;
/// - other channels: number of acts x `actUnit`.
///
/// Open and dropped tasks carry no units. Assignees divide a task's effort by their declared parts; those without one divide
/// what is left of 1 equally; parts are then divided by their sum, and where that is 0 they are equal.
/// Linear in units on purpose: splitting a task or a review in two changes nobody's units (Ju, Miyagawa, Sakai 2007).
/// Source: models.md, section 1.
public struct EvidenceUnits: Sendable {
  public let people: Int
  /// Acts with units > 0: assignments by task and person, then reviews by task and person, then other acts in their order.
  public let acts: [EvidenceAct]
  /// Sum of units at `person * Channel.count + channel.index`.
  public let sums: [Double]
  /// Sum of squared units, in the same places: with `sums` it gives the effective number of acts.
  public let squares: [Double]
  /// Number of acts, in the same places.
  public let counts: [Int32]
  /// Whether a task that carries units has an imputed effort.
  public let isImputed: Bool
  /// Which authored units stand on stated efforts, by person; nil where all do.
  let imputed: ImputedUnits?

  /// - Parameters:
  ///   - tau: review depth that is worth 1 - 1/e of the task, > 0.
  ///   - instant: seconds under which an approval of unknown depth is worth nothing.
  ///   - decay: optional fading of tasks and their reviews.
  /// - Throws: `AttributionError` for lengths, order, indices or values that no record may have.
  /// - Complexity: O(acts).
  public init(
    _ records: KeyResultRecords, tau: Double = 4, instant: Int32 = 60, decay: TimeDecay? = nil
  ) throws(AttributionError) {
    try self.init(records, depth: try ReviewDepth(tau: tau, instant: instant), decay: decay)
  }

  init(_ records: KeyResultRecords, depth: ReviewDepth, decay: TimeDecay?) throws(AttributionError) {
    try records.check()
    var ledger = UnitLedger(people: records.people.count, capacity: records.recordedRows)
    let efforts = Self.countedEfforts(records.tasks, decay)
    ledger.addAssignments(records.assignments, efforts, records.tasks)
    ledger.addReviews(records.reviews, records.assignments, efforts, depth)
    ledger.addActs(records.acts, actUnit: records.actUnit)
    people = records.people.count
    acts = ledger.acts
    sums = ledger.sums
    squares = ledger.squares
    counts = ledger.counts
    isImputed = ledger.isImputed
    imputed = ledger.isImputed ? ledger.imputed : nil
  }

  /// Effort per task as far as it counts: 0 for open and dropped tasks.
  private static func countedEfforts(_ tasks: KeyResultRecords.Tasks, _ decay: TimeDecay?) -> [Double] {
    var efforts = [Double](repeating: 0, count: tasks.count)
    for task in 0..<tasks.count where tasks.outcome[task].counts {
      efforts[task] = tasks.effort[task] * (decay?.weight(completedAt: tasks.completedAt[task]) ?? 1)
    }
    return efforts
  }
}

/// Authored units whose effort nobody stated, and what the same people stated elsewhere in the key result.
struct ImputedUnits: Sendable {
  /// Sum and number of imputed acts of each person.
  var sums: [Double]
  var counts: [Double]
  /// Largest act of each person that was stated; 0 for none.
  var largest: [Double]

  init(people: Int) {
    sums = Array(repeating: 0, count: people)
    counts = sums
    largest = sums
  }
}
