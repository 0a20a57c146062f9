/// Reads CSV from chunks of bytes, cut anywhere, and lends each row to a closure.
///
/// RFC 4180, and: lines end with LF or CRLF, a UTF-8 byte order mark at the start is skipped, quoted fields may hold
/// line breaks. A broken row is lent with its fault and reading goes on at the next line, so that all are named.
/// Memory is bounded by the longest row, not by the file. Rows do not depend on how the bytes are cut.
///
/// Not for other separators or for headers: the caller knows the columns.
public struct CSVReader: Sendable {
  /// Bytes of one row that are kept; a longer one is a fault.
  public static let longestRow = 16 << 20

  /// Fields of one row that are kept; more are a fault.
  public static let mostFields = 1 << 16

  private enum State { case rowStart, fieldStart, unquoted, quoted, quoteSeen, carriageReturn }

  private var state = State.rowStart
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var line = 1
  private var rowLine = 1
  private var quoteLine = 1
  private var blankLine: Int?
  private var markSeen: Int? = 0
  private var hasHighBytes = false
  private var hasQuotes = false
  private var fault: CSVFault?
  private var faultField = 0

  public init() {}

  /// Reads the next bytes of the file and lends every row that they complete.
  ///
  /// - Throws: what the closure throws; the reader is then not to be used again.
  /// - Complexity: O(n).
  public mutating func read<Failure: Error>(
    _ chunk: [UInt8], row: (CSVRow) throws(Failure) -> Void
  ) throws(Failure) {
    for byte in chunk {
      if let seen = markSeen {
        if try isByteOrderMark(byte, seen: seen, row: row) { continue }
      }
      try take(byte, row: row)
    }
  }

