/// Turns CSV rows of one table into rows of binary COPY, or says why one cannot be.
struct RowEncoder: Sendable {
  /// The table whose columns are written, in their order.
  let table: ContractTable

  /// Which field holds which column.
  let header: HeaderMap

  /// Name of the file, for the names of bad rows.
  let file: String

  /// Whether the row's line goes first, as staging tables need.
  let writesLine: Bool

  /// Whether a last row without a line break is taken as whole.
  let allowsMissingLineBreak: Bool

  private var moments: MomentField

  init(
    table: ContractTable, header: HeaderMap, file: String, zone: LocalZone? = nil, writesLine: Bool = false,
    allowsMissingLineBreak: Bool = false
  ) {
    self.table = table
    self.header = header
    self.file = file
    self.writesLine = writesLine
    self.allowsMissingLineBreak = allowsMissingLineBreak
    moments = MomentField(zone: zone)
  }

  /// How many local times named two moments, or none.
  var unclearTimes: Int { moments.unclearTimes }

  /// How many times carried no offset.
  var localTimes: Int { moments.localTimes }

  /// Appends the row to the output, or leaves the output as it was and returns what is wrong with the row.
  ///
  /// - Complexity: O(bytes of the row).
  mutating func encode(_ row: CSVRow, into output: inout [UInt8]) -> BadRow? {
    if let fault = row.fault { return refuse(row, fault) }
    guard row.isEnded || allowsMissingLineBreak else {
      return BadRow(
        file: file, line: row.line, code: "truncated",
        why: "The last row has no line break, so the file may be cut off; if it is whole, end it with one.")
    }
    guard row.count == header.fieldCount else {
      return BadRow(
        file: file, line: row.line, code: "wrong_column_count",
        why: "The row has \(row.count) fields, the header \(header.fieldCount).")
    }
    let start = output.count
    append(Int16(table.columns.count + (writesLine ? 1 : 0)), to: &output)
    if writesLine {
      append(Int32(8), to: &output)
      append(Int64(row.line), to: &output)
    }
    for (index, column) in table.columns.enumerated() {
      let range = header.fields[index].map { row.range($0) } ?? 0..<0
      do throws(FieldFault) {
        try encode(row.bytes, range, column: column, isKey: index == 0 && table.hasKey, into: &output)
      } catch {
        output.removeSubrange(start...)
        return BadRow(
          file: file, line: row.line, column: column.name, code: error.code, why: error.why,
          excerpt: error.showsValue ? Self.excerpt(row.bytes, range) : nil)
      }
    }
    return nil
  }

  private func refuse(_ row: CSVRow, _ fault: CSVFault) -> BadRow {
    let column = header.fields.firstIndex(of: row.faultField).map { table.columns[$0].name }
    let isWhole = fault == .blankLine || fault == .rowTooLong
    return BadRow(file: file, line: row.line, column: isWhole ? nil : column, code: fault.code, why: fault.why)
  }

  private mutating func encode(
    _ bytes: [UInt8], _ range: Range<Int>, column: ContractColumn, isKey: Bool, into output: inout [UInt8]
  ) throws(FieldFault) {
    if range.isEmpty {
      if isKey { throw .keyMissing }
      guard let fallback = column.fallback else { return append(Int32(-1), to: &output) }
      append(Int32(8), to: &output)
      return append(Int64(bitPattern: fallback.bitPattern), to: &output)
    }
    switch column.kind {
    case .id:
      guard range.count <= FieldLimits.id else { throw .idTooLong(bytes: range.count) }
      append(bytes, range, to: &output)
    case .text:
      guard range.count <= FieldLimits.text else { throw .textTooLong(bytes: range.count) }
      append(bytes, range, to: &output)
    case .number:
      let value = try NumberField.double(bytes, range)
      append(Int32(8), to: &output)
      append(Int64(bitPattern: value.bitPattern), to: &output)
    case .count:
      let value = try NumberField.count(bytes, range)
      append(Int32(4), to: &output)
      append(value, to: &output)
    case .day:
      let value = try DayField.day(bytes, range)
      append(Int32(4), to: &output)
      append(value, to: &output)
    case .moment:
      let value = try moments.moment(bytes, range)
      append(Int32(8), to: &output)
      append(value, to: &output)
    }
  }

  private func append(_ bytes: [UInt8], _ range: Range<Int>, to output: inout [UInt8]) {
    append(Int32(range.count), to: &output)
    output.append(contentsOf: bytes[range])
  }

  @inline(__always)
  private func append<Number: FixedWidthInteger>(_ value: Number, to output: inout [UInt8]) {
    var shift = Number.bitWidth
    while shift > 0 {
      shift -= 8
      output.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  /// The first characters of a value, made safe for a terminal.
  private static func excerpt(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    let text = String(decoding: bytes[range].prefix(40), as: UTF8.self)
    return HeaderMap.printable(String(text.prefix(24)))
  }
}
