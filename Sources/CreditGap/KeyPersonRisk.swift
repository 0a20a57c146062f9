public import Contribution
import Statistics

/// Key results that would lose most of their work with one person.
///
/// Leave-one-out loss = part of the key result's delivered effort on tasks that nobody else shared, reviewed or helped. The probability that the
/// loss is above one half is that of a Beta posterior with as many effective tasks as the effort amounts to.
public struct KeyPersonRisk: Sendable {
  /// One person's loss on one key result.
  public struct Loss: Sendable, Equatable {
    public var keyResultID: String
    public var personID: String
    /// In [0, 1].
    public var loss: Double
    /// (sum of efforts)^2 / sum of squared efforts over the key result's tasks.
    public var effectiveTasks: Double
    public var people: Int

    public init(keyResultID: String, personID: String, loss: Double, effectiveTasks: Double, people: Int) {
      self.keyResultID = keyResultID
      self.personID = personID
      self.loss = loss
      self.effectiveTasks = effectiveTasks
      self.people = people
    }
  }

  /// Losses of every person of one key result that has any; empty without delivered effort.
  /// - Complexity: O(rows).
  public static func losses(_ records: KeyResultRecords, personIDs: [String]) -> [Loss] {
    let tasks = records.tasks
    var only = [Int32](repeating: -1, count: tasks.count)
    func meet(_ task: Int32, _ person: Int32) {
      let place = Int(task)
      guard only.indices.contains(place) else { return }
      if only[place] == -1 { only[place] = person } else if only[place] != person { only[place] = -2 }
    }
    for row in 0..<records.assignments.count { meet(records.assignments.task[row], records.assignments.person[row]) }
    for row in 0..<records.reviews.count { meet(records.reviews.task[row], records.reviews.person[row]) }
    var lone = [Double](repeating: 0, count: records.people.count)
    var total = 0.0
    var squares = 0.0
    for task in 0..<tasks.count where tasks.outcome[task].counts {
      total += tasks.effort[task]
      squares += tasks.effort[task] * tasks.effort[task]
      if lone.indices.contains(Int(only[task])) { lone[Int(only[task])] += tasks.effort[task] }
    }
    guard total > 0, personIDs.count == lone.count else { return [] }
    return lone.indices.filter { lone[$0] > 0 }.map {
      Loss(
        keyResultID: records.keyResultID, personID: personIDs[$0], loss: lone[$0] / total,
        effectiveTasks: total * total / squares, people: lone.count)
    }
  }

  /// - Complexity: O(n log n).
  public static func findings(_ losses: [Loss], history: FindingHistory = FindingHistory()) -> [Finding] {
    let candidates = losses.compactMap { loss -> FindingSelection.Candidate? in
      let lone = loss.loss * loss.effectiveTasks
      guard let posterior = BetaDistribution(a: 0.5 + lone, b: 0.5 + max(0, loss.effectiveTasks - lone)) else {
        return nil
      }
      var candidate = FindingSelection.Candidate(
        finding: Finding(
          kind: .keyPersonRisk, keyResultID: loss.keyResultID, personID: loss.personID,
          probability: 1 - posterior.cumulative(0.5), state: .watch))
      if loss.people < 2 { candidate.obstacles.append(.twoPeople) }
      if loss.people == 2 { candidate.missing.append(.needsLargerTeam) }
      candidate.isCorroborated = true
      return candidate
    }
    return FindingSelection.select(candidates, history: history)
  }
}
