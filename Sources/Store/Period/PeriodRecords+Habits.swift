internal import Contribution
package import CreditGap

/// What findings about people and their habits need, beyond one key result's records.
extension PeriodRecords {
  /// Presence of a person in the period, for innocent reasons.
  package func circumstance(_ person: Int32, team: Int32, recordingBias: Double) -> CreditSubject.Circumstance {
    let presence = index.presence
    let leave = presence.absent[Int(person)]
    let there = min(1, presence.present[Int(person)] + leave)
    let share = presence.onKeyResult(person: person, team: team)
    let allocation = presence.present[Int(person)] > 0 ? min(1, share / presence.present[Int(person)]) : 1
    return CreditSubject.Circumstance(
      leave: leave, away: 1 - there, allocation: allocation, recordingBias: recordingBias,
      mayBeDuplicate: duplicates.contains(person))
  }

  /// Approvals by reviewer: all, and those without a word within two minutes of the request.
  ///
  /// Reviewers are grouped by job family: habits differ between jobs.
  /// - Complexity: O(reviews).
  package func approvalHabits() -> [RubberStamping.Habit] {
    var approvals = [Int](repeating: 0, count: people)
    var bare = approvals
    for row in index.reviews.rows where row.verdict == .approve {
      approvals[Int(row.reviewer)] += 1
      if row.comments == 0, row.latency >= 0, row.latency < RubberStamping.fast { bare[Int(row.reviewer)] += 1 }
    }
    let families = index.company.people.family
    return (0..<people).filter { approvals[$0] > 0 }.map {
      RubberStamping.Habit(
        personID: personID(Int32($0)), group: Int(families[$0]), approvals: approvals[$0], bareApprovals: bare[$0])
    }
  }

  /// Approvals with at most one comment, as (team, reviewer, owner): what a ring would be made of.
  package func lightApprovals() -> [ReviewRing.Approval] {
    var approvals: [ReviewRing.Approval] = []
    for position in 0..<count {
      let team = CompanyIndex.team(ofKeyResult: index.keyResult(position), in: index.company)
      let assignees = index.assignees[position]
      var at = assignees.startIndex
      for review in index.reviews[position] where review.verdict == .approve && review.comments <= 1 {
        while at < assignees.endIndex, assignees[at].task < review.task { at += 1 }
        var owner = at
        while owner < assignees.endIndex, assignees[owner].task == review.task, assignees[owner].role != .owner {
          owner += 1
        }
        guard owner < assignees.endIndex, assignees[owner].task == review.task,
          assignees[owner].person != review.reviewer
        else { continue }
        approvals.append(
          ReviewRing.Approval(group: team, reviewer: review.reviewer, author: assignees[owner].person))
      }
    }
    return approvals
  }

  /// Finished tasks of one person each, with effort, days and review comments.
  package func effortTraces() -> [InflatedEffort.Trace] {
    var traces: [InflatedEffort.Trace] = []
    let tasks = index.company.tasks
    for position in 0..<count {
      let team = CompanyIndex.team(ofKeyResult: index.keyResult(position), in: index.company)
      let assignees = index.assignees[position]
      let reviews = index.reviews[position]
      var (row, review) = (assignees.startIndex, reviews.startIndex)
      for (number, task) in index.tasks[position].enumerated() {
        var people = 0
        var person: Int32 = -1
        while row < assignees.endIndex, assignees[row].task == Int32(number) {
          if assignees[row].role.dividesEffort, assignees[row].person != person {
            people += 1
            person = assignees[row].person
          }
          row += 1
        }
        var comments = 0
        while review < reviews.endIndex, reviews[review].task == Int32(number) {
          comments += Int(max(0, reviews[review].comments))
          review += 1
        }
        let (effort, created, completed) = (
          tasks.effort[Int(task)], tasks.createdAt[Int(task)], tasks.completedAt[Int(task)]
        )
        guard people == 1, effort > 0, tasks.outcome[Int(task)].counts, created != CompanyRecords.unknownTime,
          completed != CompanyRecords.unknownTime, completed > created
        else { continue }
        traces.append(
          InflatedEffort.Trace(
            person: person, team: team, effort: effort, days: Double(completed - created) / 86_400, comments: comments))
      }
    }
    return traces
  }

  /// Ids of all people, in order of their numbers.
  package var personIDs: [String] { (0..<Int32(people)).map(personID) }
}
