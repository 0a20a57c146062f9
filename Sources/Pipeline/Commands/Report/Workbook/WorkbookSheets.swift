internal import Contribution
internal import Postgres
internal import Reporting
internal import Spreadsheet
internal import Store

/// One row a person: sums over the person's key results.
struct PeopleSheet {
  let book: ReportWorkbook

  static let columns: [WorkbookColumn] = [
    .init(.personID), .init(.person, width: 16), .init(.creditedPoints, .number, width: 16, hasBars: true),
    .init(.contributedPoints, .number, width: 16, hasBars: true), .init(.lowPoints, .number),
    .init(.highPoints, .number),
    .init(.gapPoints, .number), .init(.keyResults, .integer), .init(.unlinkedEffort, .number, width: 16),
  ]

  func fill(_ sheet: Worksheet, _ connection: inout Connection) throws {
    var isHeading = true
    try PublishedExport.people.read(&connection, run: book.material.run.run) { cells in
      if isHeading {
        isHeading = false
        return
      }
      let person = cells[2] ?? ""
      let figures = cells[3...].map { $0.flatMap { Double($0) } }
      let row = sheet.nextRow
      sheet.append([
        .text(person), .text(book.material.directory.name(person)), .number(orEmpty: figures[0]),
        .number(orEmpty: figures[1]), .number(orEmpty: figures[2]), .number(orEmpty: figures[3]),
        .formula("=D\(row)-C\(row)", value: (figures[1] ?? 0) - (figures[0] ?? 0)), .number(orEmpty: figures[4]),
        .number(orEmpty: figures[5]),
      ])
    }
  }
}

/// One row a finding, with the newest decision on it.
struct FindingsSheet {
  let book: ReportWorkbook

  static let columns: [WorkbookColumn] = [
    .init(.findingID, width: 20), .init(.finding, width: 26), .init(.personID), .init(.person, width: 16),
    .init(.keyResultID), .init(.keyResult, width: 30), .init(.team, width: 18),
    .init(.probability, .probability, hasBars: true),
    .init(.expectedFalse, .probability), .init(.state), .init(.decision), .init(.decidedBy),
    .init(.decidedAt, width: 20), .init(.reason, width: 40),
  ]

  func fill(_ sheet: Worksheet) {
    for finding in book.material.allFindings {
      sheet.append([
        .text(finding.id), .text(CommandWord.finding(finding.kind).text(book.language)), .text(finding.person),
        .text(book.material.directory.name(finding.person)), .text(orEmpty: finding.keyResult),
        .text(orEmpty: finding.keyResult.map(book.title)), .text(orEmpty: finding.keyResult.map(book.team)),
        .number(finding.probability),
        .number(finding.expectedFalseShare), .text(WorkbookWord.state(finding.state).text(book.language)),
        .text(orEmpty: finding.decision.map { WorkbookWord.state($0).text(book.language) }),
        .text(orEmpty: finding.decidedBy), .text(orEmpty: finding.decidedAt), .text(orEmpty: finding.decisionReason),
      ])
    }
  }
}

/// One row a key result, person and kind of evidence.
struct EvidenceSheet {
  let book: ReportWorkbook

  static let columns: [WorkbookColumn] = [
    .init(.keyResultID), .init(.keyResult, width: 30), .init(.personID), .init(.person, width: 16),
    .init(.kind, width: 18), .init(.acts, .integer), .init(.amount, .percent, width: 16, hasBars: true),
  ]

  func append(_ piece: PublishedRows.Piece, to sheet: Worksheet) {
    sheet.append([
      .text(piece.keyResult), .text(book.title(piece.keyResult)), .text(piece.person),
      .text(book.material.directory.name(piece.person)), .text(WorkbookWord.channel(piece.channel).text(book.language)),
      .count(piece.acts), .number(TeamSums.KeyResult.fraction(piece.units)),
    ])
  }
}

/// One row a key result: how far its shares can be trusted.
struct CoverageSheet {
  let book: ReportWorkbook

  static let columns: [WorkbookColumn] = [
    .init(.keyResultID), .init(.keyResult, width: 30), .init(.team, width: 18), .init(.kind), .init(.pot, .number),
    .init(.attainment, .percent), .init(.coverageShare, .percent, hasBars: true), .init(.disagreement, .number),
    .init(.peopleCount, .integer), .init(.state), .init(.reason, width: 30),
  ]

  func append(_ keyResult: PublishedRows.KeyResult, to sheet: Worksheet) {
    sheet.append([
      .text(keyResult.id), .text(book.title(keyResult.id)), .text(book.team(keyResult.id)),
      .text(WorkbookWord.kind(keyResult.kind).text(book.language)), .number(orEmpty: keyResult.value),
      .number(orEmpty: keyResult.attainment), .number(orEmpty: keyResult.coverage),
      .number(orEmpty: keyResult.disagreement), .count(keyResult.people),
      .text((keyResult.isJudged ? WorkbookWord.judged : .notJudged).text(book.language)),
      .text(orEmpty: keyResult.reason.map { WorkbookWord.reason($0).text(book.language) }),
    ])
  }
}
