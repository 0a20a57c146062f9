public import Postgres

/// Loads the CSV files of a folder into schema `collab`: all of them, or nothing.
///
/// Files are read as streams and checked value by value before anything is sent; everything happens in one transaction,
/// during which readers see the tables as they were. Rows that are well-formed but make no sense (NaN, orphans, a blank
/// reviewer, cyclic goals) are stored: the nightly run finds, counts and names them. Rows that cannot be stored refuse
/// the whole import, and each is named.
public struct Importer: Sendable {
  /// How far an import is.
  public struct Progress: Sendable {
    /// The file being read.
    public let file: String
    /// Rows of the file read so far.
    public let rows: Int
  }

  /// How the import is done.
  public let options: ImportOptions

  public init(_ options: ImportOptions = ImportOptions()) { self.options = options }

  /// Imports a folder.
  ///
  /// - Parameters:
  ///   - folder: holds `<table>.csv` files; tables without a file stay as they are.
  ///   - progress: called after each chunk of a file; what it throws ends the import and leaves nothing behind.
  /// - Returns: what was loaded; or, if `isRefused`, which rows are bad and that nothing was changed.
  /// - Throws: `StoreError` for folders, files and schema versions; `PostgresError` for the server; what `progress`
  ///   throws.
  /// - Complexity: O(bytes); memory does not grow with the files.
  public func run(
    folder: String, on connection: inout Connection, progress: (Progress) throws -> Void = { _ in }
  ) throws -> ImportReport {
    let files = try ImportFolder(path: folder)
    try Migrator().requireCurrent(&connection)
    var report = ImportReport()
    report.notices = files.notices
    do {
      try connection.withTransaction { connection in
        try prepare(files.sources, &connection, &report)
        for (index, source) in files.sources.enumerated() {
          let load = TableLoad(source: source, options: options)
          try load.run(&connection, &report, index, progress)
        }
        if report.isRefused { throw Refusal() }
        for source in files.sources {
          try connection.execute("ANALYZE \(source.table.qualifiedName)", patience: TableLoad.patience)
        }
      }
    } catch is Refusal {
      for index in report.tables.indices {
        report.tables[index].loaded = 0
        report.tables[index].replaced = 0
        report.tables[index].droppedDuplicates = 0
      }
    }
    return report
  }

  /// Locks out other writers, in one order for all, and empties what is replaced.
  ///
  /// DELETE rather than TRUNCATE: a run that reads an older snapshot must go on seeing the older rows.
  private func prepare(
    _ sources: [ImportFolder.Source], _ connection: inout Connection, _ report: inout ImportReport
  ) throws {
    let tables = sources.map(\.table.qualifiedName).joined(separator: ", ")
    try connection.execute("LOCK TABLE \(tables) IN SHARE ROW EXCLUSIVE MODE", patience: TableLoad.patience)
    for source in sources {
      var table = TableReport(table: source.table.name, file: source.file)
      if options.mode == .replace {
        let deleted = try connection.execute(
          "DELETE FROM \(source.table.qualifiedName)", patience: TableLoad.patience)
        table.replaced = deleted.affected ?? 0
      }
      report.tables.append(table)
    }
  }
}

/// Ends the transaction of an import whose rows are named in the report.
private struct Refusal: Error {}
