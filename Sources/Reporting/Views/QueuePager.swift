/// Lays out the way through the sheets of a long review queue.
enum QueuePager {
  /// Sheets up to which all are named.
  private static let most = 30

  static func values(_ page: QueuePage) -> [View.Values] {
    guard let shown = page.sheets.firstIndex(where: \.isShown), page.sheets.count > 1 else { return [] }
    let count = Figure.count(page.sheets.count)
    let beside = { (place: Int, word: ReviewWord) -> [View.Values] in
      page.sheets.indices.contains(place)
        ? [["link": address(page.sheets[place], page), "words": View.words(word.text)]] : []
    }
    return [
      [
        "position": View.words(
          ReviewWord.sheet.filled(["page": Figure.count(page.sheets[shown].number), "pages": count])),
        "previous": beside(shown - 1, .previous), "next": beside(shown + 1, .next),
        "title": View.words(ReviewWord.sheets.text),
        "label": "\(ReviewWord.sheets.text.chinese) / \(ReviewWord.sheets.text.english)",
        "sheets": named(page.sheets.count, shown: shown).map { place -> View.Values in
          let sheet = page.sheets[place]
          let team = sheet.team.map { VisibleText.fitted(VisibleText.clean($0), width: 160, size: 13) } ?? "–"
          let words = ReviewWord.sheetStart.filled([
            "page": Bilingual(same: Figure.count(sheet.number)), "status": ReviewCaseView.status(sheet.status),
            "team": Bilingual(same: team),
          ])
          return ["link": address(sheet, page), "isShown": sheet.isShown, "words": View.words(words)]
        },
        "note": page.filter == nil ? [View.words(ReviewWord.inWorkbook.text)] : [],
      ]
    ]
  }

  /// All sheets, or the ends, those near the shown one and some between: enough to reach any in three steps.
  static func named(_ count: Int, shown: Int) -> [Int] {
    guard count > most else { return Array(0..<count) }
    let stride = (count + 19) / 20
    return (0..<count).filter { $0 == 0 || $0 == count - 1 || abs($0 - shown) <= 2 || $0 % stride == 0 }
  }

  /// The sheet's file, with the filter that led here.
  private static func address(_ sheet: QueuePage.Sheet, _ page: QueuePage) -> String {
    guard let link = View.link(sheet.link) else { return "" }
    guard let filter = page.filter, filter.isActive else { return link }
    let parts = [
      filter.status.map { "status=\($0.code)" }, filter.kind.map { "kind=\($0.rawValue)" },
      filter.words.isEmpty ? nil : "words=" + escaped(filter.words),
    ]
    return link + "?" + parts.compactMap(\.self).joined(separator: "&")
  }

  private static func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        String(Unicode.Scalar(byte))
      default: "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }.joined()
  }
}
