/// The state of decoding a binary COPY stream: header, rows, trailer.
///
/// PostgreSQL sends the header in front of the first row's message, one message a row, and the trailer alone; a
/// message may carry any of them here, but no row may be cut.
package struct CopyStream {
  private let fieldCount: Int
  private var sawHeader = false
  package private(set) var sawTrailer = false
  package private(set) var rows = 0

  package init(fieldCount: Int) { self.fieldCount = fieldCount }

  /// Decodes one message.
  ///
  /// - Throws: `PostgresError`, code `malformedCopy`, or what `body` throws.
  package mutating func read(_ message: UnsafeRawBufferPointer, _ body: (inout CopyRow) throws -> Void) throws {
    guard let start = message.baseAddress else { return }
    let end = unsafe start + message.count
    var next = unsafe start
    if !sawHeader {
      unsafe next += try Self.headerLength(message)
      sawHeader = true
    }
    guard unsafe next < end else { return }
    guard !sawTrailer else { throw Self.malformed("data behind the trailer") }
    guard unsafe end - next >= 2 else { throw Self.malformed("a cut row") }
    let count = unsafe Int(Int16(bigEndian: next.loadUnaligned(as: Int16.self)))
    unsafe next += 2
    if count == -1 {
      guard unsafe next == end else { throw Self.malformed("data behind the trailer") }
      sawTrailer = true
      return
    }
    guard count == fieldCount else { throw Self.malformed("a row of \(count) fields instead of \(fieldCount)") }
    var row = unsafe CopyRow(fields: next, end: end, count: count)
    try body(&row)
    guard row.isFullyRead else { throw Self.malformed("a row that was not read to its end") }
    rows += 1
  }

  /// Checks signature and flags; returns the length with the extension.
  static func headerLength(_ bytes: UnsafeRawBufferPointer) throws(PostgresError) -> Int {
    let signature: [UInt8] = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00]
    guard bytes.count >= 19, unsafe bytes.prefix(11).elementsEqual(signature) else { throw malformed("no header") }
    let flags = unsafe UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 11, as: UInt32.self))
    // Bits 16 to 31 mark changes a reader must know; bit 16 means rows with OIDs.
    guard flags & 0xFFFF_0000 == 0 else { throw malformed("a header with critical flags") }
    let extra = unsafe Int(Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: 15, as: Int32.self)))
    guard extra >= 0, 19 + extra <= bytes.count else { throw malformed("a header with a broken extension") }
    return 19 + extra
  }

  private static func malformed(_ what: String) -> PostgresError {
    PostgresError(.malformedCopy, "COPY out: \(what)")
  }
}
