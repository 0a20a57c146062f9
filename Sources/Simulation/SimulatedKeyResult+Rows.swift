import Contribution

extension SimulatedKeyResult {
  /// Writes the key result's rows and says what is true about it.
  func write(
    _ plan: SimulationPlan, _ staff: SimulatedStaff, to tables: inout ContractTables, _ numbering: inout Numbering
  ) -> SimulatedTruth.KeyResult {
    let names = members.map { staff.people[$0].id }
    let teamID = padded("team", team + 1)
    let objective = "o-" + id
    var acts = [Int](repeating: 0, count: members.count)
    tables.add(.objectives, objective, Quarter.id, teamID, names[0], "", "okr", "Objective of \(id)")
    tables.add(.keyResults, id, objective, teamID, "Key result \(id)")
    for place in members.indices where isAuthor[place] {
      tables.add(.keyResultAuthors, id, names[place], "author", credit[place].precise)
    }
    var taskIDs: [String] = []
    for task in tasks {
      let taskID = padded("t", numbering.next(\.task))
      taskIDs.append(taskID)
      tables.add(
        .tasks, taskID, id, "Task", task.hasEffort ? task.effort.text : "", Quarter.time(task.day, 32_400),
        Quarter.time(task.day + 3, 61_200), task.isDropped ? "dropped" : "delivered")
      tables.add(.taskAssignees, taskID, names[task.owner], "owner", task.coOwner.map { $0.ownerPart.text } ?? "")
      if !task.isDropped { acts[task.owner] += 1 }
      if let other = task.coOwner {
        tables.add(.taskAssignees, taskID, names[other.person], "co_owner", (1 - other.ownerPart).text)
        if !task.isDropped { acts[other.person] += 1 }
      }
    }
    for review in reviews {
      let day = tasks[review.task].day
      let start = 32_400
      let days = review.latency / 36_000
      tables.add(
        .reviews, padded("r", numbering.next(\.review)), taskIDs[review.task], names[review.reviewer],
        Quarter.time(day, start), Quarter.time(day + days, start + review.latency % 36_000),
        review.asksChanges ? "request_changes" : "approve", review.comments.map(String.init) ?? "", "code")
      if !tasks[review.task].isDropped { acts[review.reviewer] += 1 }
    }
    for thank in thanks {
      tables.add(
        .feedback, padded("f", numbering.next(\.feedback)), names[thank.giver], names[thank.receiver], id,
        Quarter.time(thank.day, 50_000), "thanks")
      acts[thank.receiver] += 1
    }
    for (rater, row) in points.enumerated() {
      for (ratee, value) in row.enumerated() where !value.isNaN {
        tables.add(.peerRatings, "round-1", id, "", names[rater], names[ratee], max(0.25, value).text)
      }
    }
    for check in checks {
      tables.add(
        .spotChecks, padded("s", numbering.next(\.check)), id, names[check.left], names[check.right],
        check.timesMore.precise, staff.people[0].id, Quarter.time(88, 40_000))
    }
    let total = work.reduce(0, +)
    return SimulatedTruth.KeyResult(
      id: id, personIDs: names, shares: work.map { $0 / total }, credit: credit,
      families: members.map { SimulatedStaff.families[staff.people[$0].family].name }, acts: acts,
      isRated: points.contains { $0.contains { !$0.isNaN } }, attackers: attackers)
  }
}

extension Double {
  /// Decimal text with eight digits after the point.
  var precise: String {
    let scaled = Int((Swift.max(0, self) * 1e8).rounded())
    let rest = String(scaled % 100_000_000)
    return "\(scaled / 100_000_000)." + String(repeating: "0", count: 8 - rest.count) + rest
  }
}
