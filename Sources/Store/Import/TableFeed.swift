/// Turns the bytes of one CSV file, in chunks, into rows of binary COPY, and keeps account of every row.
///
/// A value without I/O: it can be fed from a file, from a test or from a fuzzer. Memory is bounded by one chunk and by
/// the longest row, as long as the encoded rows are taken away after each chunk.
package struct TableFeed {
  private var reader = CSVReader()
  private var sink: RowSink

  package init(table: ContractTable, file: String, options: ImportOptions, writesLine: Bool) {
    sink = RowSink(table: table, file: file, options: options, writesLine: writesLine)
  }

  /// Rows read so far, good and bad, without the header.
  package var rows: Int { sink.rows }

  /// Rows encoded so far.
  var goodRows: Int { sink.goodRows }

  /// Local times that named two moments, or none.
  var unclearTimes: Int { sink.encoder?.unclearTimes ?? 0 }

  /// Times without an offset, taken in the zone of the options.
  var localTimes: Int { sink.encoder?.localTimes ?? 0 }

  /// Whether the header cannot be used, so that the rest of the file need not be read.
  package var isHeaderBad: Bool { sink.isHeaderBad }

  /// Reads the next bytes of the file.
  ///
  /// - Complexity: O(n).
  package mutating func feed(_ chunk: [UInt8]) {
    withSink { reader, sink in reader.read(chunk) { (row: CSVRow) in sink.take(row) } }
  }

  /// Ends the file.
  package mutating func finish() {
    withSink { reader, sink in
      reader.finish { (row: CSVRow) in sink.take(row) }
      sink.finish()
    }
  }

  /// Hands over the rows that were encoded since the last call, and what was wrong with others.
  package mutating func take() -> (bytes: [UInt8], count: Int, bad: [BadRow], badCount: Int) {
    defer { sink.forget() }
    return (sink.encoded, sink.encodedRows, sink.bad, sink.badCount)
  }

  /// Lends reader and sink apart, since both change while a row is lent.
  private mutating func withSink(_ body: (inout CSVReader, inout RowSink) -> Void) {
    var lent = RowSink(table: sink.table, file: sink.file, options: sink.options, writesLine: sink.writesLine)
    swap(&lent, &sink)
    body(&reader, &lent)
    swap(&lent, &sink)
  }
}

/// Where the rows of one file go.
private struct RowSink {
  let table: ContractTable
  let file: String
  let options: ImportOptions
  let writesLine: Bool
  var encoder: RowEncoder?
  var isHeaderBad = false
  var rows = 0
  var goodRows = 0
  var encoded: [UInt8] = []
  var encodedRows = 0
  var bad: [BadRow] = []
  var badCount = 0

  init(table: ContractTable, file: String, options: ImportOptions, writesLine: Bool) {
    self.table = table
    self.file = file
    self.options = options
    self.writesLine = writesLine
  }

  mutating func take(_ row: CSVRow) {
    if isHeaderBad { return }
    guard encoder != nil else { return takeHeader(row) }
    rows += 1
    if let fault = encoder?.encode(row, into: &encoded) {
      refuse(fault)
    } else {
      goodRows += 1
      encodedRows += 1
    }
  }

  mutating func finish() {
    guard encoder == nil, !isHeaderBad else { return }
    isHeaderBad = true
    refuse(
      BadRow(
        file: file, line: 1, code: "missing_header",
        why: "The file is empty; its first line names the columns: \(table.columnList)."))
  }

  mutating func forget() {
    encoded.removeAll(keepingCapacity: true)
    encodedRows = 0
    bad.removeAll()
    badCount = 0
  }

  private mutating func takeHeader(_ row: CSVRow) {
    switch HeaderMap.read(row, table: table, file: file) {
    case .success(let header):
      encoder = RowEncoder(
        table: table, header: header, file: file, zone: options.zone, writesLine: writesLine,
        allowsMissingLineBreak: options.allowsMissingLineBreak)
    case .failure(let faults):
      isHeaderBad = true
      for fault in faults.rows { refuse(fault) }
    }
  }

  private mutating func refuse(_ row: BadRow) {
    badCount += 1
    if bad.count < ImportReport.mostBadRows { bad.append(row) }
  }
}
