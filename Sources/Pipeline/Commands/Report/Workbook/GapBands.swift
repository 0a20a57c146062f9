internal import Spreadsheet

/// How many persons in key results lie in each band of the gap: what the chart shows.
struct GapBands {
  /// Name of the sheet with the gaps.
  let sheet: String
  /// The last row of that sheet.
  var lastRow = 1
  /// Rows that no sheet had room for.
  var leftOut = 0
  private(set) var counts: [Int]

  /// Ends of bands as fractions: the middle one is what nobody would call a gap.
  static let edges = [-0.1, -0.05, -0.02, 0.02, 0.05, 0.1]

  init(sheet: String) {
    self.sheet = sheet
    counts = [Int](repeating: 0, count: Self.edges.count + 1)
  }

  mutating func add(_ gap: Double) { counts[Self.edges.count { $0 <= gap }] += 1 }

  static func name(_ band: Int) -> String {
    func points(_ edge: Double) -> String {
      let value = Int((edge * 100).rounded())
      return value < 0 ? "−\(-value)" : "+\(value)"
    }
    if band == 0 { return "< \(points(edges[0]))" }
    if band == edges.count { return "≥ \(points(edges[band - 1]))" }
    return "\(points(edges[band - 1])) … \(points(edges[band]))"
  }

  /// Counts a band over the sheet's cells.
  func formula(_ band: Int) -> String {
    let letter = Worksheet.letter(SharesSheet.gapColumn)
    let range = "'\(sheet)'!$\(letter)$2:$\(letter)$\(max(2, lastRow))"
    let from = band > 0 ? ["\(range),\">=\(Self.edges[band - 1])\""] : []
    let to = band < Self.edges.count ? ["\(range),\"<\(Self.edges[band])\""] : []
    return "=COUNTIFS(\((from + to).joined(separator: ",")))"
  }
}
