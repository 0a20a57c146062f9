internal import Contribution
internal import Postgres

extension Extract {
  /// Streams a small table whose first column is its key: where no unique key guards it, in an order that depends on what the rows
  /// say, so that of two rows with one id always the same one stands.
  func copyKeyed(
    _ connection: inout Connection, _ selection: Selection, _ catalog: SourceCatalog, key: String,
    _ body: (inout CopyRow, [FieldKind]) throws -> Void
  ) throws {
    let isUnique = catalog[selection.table]?.uniqueColumns.contains(key) == true
    let order = isUnique ? nil : (1...selection.kinds.count).map(String.init).joined(separator: ", ")
    try copy(&connection, selection, catalog, order: order, body)
  }

  /// Streams one table's columns; the closure reads every field of its row.
  func copy(
    _ connection: inout Connection, _ selection: Selection, _ catalog: SourceCatalog, filter: String? = nil,
    order: String? = nil, _ body: (inout CopyRow, [FieldKind]) throws -> Void
  ) throws {
    let condition = filter.map { " WHERE \($0)" } ?? ""
    let ordering = order.map { " ORDER BY \($0)" } ?? ""
    let statement =
      "COPY (SELECT \(selection.expressions) FROM \(try catalog.qualified(selection.table)) s\(condition)\(ordering)) "
      + "TO STDOUT (FORMAT binary)"
    let kinds = selection.kinds
    let rows = try connection.copyOut(statement) { row in try body(&row, kinds) }
    progress(selection.table, rows)
  }

  /// The selection of a table that may be absent; nil, noted, where it is.
  func optional(
    _ table: SourceTable, _ columns: [SourceColumn], _ context: ExtractContext, _ company: inout CompanyRecords
  ) throws -> Selection? {
    guard context.catalog[table] != nil else {
      company.absentTables.append(table)
      return nil
    }
    return try context.catalog.selection(table, columns)
  }
}

extension Reference {
  var isNull: Bool {
    if case .null = self { true } else { false }
  }
}

extension ExtractContext {
  /// The same, once the tasks are numbered.
  func knowing(_ tasks: TaskColumns) -> ExtractContext {
    var copy = self
    copy.tasks = tasks.ids
    copy.taskKeyResult = tasks.keyResult
    return copy
  }

  func id(_ keyResult: Int32) -> String { keyResults.string(keyResult) }
}

extension TableReading {
  /// Number of a key result of the period; nil, set aside where it does not exist, for a row that is to be passed over.
  mutating func scored(
    _ reference: Reference, _ context: ExtractContext, key: @autoclosure () -> String
  ) -> Int32? {
    guard case .known(let number) = reference else {
      setAside(key(), reference.fault, "key_result_id")
      return nil
    }
    return context.isScored(number) ? number : nil
  }
}

extension CompanyRecords {
  /// Takes over what was counted while a table was read.
  mutating func absorb(_ reading: TableReading) {
    rowCounts[reading.table, default: 0] += reading.rows
    quarantine.append(reading.quarantine)
    for keyResult in reading.touched where keyResult >= 0 && Int(keyResult) < keyResults.quarantined.count {
      keyResults.quarantined[Int(keyResult)] += 1
    }
  }

  /// Joins what the second session read.
  mutating func merge(_ other: CompanyRecords) {
    authors = other.authors
    versions = other.versions
    checkIns = other.checkIns
    feedback = other.feedback
    learning = other.learning
    ratings = other.ratings
    spotChecks = other.spotChecks
    memberships = other.memberships
    absences = other.absences
    oneOnOnes = other.oneOnOnes
    var all = other.reviews
    all.append(reviews)
    reviews = all
    quarantine.append(other.quarantine)
    for (table, count) in other.rowCounts { rowCounts[table, default: 0] += count }
    for table in other.absentTables where !absentTables.contains(table) { absentTables.append(table) }
    for (keyResult, count) in other.keyResults.quarantined.enumerated() { keyResults.quarantined[keyResult] += count }
  }
}
