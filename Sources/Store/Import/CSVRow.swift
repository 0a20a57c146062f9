/// One row as the CSV reader lends it: the bytes of its fields one after another, quotes removed.
///
/// The row is valid only while the reader's closure runs; copy what must last.
public struct CSVRow: Sendable {
  /// Number of the row's first line in the file, counted from 1.
  public let line: Int

  /// The bytes of all fields.
  public let bytes: [UInt8]

  /// Where each field ends in `bytes`.
  public let ends: [Int]

  /// What is broken about the row; its fields are then not to be used.
  public let fault: CSVFault?

  /// The field at which the fault was found, counted from 0.
  public let faultField: Int

  /// Whether a line break ended the row; false only for the last row of a file without one.
  public let isEnded: Bool

  /// Number of fields.
  public var count: Int { ends.count }

  /// Where a field's bytes are.
  public func range(_ field: Int) -> Range<Int> {
    (field == 0 ? 0 : ends[field - 1])..<ends[field]
  }

  /// A field as text, for headers and tests.
  public func text(_ field: Int) -> String {
    String(decoding: bytes[range(field)], as: UTF8.self)
  }
}
