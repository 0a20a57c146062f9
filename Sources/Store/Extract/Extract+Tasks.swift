internal import Contribution
internal import Postgres

extension Extract {
  /// Tasks of the period's key results, tasks that serve none, and tasks whose key result does not exist.
  func readTasks(
    _ connection: inout Connection, _ context: ExtractContext, into company: inout CompanyRecords
  ) throws {
    let columns: [SourceColumn] = [
      .id("task_id"), .id("key_result_id", optional: true), .number("effort", optional: true),
      .time("created_at", optional: true), .time("completed_at", optional: true), .text("outcome"),
    ]
    let selection = try context.catalog.selection(.tasks, columns)
    var reading = TableReading(table: .tasks)
    var tasks = TaskColumns()
    let expected = context.catalog[.tasks]?.estimatedRows ?? 0
    tasks.ids = IdentifierTable(minimumCapacity: expected)
    tasks.reserve(expected)
    var conflicting: Set<Int32> = []
    var repeated: [(number: Int32, linked: Int32)] = []
    let filter = context.filtersOnServer ? try otherPeriods(context, "s.key_result_id") : nil
    let words = Words(TaskOutcome.self)
    try copy(&connection, selection, context.catalog, filter: filter) { row, kinds in
      let (number, isNew) = unsafe try row.identifier(kinds[0]) { bytes -> (number: Int32, isNew: Bool) in
        guard let bytes = unsafe bytes, bytes.count > 0 else { return (-1, false) }
        guard bytes.count <= idLimit else { return (-2, false) }
        return unsafe tasks.ids.intern(bytes)
      }
      let keyResult = try row.reference(kinds[1], in: context.keyResults)
      let effort = try row.number(kinds[2])
      let created = try row.seconds(kinds[3])
      let completed = try row.seconds(kinds[4])
      let outcome: TaskOutcome?? = try row.word(kinds[5], words)
      reading.rows += 1
      guard number >= 0 else {
        return reading.setAside(row.key(kinds), number == -1 ? .blankReference : .idTooLong, "task_id")
      }
      var entry = TaskEntry(
        keyResult: keyResult, effort: effort, created: created, completed: completed, outcome: outcome)
      if isNew {
        entry.check(context, id: { tasks.ids.string(number) }, &reading)
        tasks.append(entry)
      } else {
        // A row with a fault of its own is told by that; which of the two came first leaves no trace.
        entry.check(context, id: { tasks.ids.string(number) }, &reading)
        if tasks.equals(Int(number), entry) {
          repeated.append((number, entry.linked))
        } else {
          conflicting.insert(number)
          guard entry.linked != TaskColumns.setAside else { return }
          reading.setAside(tasks.ids.string(number), .conflictingDuplicate, "task_id", keyResult: entry.linked)
        }
      }
    }
    for (number, linked) in repeated {
      let isConflicting = conflicting.contains(number)
      guard !isConflicting || linked != TaskColumns.setAside else { continue }
      reading.setAside(
        tasks.ids.string(number), isConflicting ? .conflictingDuplicate : .duplicate, "task_id",
        keyResult: isConflicting ? linked : -1)
    }
    for number in conflicting.sorted() where tasks.keyResult[Int(number)] != TaskColumns.setAside {
      reading.setAside(
        tasks.ids.string(number), .conflictingDuplicate, "task_id", keyResult: tasks.keyResult[Int(number)])
      tasks.keyResult[Int(number)] = TaskColumns.setAside
    }
    for keyResult in tasks.keyResult where keyResult >= 0 { company.keyResults.hasTasks[Int(keyResult)] = true }
    company.tasks = tasks
    company.absorb(reading)
  }

