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
    guard part != .first || table.blocks > 0 else { return }
    let columns: [SourceColumn] = [
      .id("review_id"), .id("task_id"), .id("reviewer_id"), .time("requested_at", optional: true),
      .time("submitted_at"),
      .text("verdict"), .init(name: "comments", role: .count, isOptional: true),
    ]
    let selection = try context.catalog.selection(.reviews, columns)
    var reading = TableReading(table: .reviews)
    var rows = ReviewColumns()
    rows.reserve(part == .all ? table.estimatedRows : table.estimatedRows / 2)
    // Only a view can hold one id twice; a unique key makes looking for doubles needless.
    var seen: IdentifierTable? = table.hasUniqueKey ? nil : IdentifierTable(minimumCapacity: table.estimatedRows)
    var conditions = [try otherTasks(context, "s.task_id")].compactMap { $0 }
    if let condition = blockCondition(part, table, context) { conditions.append(condition) }
    let filter = conditions.isEmpty ? nil : conditions.joined(separator: " AND ")
    try copy(&connection, selection, context.catalog, filter: filter) { row, kinds in
      // The id is kept only if the row stays: append first, take back by not counting it.
      var isDouble = false
      let id = unsafe try row.identifier(kinds[0]) { bytes -> InlineIdentifier in
        guard let bytes = unsafe bytes else { return InlineIdentifier() }
        if let isNew = unsafe seen?.intern(bytes).isNew { isDouble = !isNew }
        return unsafe InlineIdentifier(bytes)
      }
      let task = try row.reference(kinds[1], in: context.tasks)
      let reviewer = try row.reference(kinds[2], in: context.people)
      let requested = try row.seconds(kinds[3])
      let submitted = try row.seconds(kinds[4])
      let verdict: ReviewVerdict?? = try row.word(kinds[5])
      let comments = try row.number(kinds[6])
      reading.rows += 1
      guard case .known(let number) = task else { return reading.setAside(id.text, task.fault, "task_id") }
      let keyResult = context.taskKeyResult[Int(number)]
      guard context.isScored(keyResult) else { return }
      guard !isDouble else { return reading.setAside(id.text, .duplicate, "review_id", keyResult: keyResult) }
      guard case .known(let who) = reviewer else {
        return reading.setAside(id.text, reviewer.fault, "reviewer_id", keyResult: keyResult)
      }
      guard case .some(.some(let verdict)) = verdict else {
        return reading.setAside(
          id.text, .unknownValue, "verdict", "approve, request_changes, comment", keyResult: keyResult)
      }
      guard let submitted, context.isPlausible(submitted) else {
        return reading.setAside(id.text, .dateOutOfRange, "submitted_at", keyResult: keyResult)
      }
      if let requested, !context.isPlausible(requested) {
        return reading.setAside(id.text, .dateOutOfRange, "requested_at", keyResult: keyResult)
      }
      if let requested, submitted < requested {
        return reading.setAside(id.text, .finishBeforeStart, "submitted_at", keyResult: keyResult)
      }
      if let comments, !(comments >= 0 && comments <= 1_000_000) {
        return reading.setAside(
          id.text, comments < 0 ? .negative : .outOfRange, "comments", keyResult: keyResult)
      }
      id.append(to: &rows.ids)
      rows.task.append(number)
      rows.reviewer.append(who)
      rows.submittedAt.append(submitted)
      rows.latency.append(requested.map { Int32(clamping: submitted - $0) } ?? -1)
      rows.verdict.append(verdict)
      rows.comments.append(comments.map { Int32($0) } ?? -1)
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

/// An id held for the time that its row is looked at, without an allocation: ids have at most 64 bytes.
struct InlineIdentifier {
  private var bytes = [64 of UInt8](repeating: 0)
  private var count = 0

  init() {}

  init(_ source: UnsafeRawBufferPointer) {
    count = min(64, source.count)
    for index in 0..<count { bytes[index] = unsafe source[index] }
  }

  var text: String {
    var array: [UInt8] = []
    for index in 0..<count { array.append(bytes[index]) }
    return String(decoding: array, as: UTF8.self)
  }

  func append(to column: inout IdentifierColumn) {
    let span = bytes.span
    unsafe span.withUnsafeBytes { unsafe column.append(UnsafeRawBufferPointer(rebasing: $0[0..<count])) }
  }
}

extension ReviewColumns {
  mutating func reserve(_ rows: Int) {
    ids.reserve(rows, bytesEach: 10)
    task.reserveCapacity(rows)
    reviewer.reserveCapacity(rows)
    submittedAt.reserveCapacity(rows)
    latency.reserveCapacity(rows)
    verdict.reserveCapacity(rows)
    comments.reserveCapacity(rows)
  }

  mutating func append(_ other: ReviewColumns) {
    if task.isEmpty {
      self = other
      return
    }
    ids.append(contentsOf: other.ids)
    task += other.task
    reviewer += other.reviewer
    submittedAt += other.submittedAt
    latency += other.latency
    verdict += other.verdict
    comments += other.comments
  }
}
