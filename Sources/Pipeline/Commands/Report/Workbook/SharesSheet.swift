internal import Contribution
internal import Reporting
internal import Spreadsheet
internal import Store

/// One row a key result and person: credit, contribution, interval, and what every other model says.
struct SharesSheet {
  let book: ReportWorkbook
  private let others: [ModelName]

  private static let fixed: [WorkbookColumn] = [
    .init(.keyResultID), .init(.keyResult, width: 30), .init(.team, width: 18), .init(.personID),
    .init(.person, width: 16), .init(.credited, .percent, hasBars: true), .init(.contributed, .percent, hasBars: true),
    .init(.low, .percent, width: 10), .init(.high, .percent, width: 10), .init(.gap, .points, width: 16),
    .init(.judgement, width: 16),
  ]
  /// Of the column of gaps, counted from 0.
  static let gapColumn = 9

  init(book: ReportWorkbook) {
    self.book = book
    others = book.material.stamp.models.filter { $0 != .consensus && $0 != .declared }
  }

  var columns: [Worksheet.Column] {
    Self.fixed.map(book.column)
      + others.map { Worksheet.Column(WorkbookWord.model($0).text(book.language), .percent, width: 11) }
  }

  func append(
    _ keyResult: PublishedRows.KeyResult, _ shares: [PublishedRows.Share], to sheet: Worksheet, _ gaps: inout GapBands
  ) {
    let headline = shares.contains { $0.model == .consensus } ? ModelName.consensus : .evidence
    let hasAuthors = (book.material.directory.authors[keyResult.id]?.count ?? 0) > 0
    let id = keyResult.id
    var start = 0
    // Shares come by key result, then by person.
    while start < shares.count {
      var end = start
      while end < shares.count, shares[end].person == shares[start].person { end += 1 }
      let own = shares[start..<end]
      let person = shares[start].person
      start = end
      guard let share = own.first(where: { $0.model == headline }) else { continue }
      let contributed = TeamSums.KeyResult.fraction(share.units)
      let credited =
        hasAuthors
        ? TeamSums.KeyResult.fraction(own.first { $0.model == .declared }?.units ?? 0) : nil
      let row = sheet.nextRow
      let gap = keyResult.isJudged ? credited.map { contributed - $0 } : nil
      let isWritten = sheet.append(
        [
          .text(id), .text(book.title(id)), .text(book.team(id)), .text(person),
          .text(book.material.directory.name(person)), .number(orEmpty: credited), .number(contributed),
          .number(orEmpty: share.low.map(TeamSums.KeyResult.fraction)),
          .number(orEmpty: share.high.map(TeamSums.KeyResult.fraction)),
          gap.map { .formula("=G\(row)-F\(row)", value: $0) } ?? .empty,
          .text(judgement(keyResult, share, credited).text(book.language)),
        ]
          + others.map { model in
            .number(orEmpty: own.first { $0.model == model }.map { TeamSums.KeyResult.fraction($0.units) })
          })
      if isWritten, let gap { gaps.add(gap) }
    }
  }

  private func judgement(
    _ keyResult: PublishedRows.KeyResult, _ share: PublishedRows.Share, _ credited: Double?
  ) -> WorkbookWord {
    guard keyResult.isJudged else { return .notJudged }
    guard let low = share.low, let high = share.high, let credited else { return .noRange }
    return (TeamSums.KeyResult.fraction(low)...TeamSums.KeyResult.fraction(high)).contains(credited)
      ? .inRange : .outsideRange
  }
}

extension Bilingual {
  func text(_ language: Language) -> String { self[language] }
}

extension WorkbookWord {
  func text(_ language: Language) -> String { text[language] }
}
