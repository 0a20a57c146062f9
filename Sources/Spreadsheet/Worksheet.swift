internal import CLibXLSX
internal import Glibc

/// One sheet: a heading that stays in view, a filter, and rows that are written from the top down.
@safe public final class Worksheet {
  /// What stands in a column, and how it is shown.
  public struct Column: Sendable {
    public enum Kind: Sendable { case text, wrappedText, integer, number, percent, probability, points }

    public var title: String
    public var kind: Kind
    /// In characters.
    public var width: Double
    /// Whether each cell holds a bar as long as its figure.
    public var hasBars: Bool

    public init(_ title: String, _ kind: Kind = .text, width: Double = 14, hasBars: Bool = false) {
      self.title = title
      self.kind = kind
      self.width = width
      self.hasBars = hasBars
    }
  }

  public enum Cell: Sendable {
    case empty
    case text(String)
    /// Left empty where it is not finite.
    case number(Double)
    /// A formula with the value that it has, for programs that do not compute.
    case formula(String, value: Double)
    /// Bold and larger, as a heading between rows.
    case title(String)
    /// The heading of a column.
    case heading(String)
  }

  /// Rows below the heading that a sheet can hold.
  public static let limit = 1_048_575

  public let name: String
  private let columns: [Column]
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let formats: Formats
  /// Rows written, the heading included.
  public private(set) var rowCount = 0
  /// Rows that the sheet had no room for.
  public private(set) var refused = 0
  private let hasHeading: Bool

  init(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>, name: String, columns: [Column], footer: String, formats: Formats
  ) {
    unsafe self.sheet = unsafe sheet
    self.name = name
    self.columns = columns
    unsafe self.formats = unsafe formats
    hasHeading = columns.contains { !$0.title.isEmpty }
    for (place, column) in columns.enumerated() {
      unsafe worksheet_set_column(sheet, UInt16(place), UInt16(place), column.width, nil)
    }
    unsafe worksheet_set_landscape(sheet)
    unsafe worksheet_set_paper(sheet, 9)
    unsafe worksheet_fit_to_pages(sheet, 1, 0)
    // `&` begins a code in headers and footers.
    let harmless = CellText.safe(String(footer.prefix(200))).split(separator: "&").joined(separator: "&&")
    unsafe worksheet_set_footer(sheet, "&L\(harmless)&R&P / &N")
    guard hasHeading else { return }
    unsafe worksheet_freeze_panes(sheet, 1, 0)
    unsafe worksheet_repeat_rows(sheet, 0, 0)
    // Room for two lines: not every program finds the height of wrapped text by itself.
    unsafe worksheet_set_row(sheet, 0, 30, nil)
    append(columns.map { .heading($0.title) })
  }

  /// Number of the row that comes next, as formulas name it.
  public var nextRow: Int { rowCount + 1 }

  /// Name of a column in formulas.
  public static func letter(_ column: Int) -> String { CellText.column(column) }

  /// Writes one row. Beyond `limit` rows nothing is written.
  ///
  /// - Returns: whether it was written.
  @discardableResult public func append(_ cells: [Cell]) -> Bool {
    guard rowCount <= Self.limit else {
      refused += 1
      return false
    }
    let row = UInt32(rowCount)
    for (place, cell) in cells.enumerated() {
      let column = UInt16(place)
      let kind = columns.indices.contains(place) ? columns[place].kind : .text
      switch cell {
      case .empty: continue
      case .text(let text):
        unsafe worksheet_write_string(
          sheet, row, column, CellText.safe(text), kind == .wrappedText ? formats.wrapped : formats.text)
      case .title(let text): unsafe worksheet_write_string(sheet, row, column, CellText.safe(text), formats.title)
      case .heading(let text): unsafe worksheet_write_string(sheet, row, column, CellText.safe(text), formats.heading)
      case .number(let number):
        if number.isFinite { unsafe worksheet_write_number(sheet, row, column, number, format(kind)) }
      case .formula(let formula, let value):
        unsafe worksheet_write_formula_num(sheet, row, column, formula, format(kind), value.isFinite ? value : 0)
      }
    }
    rowCount += 1
    return true
  }

  private func format(_ kind: Column.Kind) -> UnsafeMutablePointer<lxw_format>? {
    switch kind {
    case .text, .wrappedText: unsafe formats.text
    case .integer: unsafe formats.integer
    case .number: unsafe formats.number
    case .percent: unsafe formats.percent
    case .probability: unsafe formats.probability
    case .points: unsafe formats.points
    }
  }

  func insert(_ chart: UnsafeMutablePointer<lxw_chart>, _ row: Int, _ column: Int, description: String) {
    let text = unsafe strdup(description)
    defer { unsafe free(text) }
    var options = unsafe lxw_chart_options()
    unsafe options.description = unsafe text
    unsafe options.x_scale = 1.4
    unsafe options.y_scale = 1.2
    unsafe worksheet_insert_chart_opt(sheet, UInt32(row), UInt16(column), chart, &options)
  }

  /// Bytes of rows that wait in a temporary file.
  var streamedBytes: Int {
    guard let file = unsafe sheet.pointee.optimize_tmpfile else { return 0 }
    return max(0, unsafe ftell(file))
  }

  /// Sets the filter and the bars over all rows.
  ///
  /// - Returns: whether every row reached its temporary file.
  func finish() -> Bool {
    if hasHeading, rowCount > 1 {
      let last = UInt32(rowCount - 1)
      unsafe worksheet_autofilter(sheet, 0, 0, last, UInt16(max(1, columns.count) - 1))
      for (place, column) in columns.enumerated() where column.hasBars {
        var bar = unsafe lxw_conditional_format()
        unsafe bar.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
        unsafe bar.data_bar_2010 = 1
        unsafe bar.bar_solid = 1
        unsafe bar.bar_color = 0x9CC3D5
        unsafe bar.bar_negative_color = 0xE3B778
        unsafe bar.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_AUTO_MIN.rawValue)
        unsafe bar.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_AUTO_MAX.rawValue)
        unsafe worksheet_conditional_format_range(sheet, 1, UInt16(place), last, UInt16(place), &bar)
      }
    }
    guard let file = unsafe sheet.pointee.optimize_tmpfile else { return true }
    return unsafe fflush(file) == 0 && ferror(file) == 0
  }
}
