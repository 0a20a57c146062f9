internal import Contribution
internal import Postgres

extension Extract {
  func readRatings(
    _ connection: inout Connection, _ context: ExtractContext, into company: inout CompanyRecords
  ) throws {
    let columns: [SourceColumn] = [
      .id("round_id"), .id("key_result_id", optional: true), .id("rater_id"), .id("ratee_id"), .number("points"),
    ]
    guard let selection = try optional(.peerRatings, columns, context, &company) else { return }
    var reading = TableReading(table: .peerRatings)
    try copy(&connection, selection, context.catalog) { row, kinds in
      let round = try row.keyText(kinds[0])
      let keyResult = try row.reference(kinds[1], in: context.keyResults)
      let rater = try row.reference(kinds[2], in: context.people)
      let ratee = try row.reference(kinds[3], in: context.people)
      let points = try row.number(kinds[4])
      reading.rows += 1
      // A rating of a team as a whole says nothing on one key result.
      if case .null = keyResult { return }
      guard let number = reading.scored(keyResult, context, key: row.key(kinds, 4)) else { return }
      for (column, person) in [("rater_id", rater), ("ratee_id", ratee)] where person.number == nil {
        return reading.setAside(row.key(kinds, 4), person.fault, column, keyResult: number)
      }
      // Not answered is not 0.
      guard let points else { return }
      guard points.isFinite, points >= 0, points <= 1e6 else {
        return reading.setAside(
          row.key(kinds, 4), points.isFinite ? (points < 0 ? .negative : .outOfRange) : .notFinite, "points",
          keyResult: number)
      }
      if rater.number == ratee.number {
        reading.quarantine.setAside(.peerRatings, key: row.key(kinds, 4), .selfRating, column: "ratee_id", detail: "")
        return
      }
      company.ratings.keyResult.append(number)
      company.ratings.rater.append(rater.number ?? -1)
      company.ratings.ratee.append(ratee.number ?? -1)
      company.ratings.points.append(points.clampedToZero)
      company.ratings.round.append(company.ratings.rounds.intern(round).number)
    }
    company.absorb(reading)
  }

  func readSpotChecks(
    _ connection: inout Connection, _ context: ExtractContext, into company: inout CompanyRecords
  ) throws {
    let columns: [SourceColumn] = [
      .id("check_id"), .id("key_result_id"), .id("left_person_id"), .id("right_person_id"), .number("times_more"),
    ]
    guard let selection = try optional(.spotChecks, columns, context, &company) else { return }
    var reading = TableReading(table: .spotChecks)
    try copy(&connection, selection, context.catalog) { row, kinds in
      let id = try row.keyText(kinds[0])
      let keyResult = try row.reference(kinds[1], in: context.keyResults)
      let left = try row.reference(kinds[2], in: context.people)
      let right = try row.reference(kinds[3], in: context.people)
      let times = try row.number(kinds[4])
      reading.rows += 1
      guard let number = reading.scored(keyResult, context, key: row.key(kinds)) else { return }
      for (column, person) in [("left_person_id", left), ("right_person_id", right)] where person.number == nil {
        return reading.setAside(id, person.fault, column, keyResult: number)
      }
      guard let times, times.isFinite, times > 0, times <= 1e6, left.number != right.number else {
        return reading.setAside(id, .outOfRange, "times_more", "above 0", keyResult: number)
      }
      company.spotChecks.ids.append(id)
      company.spotChecks.keyResult.append(number)
      company.spotChecks.left.append(left.number ?? -1)
      company.spotChecks.right.append(right.number ?? -1)
      company.spotChecks.timesMore.append(times)
    }
    company.absorb(reading)
  }

  func readMemberships(
    _ connection: inout Connection, _ context: ExtractContext, into company: inout CompanyRecords
  ) throws {
    let columns: [SourceColumn] = [
      .id("team_id"), .id("person_id"), .date("valid_from"), .date("valid_to", optional: true),
      .number("allocation", optional: true),
    ]
    guard let selection = try optional(.teamMembers, columns, context, &company) else { return }
    var reading = TableReading(table: .teamMembers)
    let teams = context.teams
    try copy(&connection, selection, context.catalog) { row, kinds in
      let team = try row.reference(kinds[0], in: teams)
      let person = try row.reference(kinds[1], in: context.people)
      let from = try row.day(kinds[2])
      let to = try row.day(kinds[3])
      let allocation = try row.number(kinds[4]) ?? 1
      reading.rows += 1
      guard let teamNumber = team.number else { return reading.setAside(row.key(kinds, 2), team.fault, "team_id") }
      guard let who = person.number else { return reading.setAside(row.key(kinds, 2), person.fault, "person_id") }
      guard let from, from != Instant.infiniteDay else {
        return reading.setAside(row.key(kinds, 2), .dateOutOfRange, "valid_from")
      }
      if let to, to != Instant.infiniteDay, to < from {
        return reading.setAside(row.key(kinds, 2), .finishBeforeStart, "valid_to")
      }
      guard allocation.isFinite, allocation > 0, allocation <= 1 else {
        return reading.setAside(
          row.key(kinds, 2), allocation.isFinite ? .outOfRange : .notFinite, "allocation", "above 0, at most 1")
      }
      company.memberships.team.append(teamNumber)
      company.memberships.person.append(who)
      company.memberships.from.append(from)
      company.memberships.to.append(to.map { $0 == Instant.infiniteDay ? .max : $0 + 1 } ?? .max)
      company.memberships.allocation.append(allocation)
    }
    company.absorb(reading)
  }

