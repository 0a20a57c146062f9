internal import CLibXLSX
internal import Glibc

/// An XLSX file that is written row by row in constant memory.
///
/// The same calls with the same values give the same bytes: the time of creation is an argument, and nothing else in the
/// file depends on when or where it was made. Not for reading or changing a file.
@safe public final class Workbook {
  /// What a file says about itself.
  public struct Properties: Sendable {
    public var title: String
    public var subject: String
    public var company: String
    public var comments: String
    /// Seconds since 1970 UTC, shown as the time of creation.
    public var created: Int64

    public init(title: String, subject: String, company: String, comments: String, created: Int64) {
      self.title = title
      self.subject = subject
      self.company = company
      self.comments = comments
      self.created = created
    }
  }

  let path: String
  let formats: Formats
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private var sheets: [Worksheet] = []
  private var isOpen = true

  /// - Parameters:
  ///   - path: the file; it is there only after `finish()`.
  ///   - temporaryFolder: holds the rows until then, about ten times the size of the file.
  /// - Throws: `WorkbookError`, code `noMemory`.
  public init(path: String, temporaryFolder: String, properties: Properties) throws(WorkbookError) {
    self.path = path
    let made: UnsafeMutablePointer<lxw_workbook>? = unsafe temporaryFolder.withCString { folder in
      // The library copies the folder's name.
      var options = unsafe lxw_workbook_options(
        constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: folder), use_zip64: 0)
      return unsafe workbook_new_opt(path, &options)
    }
    guard let made = unsafe made else { throw WorkbookError(code: .noMemory, path: path, why: "no memory") }
    unsafe workbook = unsafe made
    unsafe formats = Formats(made)
    unsafe Self.set(properties, made)
  }

  deinit { if isOpen { unsafe lxw_workbook_free(workbook) } }

  private static func set(_ properties: Properties, _ workbook: UnsafeMutablePointer<lxw_workbook>) {
    func copy(_ text: String) -> UnsafeMutablePointer<CChar>? { unsafe strdup(CellText.safe(String(text.prefix(200)))) }
    var values = unsafe lxw_doc_properties()
    unsafe values.title = copy(properties.title)
    unsafe values.subject = copy(properties.subject)
    unsafe values.company = copy(properties.company)
    unsafe values.comments = copy(properties.comments)
    // 0 would be taken for "now".
    unsafe values.created = time_t(max(1, properties.created))
    unsafe workbook_set_properties(workbook, &values)
    // The library has made copies of its own.
    unsafe free(values.title)
    unsafe free(values.subject)
    unsafe free(values.company)
    unsafe free(values.comments)
  }

  /// Adds a sheet behind those before it.
  ///
  /// - Parameters:
  ///   - name: at most 31 characters, none of `[]:*?/\`.
  ///   - footer: printed below each page; at most 200 characters are kept.
  public func sheet(
    _ name: String, columns: [Worksheet.Column], footer: String
  ) throws(WorkbookError) -> Worksheet {
    guard let made = unsafe workbook_add_worksheet(workbook, name) else {
      throw WorkbookError(code: .sheetRefused, path: path, why: name)
    }
    let sheet = unsafe Worksheet(made, name: name, columns: columns, footer: footer, formats: formats)
    sheets.append(sheet)
    return sheet
  }

  /// Puts a chart of columns over a sheet's cells onto it.
  ///
  /// - Parameters:
  ///   - categories, values: column and the rows of the figures, all counted from 0.
  ///   - place: row and column of the chart's upper left corner, counted from 0.
  public func addChart(
    to sheet: Worksheet, title: String, series name: String, categories: Int, values: Int, rows: ClosedRange<Int>,
    place: (row: Int, column: Int)
  ) {
    guard let chart = unsafe workbook_add_chart(workbook, UInt8(LXW_CHART_COLUMN.rawValue)),
      let series = unsafe chart_add_series(chart, nil, nil)
    else { return }
    let first = UInt32(rows.lowerBound)
    let last = UInt32(rows.upperBound)
    unsafe chart_series_set_categories(series, sheet.name, first, UInt16(categories), last, UInt16(categories))
    unsafe chart_series_set_values(series, sheet.name, first, UInt16(values), last, UInt16(values))
    unsafe chart_series_set_name(series, name)
    unsafe chart_series_set_labels(series)
    unsafe chart_title_set_name(chart, title)
    unsafe chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    unsafe sheet.insert(chart, place.row, place.column, description: title)
  }

  /// Writes the file.
  ///
  /// - Throws: `WorkbookError`, code `unwritable`; no file is left then.
  public func finish() throws(WorkbookError) {
    guard isOpen else { return }
    var isWhole = true
    for sheet in sheets { if !sheet.finish() { isWhole = false } }
    let room = Self.room(beside: path)
    let needed = sheets.reduce(0) { $0 + $1.streamedBytes }
    isOpen = false
    // The library does not look whether its own temporary files could be written: a full disk would give a torn file.
    guard isWhole, room.map({ $0 > needed + needed / 5 }) ?? true else {
      unsafe lxw_workbook_free(workbook)
      throw WorkbookError(code: .unwritable, path: path, why: unsafe String(cString: strerror(ENOSPC)))
    }
    let code = unsafe workbook_close(workbook)
    guard code == LXW_NO_ERROR else {
      unsafe unlink(path)
      throw WorkbookError(
        code: .unwritable, path: path, why: unsafe lxw_strerror(code).map { unsafe String(cString: $0) } ?? "")
    }
  }

  /// Bytes free in a file's folder; nil where that is not known.
  private static func room(beside path: String) -> Int? {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    var room = statvfs()
    guard unsafe statvfs(folder, &room) == 0 else { return nil }
    return Int(clamping: UInt64(room.f_bavail) &* UInt64(room.f_frsize))
  }
}
