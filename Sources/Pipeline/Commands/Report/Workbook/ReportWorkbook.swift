internal import Contribution
internal import Glibc
internal import Postgres
internal import Reporting
internal import Spreadsheet
internal import Store

/// Writes a published run as a workbook: one sheet a question, in one language.
///
/// For HR analysts: it names people. Rows go to disk as they are read, so memory stays that of one batch of key results.
struct ReportWorkbook {
  static let fileName = "fairshare.xlsx"
  /// Key results whose shares are in memory at once.
  private static let batch = 96

  let material: ReportMaterial
  let language: Language

  /// - Throws: `Failure` with code `reportUnwritable`; an older file of the name is still there then.
  /// - Returns: the file's path.
  func write(_ connection: inout Connection, _ files: ReportFiles) throws -> String {
    let path = files.folder + "/" + Self.fileName
    let temporary = files.folder + "/.\(Self.fileName).\(getpid()).part"
    do {
      let workbook = try Workbook(path: temporary, temporaryFolder: files.folder, properties: properties)
      try fill(workbook, &connection)
      try workbook.finish()
    } catch let error as WorkbookError {
      throw ReportFiles.unwritable(path, why: error.why)
    }
    guard unsafe chmod(temporary, files.fileMode) == 0, unsafe rename(temporary, path) == 0 else {
      let code = errno
      unsafe unlink(temporary)
      throw ReportFiles.unwritable(path, code)
    }
    return path
  }

  private var properties: Workbook.Properties {
    Workbook.Properties(
      title: "Fairshare \(material.run.period)", subject: material.run.run.text, company: material.company,
      comments: word(.purpose), created: Timestamp.seconds(material.run.publishedAt ?? "") ?? 0)
  }

  private func fill(_ workbook: Workbook, _ connection: inout Connection) throws {
    // Sheets stand in the order in which they are added; rows of different sheets may come in any order.
    let about = try sheet(workbook, .about, WorkbookAbout.columns)
    let keyResults = try material.rows.keyResults(&connection)
    var gaps = try shares(workbook, &connection, keyResults)
    let people = try sheet(workbook, .people, PeopleSheet.columns.map(column))
    try PeopleSheet(book: self).fill(people, &connection)
    let findings = try sheet(workbook, .findings, FindingsSheet.columns.map(column))
    FindingsSheet(book: self).fill(findings)
    let evidence = try sheet(workbook, .evidence, EvidenceSheet.columns.map(column))
    try batches(keyResults) { batch in
      for piece in try material.rows.pieces(&connection, of: batch.map(\.id)) {
        EvidenceSheet(book: self).append(piece, to: evidence)
      }
    }
    let coverage = try sheet(workbook, .coverage, CoverageSheet.columns.map(column))
    for keyResult in keyResults { CoverageSheet(book: self).append(keyResult, to: coverage) }
    gaps.leftOut = max(0, evidence.refused) + gaps.leftOut
    WorkbookAbout(book: self, gaps: gaps).fill(about, workbook)
  }

  private func shares(
    _ workbook: Workbook, _ connection: inout Connection, _ keyResults: [PublishedRows.KeyResult]
  ) throws -> GapBands {
    let shares = SharesSheet(book: self)
    let target = try sheet(workbook, .shares, shares.columns)
    var gaps = GapBands(sheet: word(.shares))
    try batches(keyResults) { batch in
      let rows = Dictionary(
        grouping: try material.rows.shares(&connection, of: batch.map(\.id)), by: \.keyResult)
      for keyResult in batch { shares.append(keyResult, rows[keyResult.id] ?? [], to: target, &gaps) }
    }
    gaps.lastRow = target.rowCount
    gaps.leftOut = target.refused
    return gaps
  }

  private func batches(
    _ keyResults: [PublishedRows.KeyResult], _ body: ([PublishedRows.KeyResult]) throws -> Void
  ) throws {
    var start = 0
    while start < keyResults.count {
      let end = min(start + Self.batch, keyResults.count)
      try body(Array(keyResults[start..<end]))
      start = end
    }
  }

  private func sheet(
    _ workbook: Workbook, _ name: WorkbookWord, _ columns: [Worksheet.Column]
  ) throws -> Worksheet {
    try workbook.sheet(word(name), columns: columns, footer: "\(word(.purpose))  \(material.run.run.text)")
  }

  func column(_ column: WorkbookColumn) -> Worksheet.Column {
    Worksheet.Column(word(column.word), column.kind, width: column.width, hasBars: column.hasBars)
  }

  func word(_ word: WorkbookWord) -> String { word.text[language] }

  func title(_ keyResult: String) -> String { material.directory.goals[keyResult]?.title ?? keyResult }

  func team(_ keyResult: String) -> String {
    material.directory.team(ofKeyResult: keyResult).map { material.directory.teamByID[$0]?.name ?? $0 } ?? ""
  }
}

/// A column by the word in its heading.
struct WorkbookColumn {
  var word: WorkbookWord
  var kind = Worksheet.Column.Kind.text
  var width = 14.0
  var hasBars = false

  init(_ word: WorkbookWord, _ kind: Worksheet.Column.Kind = .text, width: Double = 14, hasBars: Bool = false) {
    self.word = word
    self.kind = kind
    self.width = width
    self.hasBars = hasBars
  }
}

extension Worksheet.Cell {
  /// A figure, or nothing.
  static func number(orEmpty value: Double?) -> Worksheet.Cell { value.map { .number($0) } ?? .empty }
  static func text(orEmpty value: String?) -> Worksheet.Cell { value.map { .text($0) } ?? .empty }
  static func count(_ value: Int) -> Worksheet.Cell { .number(Double(value)) }
}