  /// A condition that leaves out the rows of other periods, for a column that names a key result.
  func otherPeriods(_ context: ExtractContext, _ column: String) throws -> String {
    """
    (\(column) IS NULL OR \(column) NOT IN (SELECT k.key_result_id FROM \(try context.catalog.qualified(.keyResults)) k \
    JOIN \(try context.catalog.qualified(.objectives)) o ON o.objective_id = k.objective_id \
    WHERE o.period_id::pg_catalog.text <> pg_catalog.current_setting('fairshare.period_id') AND k.key_result_id IS NOT NULL))
    """
  }
}

/// One task row on its way into the columns.
private struct TaskEntry {
  var keyResult: Reference
  var effort: Double?
  var created: Int64?
  var completed: Int64?
  var outcome: TaskOutcome??
  /// Number to store: -1 unlinked, -2 set aside.
  var linked: Int32 = -1

  init(keyResult: Reference, effort: Double?, created: Int64?, completed: Int64?, outcome: TaskOutcome??) {
    self.keyResult = keyResult
    self.effort = effort
    self.created = created
    self.completed = completed
    self.outcome = outcome
    linked = keyResult.number ?? -1
  }

  /// Largest effort that any unit (points, hours, seconds) makes plausible.
  static let effortLimit = 1e9

  mutating func check(_ context: ExtractContext, id: () -> String, _ reading: inout TableReading) {
    if case .unknown = keyResult {
      reading.setAside(id(), .orphan, "key_result_id")
      linked = TaskColumns.setAside
      return
    }
    // Rows of other periods are read past; their faults belong to their own runs.
    guard linked < 0 || context.isScored(linked) else { return }
    if let fault {
      reading.setAside(id(), fault.fault, fault.column, fault.detail, keyResult: linked)
      linked = TaskColumns.setAside
      return
    }
    for (column, time) in [("created_at", created), ("completed_at", completed)] {
      // An unlinked task of another time is simply not this period's.
      guard let time, !context.isPlausible(time), linked >= 0 || time == Instant.infinite else { continue }
      reading.setAside(id(), .dateOutOfRange, column, keyResult: linked)
      linked = TaskColumns.setAside
      return
    }
    if let created, let completed, completed < created {
      reading.setAside(id(), .finishBeforeStart, "completed_at", keyResult: linked)
      linked = TaskColumns.setAside
    }
  }

  private var fault: (fault: RowFault, column: String, detail: String)? {
    if let effort {
      if !effort.isFinite { return (.notFinite, "effort", "\(effort)") }
      if effort < 0 { return (.negative, "effort", "") }
      if effort > Self.effortLimit { return (.outOfRange, "effort", "above 1e9") }
    }
    switch outcome {
    case .none, .some(.none): return (.unknownValue, "outcome", "open, delivered, learned, dropped")
    default: return nil
    }
  }
}

extension TaskColumns {
  mutating func reserve(_ rows: Int) {
    keyResult.reserveCapacity(rows)
    effort.reserveCapacity(rows)
    createdAt.reserveCapacity(rows)
    completedAt.reserveCapacity(rows)
    outcome.reserveCapacity(rows)
  }

  fileprivate mutating func append(_ entry: TaskEntry) {
    keyResult.append(entry.linked)
    // Below a billionth of any unit there is nothing to divide; -0 becomes 0.
    effort.append(entry.effort.map { $0 < 1e-9 ? 0 : $0 } ?? .nan)
    createdAt.append(entry.created ?? CompanyRecords.unknownTime)
    completedAt.append(entry.completed ?? CompanyRecords.unknownTime)
    outcome.append((entry.outcome ?? nil) ?? .open)
  }

  fileprivate func equals(_ row: Int, _ entry: TaskEntry) -> Bool {
    keyResult[row] == entry.linked && (effort[row].isNaN ? nil : effort[row]) == entry.effort.map { $0 < 1e-9 ? 0 : $0 }
      && createdAt[row] == entry.created ?? CompanyRecords.unknownTime
      && completedAt[row] == entry.completed ?? CompanyRecords.unknownTime
      && outcome[row] == (entry.outcome ?? nil) ?? .open
  }
}
