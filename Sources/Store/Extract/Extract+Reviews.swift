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
    rows.ids.reserve(expected)
    rows.rows.reserveCapacity(expected)
    // Only a view can hold one id twice; a unique key makes looking for doubles needless.
    var doubles: Doubles? =
      table.uniqueColumns.contains("review_id") ? nil : Doubles(minimumCapacity: table.estimatedRows)
    var conditions = [try otherTasks(context, "s.task_id")].compactMap { $0 }
    if let condition = blockCondition(part, table, context) { conditions.append(condition) }
    let filter = conditions.isEmpty ? nil : conditions.joined(separator: " AND ")
    let words = Words(ReviewVerdict.self)
    try copy(&connection, selection, context.catalog, filter: filter) { row, kinds in
      // The id goes in first, because its bytes are here now; a row that does not stay takes it back.
      let length = unsafe try row.identifier(kinds[0]) { bytes -> Int in
        unsafe rows.ids.append(bytes ?? UnsafeRawBufferPointer(start: nil, count: 0))
        return unsafe bytes?.count ?? 0
      }
      var isKept = false
      var isSound = false
      defer { if !isKept { rows.ids.removeLast() } }
      let task = try row.reference(kinds[1], in: context.tasks)
      let reviewer = try row.reference(kinds[2], in: context.people)
      let requested = try row.seconds(kinds[3])
      let submitted = try row.seconds(kinds[4])
      let verdict: ReviewVerdict?? = try row.word(kinds[5], words)
      let comments = try row.number(kinds[6])
      reading.rows += 1
      guard case .known(let number) = task else { return reading.setAside(row.key(kinds), task.fault, "task_id") }
      let keyResult = context.taskKeyResult[Int(number)]
      guard context.isScored(keyResult) else { return }
      guard (1...idLimit).contains(length) else {
        return reading.setAside(
          row.key(kinds), length == 0 ? .blankReference : .idTooLong, "review_id", keyResult: keyResult)
      }
      let double =
        doubles == nil ? nil : unsafe rows.ids.withBytes(rows.ids.count - 1) { unsafe doubles?.meet($0) ?? nil }
      // A row with a fault of its own leaves no doubt that its double, if there is one, is another row.
      defer { if !isSound, let double { doubles?.conflict(double) } }
      guard case .known(let who) = reviewer else {
        return reading.setAside(row.key(kinds), reviewer.fault, "reviewer_id", keyResult: keyResult)
      }
      guard case .some(.some(let verdict)) = verdict else {
        return reading.setAside(
          row.key(kinds), .unknownValue, "verdict", "approve, request_changes, comment", keyResult: keyResult)
      }
      guard let submitted, context.isPlausible(submitted) else {
        return reading.setAside(row.key(kinds), .dateOutOfRange, "submitted_at", keyResult: keyResult)
      }
      if let requested, !context.isPlausible(requested) {
        return reading.setAside(row.key(kinds), .dateOutOfRange, "requested_at", keyResult: keyResult)
      }
      if let requested, submitted < requested {
        return reading.setAside(row.key(kinds), .finishBeforeStart, "submitted_at", keyResult: keyResult)
      }
      if let comments, !(comments >= 0 && comments <= 1_000_000) {
        return reading.setAside(
          row.key(kinds), comments < 0 ? .negative : .outOfRange, "comments", keyResult: keyResult)
      }
      isSound = true
      let review = ReviewRow(
        task: number, reviewer: who, submittedAt: submitted,
        latency: requested.map { Int32(clamping: submitted - $0) } ?? -1,
        row: Int32(rows.ids.count - 1), verdict: verdict, comments: comments.map { Int32($0) } ?? -1)
      if let double {
        guard let place = doubles?.place(double), rows.rows[place].says(review) else {
          doubles?.refuse(double, &reading, column: "review_id", keyResult: keyResult)
          return
        }
        doubles?.repeatRow(double, keyResult: keyResult)
        return
      }
      isKept = true
      doubles?.stand(at: rows.rows.count)
      rows.rows.append(review)
    }
    let dropped =
      doubles?.settle(&reading, column: "review_id") { context.taskKeyResult[Int(rows.rows[$0].task)] } ?? []
    for place in dropped.reversed() { rows.rows.remove(at: place) }
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