  /// Ends the file and lends a last row that no line break ended, if there is one.
  public mutating func finish<Failure: Error>(row: (CSVRow) throws(Failure) -> Void) throws(Failure) {
    if let seen = markSeen { try giveBackMark(seen, row: row) }
    switch state {
    case .rowStart: break
    case .carriageReturn: try endRow(row: row)
    case .quoted:
      fault = .unterminatedQuote(openedOnLine: quoteLine)
      faultField = ends.count
      try endRow(isEnded: false, row: row)
    case .fieldStart, .unquoted, .quoteSeen: try endRow(isEnded: false, row: row)
    }
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private mutating func isByteOrderMark<Failure: Error>(
    _ byte: UInt8, seen: Int, row: (CSVRow) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    if byte == Self.byteOrderMark[seen] {
      markSeen = seen == 2 ? nil : seen + 1
      return true
    }
    try giveBackMark(seen, row: row)
    return false
  }

  private mutating func giveBackMark<Failure: Error>(
    _ seen: Int, row: (CSVRow) throws(Failure) -> Void
  ) throws(Failure) {
    markSeen = nil
    for byte in Self.byteOrderMark.prefix(seen) { try take(byte, row: row) }
  }

  @inline(__always)
  private mutating func take<Failure: Error>(
    _ byte: UInt8, row: (CSVRow) throws(Failure) -> Void
  ) throws(Failure) {
    switch state {
    case .unquoted: try takeUnquoted(byte, row: row)
    case .quoted:
      if byte == UInt8(ascii: "\"") { state = .quoteSeen } else { keepQuoted(byte) }
    case .quoteSeen:
      if byte == UInt8(ascii: "\"") {
        keep(byte)
        state = .quoted
      } else {
        try takeAfterQuote(byte, row: row)
      }
    case .rowStart, .fieldStart: try takeFirst(byte, row: row)
    case .carriageReturn:
      if byte == UInt8(ascii: "\n") {
        line += 1
        try endRow(row: row)
      } else {
        note(.strayCarriageReturn)
        state = .unquoted
        try takeUnquoted(byte, row: row)
      }
    }
  }

  private mutating func takeFirst<Failure: Error>(
    _ byte: UInt8, row: (CSVRow) throws(Failure) -> Void
  ) throws(Failure) {
    if state == .rowStart {
      if byte == UInt8(ascii: "\n") {
        if blankLine == nil { blankLine = line }
        line += 1
        return
      }
      if byte != UInt8(ascii: "\r") { try reportBlankLine(row: row) }
      rowLine = line
    }
    if byte == UInt8(ascii: "\"") {
      quoteLine = line
      hasQuotes = true
      state = .quoted
    } else {
      state = .unquoted
      try takeUnquoted(byte, row: row)
    }
  }

  @inline(__always)
  private mutating func takeUnquoted<Failure: Error>(
    _ byte: UInt8, row: (CSVRow) throws(Failure) -> Void
  ) throws(Failure) {
    switch byte {
    case UInt8(ascii: ","):
      endField()
      state = .fieldStart
    case UInt8(ascii: "\n"):
      line += 1
      try endRow(row: row)
    case UInt8(ascii: "\r"): state = .carriageReturn
    case UInt8(ascii: "\""):
      note(.strayQuote)
      keep(byte)
    default: keep(byte)
    }
  }

  private mutating func takeAfterQuote<Failure: Error>(
    _ byte: UInt8, row: (CSVRow) throws(Failure) -> Void
  ) throws(Failure) {
    state = .unquoted
    if byte != UInt8(ascii: ","), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") { note(.textAfterQuote) }
    try takeUnquoted(byte, row: row)
  }

  private mutating func keepQuoted(_ byte: UInt8) {
    if byte == UInt8(ascii: "\n") { line += 1 }
    keep(byte)
  }

  @inline(__always)
  private mutating func keep(_ byte: UInt8) {
    if byte >= 0x80 { hasHighBytes = true } else if byte == 0 { note(.nulByte) }
    guard bytes.count < Self.longestRow else { return note(.rowTooLong) }
    bytes.append(byte)
  }

  private mutating func endField() {
    guard ends.count < Self.mostFields else { return note(.rowTooLong) }
    ends.append(bytes.count)
  }

  /// The first fault of a row is the one that is told.
  private mutating func note(_ found: CSVFault) {
    guard fault == nil else { return }
    fault = found
    faultField = ends.count
  }

  private mutating func reportBlankLine<Failure: Error>(
    row: (CSVRow) throws(Failure) -> Void
  ) throws(Failure) {
    guard let blank = blankLine else { return }
    blankLine = nil
    try row(CSVRow(line: blank, bytes: [], ends: [], fault: .blankLine, faultField: 0, isEnded: true))
  }

  private mutating func endRow<Failure: Error>(
    isEnded: Bool = true, row: (CSVRow) throws(Failure) -> Void
  ) throws(Failure) {
    endField()
    defer {
      bytes.removeAll(keepingCapacity: bytes.capacity < 1 << 20)
      ends.removeAll(keepingCapacity: true)
      hasHighBytes = false
      hasQuotes = false
      fault = nil
      state = .rowStart
    }
    if ends.count == 1, bytes.isEmpty, fault == nil, !hasQuotes {
      if blankLine == nil { blankLine = rowLine }
      return
    }
    try reportBlankLine(row: row)
    if hasHighBytes, fault == nil || fault == .nulByte { checkEncoding() }
    try row(
      CSVRow(line: rowLine, bytes: bytes, ends: ends, fault: fault, faultField: faultField, isEnded: isEnded))
  }

  /// A byte 0 is the first fault of a UTF-16 file, but its encoding is what must be told.
  private mutating func checkEncoding() {
    if fault == .nulByte {
      guard rowLine == 1, TextEncodingGuess.isUTF16(bytes, 0..<bytes.count) else { return }
      fault = .invalidUTF8(looksLike: .utf16)
      faultField = 0
      return
    }
    var start = 0
    for (field, end) in ends.enumerated() {
      if let found = UTF8Check.firstFault(in: bytes, start..<end) {
        fault = .invalidUTF8(looksLike: TextEncodingGuess.guess(bytes, start..<end, fault: found))
        faultField = field
        return
      }
      start = end
    }
  }
}
