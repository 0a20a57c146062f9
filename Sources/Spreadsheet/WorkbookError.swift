/// Why a workbook could not be written.
public struct WorkbookError: Error, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// The library could not begin, for want of memory.
    case noMemory
    /// The file or its temporary files cannot be written, or the disk is full.
    case unwritable
    /// A sheet's name is not allowed or is taken.
    case sheetRefused
  }

  public let code: Code
  public let path: String
  /// What the library or the system says.
  public let why: String

  public var description: String { "\(code.rawValue): \(why)" }
}
