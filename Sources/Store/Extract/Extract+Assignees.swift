internal import Contribution
internal import Postgres

extension Extract {
  /// Who is named on the period's tasks and on tasks that serve no key result.
  func readAssignees(
    _ connection: inout Connection, _ context: ExtractContext, into company: inout CompanyRecords
  ) throws {
    let columns: [SourceColumn] = [
      .id("task_id"), .id("person_id"), .text("role", optional: true), .number("effort_share", optional: true),
    ]
    let selection = try context.catalog.selection(.taskAssignees, columns)
    var reading = TableReading(table: .taskAssignees)
    var rows: [AssigneeRow] = []
    rows.reserveCapacity(context.catalog[.taskAssignees]?.estimatedRows ?? 0)
    let words = Words(AssigneeRole.self)
    try copy(&connection, selection, context.catalog, filter: try otherTasks(context, "s.task_id")) { row, kinds in
      let task = try row.reference(kinds[0], in: context.tasks)
      let person = try row.reference(kinds[1], in: context.people)
      let role: AssigneeRole?? = try row.word(kinds[2], words)
      let share = try row.number(kinds[3])
      reading.rows += 1
      guard case .known(let number) = task else {
        return reading.setAside(row.key(kinds, 2), task.fault, "task_id")
      }
      let keyResult = context.taskKeyResult[Int(number)]
      // The row goes with its task: of another period, or set aside with it.
      guard keyResult == -1 || context.isScored(keyResult) else { return }
      guard case .known(let who) = person else {
        return reading.setAside(row.key(kinds, 2), person.fault, "person_id", keyResult: keyResult)
      }
      if role == .some(nil) {
        return reading.setAside(
          row.key(kinds, 2), .unknownValue, "role", "owner, co_owner, helper, handler", keyResult: keyResult)
      }
      if let share, !(share >= 0 && share <= 1) {
        return reading.setAside(
          row.key(kinds, 2), share.isFinite ? (share < 0 ? .negative : .outOfRange) : .notFinite,
          "effort_share",
          keyResult: keyResult)
      }
      rows.append(
        AssigneeRow(
          task: number, person: who, effortShare: share?.clampedToZero ?? KeyResultRecords.Assignments.missing,
          role: (role ?? nil) ?? .owner))
    }
    company.assignees = rows
    company.absorb(reading)
  }

  /// A condition that leaves out rows whose task belongs to another period; nil where the client filters.
  func otherTasks(_ context: ExtractContext, _ column: String) throws -> String? {
    guard context.filtersOnServer else { return nil }
    return """
      NOT EXISTS (SELECT FROM \(try context.catalog.qualified(.tasks)) t \
      JOIN \(try context.catalog.qualified(.keyResults)) k ON k.key_result_id = t.key_result_id \
      JOIN \(try context.catalog.qualified(.objectives)) o ON o.objective_id = k.objective_id \
      WHERE t.task_id = \(column) AND o.period_id::pg_catalog.text <> pg_catalog.current_setting('fairshare.period_id'))
      """
  }
}

extension Reference {
  /// What a reference that leads nowhere is called.
  var fault: RowFault {
    if case .null = self { .blankReference } else { .orphan }
  }
}
