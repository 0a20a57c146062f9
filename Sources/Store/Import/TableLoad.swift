internal import Postgres

/// Loads one file into its table, inside the transaction of an import.
///
/// A table with a key is filled by way of a temporary table without one, so that a repeated key is counted or named by
/// its lines instead of ending the whole COPY, and so that no refused row reaches the server's log.
struct TableLoad {
  /// How long the server may be silent while it works on a whole table.
  static let patience = Duration.seconds(3600)

  let source: ImportFolder.Source
  let options: ImportOptions

  private var table: ContractTable { source.table }
  private var staging: String { "pg_temp.import_\(table.name)" }

  /// Streams the file and accounts for every row of it.
  func run(
    _ connection: inout Connection, _ report: inout ImportReport, _ index: Int,
    _ progress: (Importer.Progress) throws -> Void
  ) throws {
    if table.hasKey {
      try connection.execute(
        """
        CREATE TEMPORARY TABLE import_\(table.name) ON COMMIT DROP AS
        SELECT 0::bigint AS line, \(table.columnList) FROM \(table.qualifiedName) WHERE false
        """)
    }
    var feed = TableFeed(table: table, file: source.file, options: options, writesLine: table.hasKey)
    let sent = try stream(&feed, &connection, &report, progress)
    report.tables[index].rows = feed.rows
    if feed.localTimes > 0, let zone = options.zone {
      report.notices.append(
        ImportNotice(
          code: "local_time", file: source.file, count: feed.localTimes,
          detail: "Times without an offset were taken in \(zone.name)."))
    }
    if feed.unclearTimes > 0 {
      report.notices.append(
        ImportNotice(
          code: "unclear_local_time", file: source.file, count: feed.unclearTimes,
          detail: "Local times named two moments, or none, because clocks were changed; the later was taken."))
    }
    guard !report.isRefused else { return }
    guard sent == feed.rows else {
      throw incomplete(
        "\(feed.rows) rows were read and \(sent) sent.", "读了 \(feed.rows) 行，发出 \(sent) 行。")
    }
    if table.hasKey {
      try move(sent, &connection, &report, index)
    } else {
      report.tables[index].loaded = sent
    }
  }

  /// Copies the good rows to the server, until the first bad one; bad rows are named to the end of the file.
  private func stream(
    _ feed: inout TableFeed, _ connection: inout Connection, _ report: inout ImportReport,
    _ progress: (Importer.Progress) throws -> Void
  ) throws -> Int {
    let target =
      table.hasKey ? "\(staging) (line, \(table.columnList))" : "\(table.qualifiedName) (\(table.columnList))"
    return try connection.copyIn("COPY \(target) FROM STDIN (FORMAT binary)", patience: Self.patience) { writer in
      var chunks = try FileChunks(path: source.path, file: source.file)
      var isOpen = true
      while isOpen {
        if let chunk = try chunks.next(), !feed.isHeaderBad {
          feed.feed(chunk)
        } else {
          feed.finish()
          isOpen = false
        }
        let taken = feed.take()
        for row in taken.bad { report.add(row) }
        report.badRowCount += taken.badCount - taken.bad.count
        if taken.count > 0, !report.isRefused { try writer.append(rows: taken.bytes, count: taken.count) }
        try progress(Importer.Progress(file: source.file, rows: feed.rows))
      }
    }
  }

  /// Moves staged rows into their table. Rows equal to one that is there are dropped and counted; rows that repeat a key
  /// with other content are bad, and named with both lines.
  private func move(
    _ staged: Int, _ connection: inout Connection, _ report: inout ImportReport, _ index: Int
  ) throws {
    let moved = try connection.execute(
      """
      INSERT INTO \(table.qualifiedName) (\(table.columnList))
      SELECT \(table.columnList) FROM \(staging)
      ON CONFLICT (\(key)) DO NOTHING
      """, patience: Self.patience)
    guard let stored = moved.affected, stored <= staged else {
      throw incomplete(
        "The server counted \(moved.tag).", "服务器的计数是 \(moved.tag)。")
    }
    report.tables[index].loaded = stored
    guard stored < staged else { return }
    let clashes = try connection.execute(
      "SELECT count(*) \(clashing)", patience: Self.patience
    ).integer(0, 0)
    let dropped = staged - stored - clashes
    report.tables[index].droppedDuplicates = dropped
    if dropped > 0 {
      report.notices.append(
        ImportNotice(
          code: "duplicate", file: source.file, count: dropped,
          detail: "Rows equal to another of the same key were left out."))
    }
    if clashes > 0 { try name(clashes, &connection, &report) }
  }

  private func name(_ clashes: Int, _ connection: inout Connection, _ report: inout ImportReport) throws {
    let rows = try connection.execute(
      """
      WITH clash AS (SELECT staged.line, staged.\(key) \(clashing) ORDER BY staged.line LIMIT $1)
      SELECT clash.line, min(other.line)
      FROM clash LEFT JOIN \(staging) AS other ON other.\(key) = clash.\(key) AND other.line < clash.line
      GROUP BY clash.line ORDER BY clash.line
      """, [.int64(Int64(ImportReport.mostBadRows))], patience: Self.patience)
    for row in 0..<rows.count {
      let first = try rows.integerOrNull(row, 1)
      let other =
        first.map { "Line \($0) has the same key and other values" }
        ?? "The table has the key already, with other values"
      report.add(
        BadRow(
          file: source.file, line: try rows.integer(row, 0), column: key, code: "conflicting_duplicate",
          why: "\(other); keep one of the two."))
    }
    report.badRowCount += clashes - rows.count
  }

  private var key: String { table.columns[0].name }

  /// The staged rows that are not what their table now holds under the same key.
  private var clashing: String {
    let staged = table.columns.map { "staged.\($0.name)" }.joined(separator: ", ")
    let stored = table.columns.map { "stored.\($0.name)" }.joined(separator: ", ")
    return """
      FROM \(staging) AS staged JOIN \(table.qualifiedName) AS stored ON stored.\(key) = staged.\(key)
      WHERE ROW(\(staged)) IS DISTINCT FROM ROW(\(stored))
      """
  }

  private func incomplete(_ why: String, _ chinese: String) -> StoreError {
    StoreError(
      .importIncomplete, sentence: "The rows of a file were not all stored.", place: source.file, why: why,
      fix: "Nothing was changed; report this with the server's log.",
      chinese: .init("文件里的行没有全部存下。", why: chinese, fix: "什么都没有改动；请附上服务器日志报告。"))
  }
}
