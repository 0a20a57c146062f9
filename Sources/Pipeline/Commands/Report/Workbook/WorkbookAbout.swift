internal import Reporting
internal import Spreadsheet
internal import Store

/// The first sheet: what the workbook is for, where it comes from, what each sheet answers, and the spread of gaps.
struct WorkbookAbout {
  let book: ReportWorkbook
  let gaps: GapBands

  static let columns = [
    Worksheet.Column("", .text, width: 24), .init("", .integer, width: 60),
  ]

  func fill(_ sheet: Worksheet, _ workbook: Workbook) {
    let material = book.material
    let stamp = material.stamp
    func word(_ word: WorkbookWord) -> Worksheet.Cell { .text(book.word(word)) }
    sheet.append([.title("\(material.company) \(material.run.period)")])
    sheet.append([word(.purpose)])
    if stamp.isFictional { sheet.append([word(.fictional)]) }
    if gaps.leftOut > 0 {
      sheet.append([.text(WorkbookWord.rowsLeftOut.text.filled(["rows": String(gaps.leftOut)])[book.language])])
    }
    sheet.append([])
    sheet.append([.heading(book.word(.item)), .heading(book.word(.value))])
    let decisionLog =
      switch stamp.decisionLog {
      case .end(let entries, let digest): "\(entries) · \(digest)"
      case .missing, nil: "–"
      }
    let facts: [(WorkbookWord, String)] = [
      (.company, material.company), (.period, "\(material.run.period)  \(stamp.firstDay) – \(stamp.lastDay)"),
      (.run, stamp.runID), (.published, stamp.publishedAt ?? "–"), (.engine, stamp.engineVersion),
      (.decisionLog, decisionLog),
      (.configuration, material.run.configHash), (.seed, stamp.seed),
      (.models, stamp.models.map { WorkbookWord.model($0).text(book.language) }.joined(separator: ", ")),
    ]
    for fact in facts { sheet.append([word(fact.0), .text(fact.1)]) }
    sheet.append([])
    sheet.append([.heading(book.word(.sheet)), .heading(book.word(.question))])
    let sheets: [(WorkbookWord, WorkbookWord)] = [
      (.shares, .sharesQuestion), (.people, .peopleQuestion), (.findings, .findingsQuestion),
      (.evidence, .evidenceQuestion), (.coverage, .coverageQuestion),
    ]
    for pair in sheets { sheet.append([word(pair.0), word(pair.1)]) }
    sheet.append([])
    sheet.append([.heading(book.word(.gapBand)), .heading(book.word(.gapPairs))])
    let first = sheet.rowCount
    for band in gaps.counts.indices {
      sheet.append([
        .text(GapBands.name(band)), .formula(gaps.formula(band), value: Double(gaps.counts[band])),
      ])
    }
    let last = sheet.rowCount - 1
    workbook.addChart(
      to: sheet, title: book.word(.gapTitle), series: book.word(.gapPairs), categories: 0, values: 1,
      rows: first...last, place: (last + 2, 0))
  }
}
