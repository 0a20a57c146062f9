/// Why a model or a library function refused its input.
public struct AttributionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Stable names; a code is never reused for another meaning.
  public enum Code: String, Sendable, CaseIterable {
    /// A parameter of a model is outside its range.
    case invalidParameter = "invalid_parameter"
    /// A weight, effort, rating or amount is NaN, infinite or negative.
    case invalidWeight = "invalid_weight"
    /// A record points at a person or task that is not there.
    case invalidIndex = "invalid_index"
    /// A table of the records is not in its promised order, or holds a row twice.
    case unorderedRecords = "unordered_records"
    /// Columns of one table, or rows of one matrix, differ in length.
    case lengthMismatch = "length_mismatch"
    /// More players than the exact method can hold.
    case tooManyPlayers = "too_many_players"
    /// Units of one key result add up to more than a double can hold.
    case overflow
  }

  public let code: Code
  /// The parameter or column, never a value from the data.
  public let field: String

  public init(_ code: Code, _ field: String) {
    self.code = code
    self.field = field
  }

  public var description: String { "\(code.rawValue): \(field)" }
}