  func readAbsences(
    _ connection: inout Connection, _ context: ExtractContext, into company: inout CompanyRecords
  ) throws {
    let columns: [SourceColumn] = [
      .id("person_id"), .date("valid_from"), .date("valid_to"), .number("fraction", optional: true),
    ]
    guard let selection = try optional(.absences, columns, context, &company) else { return }
    var reading = TableReading(table: .absences)
    try copy(&connection, selection, context.catalog) { row, kinds in
      let person = try row.reference(kinds[0], in: context.people)
      let from = try row.day(kinds[1])
      let to = try row.day(kinds[2])
      let fraction = try row.number(kinds[3]) ?? 1
      reading.rows += 1
      guard let who = person.number else { return reading.setAside(row.key(kinds, 2), person.fault, "person_id") }
      guard let from, from != Instant.infiniteDay else {
        return reading.setAside(row.key(kinds, 2), .dateOutOfRange, "valid_from")
      }
      guard to != Instant.infiniteDay else { return reading.setAside(row.key(kinds, 2), .dateOutOfRange, "valid_to") }
      if let to, to < from { return reading.setAside(row.key(kinds, 2), .finishBeforeStart, "valid_to") }
      guard fraction.isFinite, fraction > 0, fraction <= 1 else {
        return reading.setAside(
          row.key(kinds, 2), fraction.isFinite ? .outOfRange : .notFinite, "fraction", "above 0, at most 1")
      }
      company.absences.person.append(who)
      company.absences.from.append(from)
      company.absences.to.append(to.map { $0 + 1 } ?? .max)
      company.absences.fraction.append(fraction)
    }
    company.absorb(reading)
  }

  func readOneOnOnes(
    _ connection: inout Connection, _ context: ExtractContext, into company: inout CompanyRecords
  ) throws {
    guard
      let selection = try optional(
        .oneOnOnes, [.id("manager_id"), .id("report_id"), .time("held_at")], context, &company)
    else { return }
    var reading = TableReading(table: .oneOnOnes)
    try copy(&connection, selection, context.catalog) { row, kinds in
      let manager = try row.reference(kinds[0], in: context.people)
      let report = try row.reference(kinds[1], in: context.people)
      let at = try row.seconds(kinds[2])
      reading.rows += 1
      for (column, person) in [("manager_id", manager), ("report_id", report)] where person.number == nil {
        return reading.setAside(row.key(kinds, 3), person.fault, column)
      }
      guard let at, at != Instant.infinite else {
        return reading.setAside(row.key(kinds, 3), .dateOutOfRange, "held_at")
      }
      guard at >= context.period.start, at < context.period.end else { return }
      company.oneOnOnes.manager.append(manager.number ?? -1)
      company.oneOnOnes.report.append(report.number ?? -1)
      company.oneOnOnes.at.append(at)
    }
    company.absorb(reading)
  }

  func readLinks(
    _ connection: inout Connection, _ context: ExtractContext, into company: inout CompanyRecords
  ) throws {
    guard
      let selection = try optional(.taskLinks, [.id("task_id"), .id("blocks_task_id")], context, &company)
    else { return }
    var reading = TableReading(table: .taskLinks)
    let filter = try otherTasks(context, "s.blocks_task_id")
    try copy(&connection, selection, context.catalog, filter: filter) { row, kinds in
      let task = try row.reference(kinds[0], in: context.tasks)
      let blocked = try row.reference(kinds[1], in: context.tasks)
      reading.rows += 1
      guard let blockedNumber = blocked.number else {
        return reading.setAside(row.key(kinds, 2), blocked.fault, "blocks_task_id")
      }
      guard context.isScored(context.taskKeyResult[Int(blockedNumber)]) else { return }
      guard let number = task.number else {
        // The blocker may belong to another period, whose tasks were not read.
        if !context.filtersOnServer || task.isNull { reading.setAside(row.key(kinds, 2), task.fault, "task_id") }
        return
      }
      company.links.task.append(number)
      company.links.blocked.append(blockedNumber)
    }
    company.absorb(reading)
  }
}
