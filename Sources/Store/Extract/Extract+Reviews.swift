internal import Contribution
internal import Postgres

/// Which blocks of a table a session reads, so that two sessions end together.
enum TablePart: Sendable {
  case all, first, second
}

extension Extract {
  /// Reviews of the period's tasks.
  func readReviews(
    _ connection: inout Connection, _ context: ExtractContext, part: TablePart, into company: inout CompanyRecords
  ) throws {
    guard let table = context.catalog[.reviews] else {
      if part != .second { company.absentTables.append(.reviews) }
      return
    }
    // Doubles show only to a session that reads every row, so without a unique key the second session reads them all.
    let isDivided = table.blocks > 0 && table.uniqueColumns.contains("review_id")
    guard part != .first || isDivided else { return }
    let part = isDivided ? part : .all
    let columns: [SourceColumn] = [
      .id("review_id"), .id("task_id"), .id("reviewer_id"), .time("requested_at", optional: true),
      .time("submitted_at"),
      .text("verdict"), .init(name: "comments", role: .count, isOptional: true),
    ]
    let selection = try context.catalog.selection(.reviews, columns)
    var reading = TableReading(table: .reviews)
    var rows = ReviewRows()
    let expected = part == .all ? table.estimatedRows : table.estimatedRows / 2
    rows.ids.reserve(expected, bytesEach: 10)
    rows.rows.reserveCapacity(expected)
    // Only a view can hold one id twice; a unique key makes looking for doubles needless.
    var seen: IdentifierTable? =
      table.uniqueColumns.contains("review_id") ? nil : IdentifierTable(minimumCapacity: table.estimatedRows)
    var conditions = [try otherTasks(context, "s.task_id")].compactMap { $0 }
    if let condition = blockCondition(part, table, context) { conditions.append(condition) }
    let filter = conditions.isEmpty ? nil : conditions.joined(separator: " AND ")
    let words = Words(ReviewVerdict.self)
    try copy(&connection, selection, context.catalog, filter: filter) { row, kinds in
      // The id goes in first, because its bytes are here now; a row that does not stay takes it back.
      let isDouble = unsafe try row.identifier(kinds[0]) { bytes -> Bool in
        unsafe rows.ids.append(bytes ?? UnsafeRawBufferPointer(start: nil, count: 0))
        guard let bytes = unsafe bytes, let isNew = unsafe seen?.intern(bytes).isNew else { return false }
        return !isNew
      }
      var isKept = false
      defer { if !isKept { rows.ids.removeLast() } }
      let task = try row.reference(kinds[1], in: context.tasks)
      let reviewer = try row.reference(kinds[2], in: context.people)
      let requested = try row.seconds(kinds[3])
      let submitted = try row.seconds(kinds[4])
      let verdict: ReviewVerdict?? = try row.word(kinds[5], words)
      let comments = try row.number(kinds[6])
      reading.rows += 1
      guard case .known(let number) = task else { return reading.setAside(rows.ids.last, task.fault, "task_id") }
      let keyResult = context.taskKeyResult[Int(number)]
      guard context.isScored(keyResult) else { return }
      guard !isDouble else { return reading.setAside(rows.ids.last, .duplicate, "review_id", keyResult: keyResult) }
      guard case .known(let who) = reviewer else {
        return reading.setAside(rows.ids.last, reviewer.fault, "reviewer_id", keyResult: keyResult)
      }
      guard case .some(.some(let verdict)) = verdict else {
        return reading.setAside(
          rows.ids.last, .unknownValue, "verdict", "approve, request_changes, comment", keyResult: keyResult)
      }
      guard let submitted, context.isPlausible(submitted) else {
        return reading.setAside(rows.ids.last, .dateOutOfRange, "submitted_at", keyResult: keyResult)
      }
      if let requested, !context.isPlausible(requested) {
        return reading.setAside(rows.ids.last, .dateOutOfRange, "requested_at", keyResult: keyResult)
      }
      if let requested, submitted < requested {
        return reading.setAside(rows.ids.last, .finishBeforeStart, "submitted_at", keyResult: keyResult)
      }
      if let comments, !(comments >= 0 && comments <= 1_000_000) {
        return reading.setAside(
          rows.ids.last, comments < 0 ? .negative : .outOfRange, "comments", keyResult: keyResult)
      }
      isKept = true
      rows.rows.append(
        ReviewRow(
          task: number, reviewer: who, submittedAt: submitted,
          latency: requested.map { Int32(clamping: submitted - $0) } ?? -1,
          row: Int32(rows.ids.count - 1), verdict: verdict, comments: comments.map { Int32($0) } ?? -1))
    }
    company.reviews.append(rows)
    company.absorb(reading)
  }

  /// Blocks of the reviews table for one of two sessions: the first also reads the assignees, so it takes fewer.
  private func blockCondition(_ part: TablePart, _ table: SourceCatalog.Table, _ context: ExtractContext) -> String? {
    guard part != .all, table.blocks > 0 else { return nil }
    let reviews = Double(max(1, table.estimatedRows))
    let assignees = Double(context.catalog[.taskAssignees]?.estimatedRows ?? 0) * 0.7
    let ofSecond = min(1, (assignees + reviews) / (2 * reviews))
    let border = Int(Double(table.blocks) * ofSecond)
    return part == .second ? "s.ctid < '(\(border),0)'::pg_catalog.tid" : "s.ctid >= '(\(border),0)'::pg_catalog.tid"
  }
}
