/// A period id in words: `2026Q3` and `2026-Q3` as a quarter, anything else as it is.
enum PeriodName {
  static func text(_ id: String) -> Bilingual {
    let parts = Array(id)
    let compact = parts.filter { $0 != "-" }
    guard compact.count == 6, parts.count <= 7, compact[4] == "Q" || compact[4] == "q",
      let year = Int(String(compact[..<4])), year >= 1900, let quarter = Int(String(compact[5])),
      (1...4).contains(quarter)
    else { return VisibleText.clean(Bilingual(same: id)) }
    let chinese = ["一", "二", "三", "四"][quarter - 1]
    return FrameWord.quarter.filled(["year": Bilingual(same: "\(year)"), "word": Bilingual(chinese, "Q\(quarter)")])
  }
}
