/// A sparse matrix by compressed rows. Entries keep the order in which they were given, row by row.
public struct SparseMatrix: Sendable {
  public let rows: Int
  public let columns: Int
  /// `starts[r] ..< starts[r + 1]` are the entries of row r.
  public let starts: [Int]
  public let columnOf: [Int32]
  public let values: [Double]

  /// - Parameter entries: (row, column, value) in any order; repeated places add up when multiplied.
  /// - Complexity: O(rows + entries).
  public init(rows: Int, columns: Int, entries: [(row: Int, column: Int, value: Double)]) {
    var starts = [Int](repeating: 0, count: rows + 1)
    for entry in entries {
      precondition((0..<rows).contains(entry.row) && (0..<columns).contains(entry.column))
      starts[entry.row + 1] += 1
    }
    for row in 0..<rows { starts[row + 1] += starts[row] }
    var next = starts
    var columnOf = [Int32](repeating: 0, count: entries.count)
    var values = [Double](repeating: 0, count: entries.count)
    for entry in entries {
      columnOf[next[entry.row]] = Int32(entry.column)
      values[next[entry.row]] = entry.value
      next[entry.row] += 1
    }
    self.rows = rows
    self.columns = columns
    self.starts = starts
    self.columnOf = columnOf
    self.values = values
  }

  /// A x.
  /// - Complexity: O(entries).
  public func multiplied(by vector: [Double]) -> [Double] {
    precondition(vector.count == columns)
    var result = [Double](repeating: 0, count: rows)
    for row in 0..<rows {
      var sum = 0.0
      for entry in starts[row]..<starts[row + 1] { sum += values[entry] * vector[Int(columnOf[entry])] }
      result[row] = sum
    }
    return result
  }

  /// A' x.
  /// - Complexity: O(entries).
  public func transposeMultiplied(by vector: [Double]) -> [Double] {
    precondition(vector.count == rows)
    var result = [Double](repeating: 0, count: columns)
    for row in 0..<rows {
      let factor = vector[row]
      if factor == 0 { continue }
      for entry in starts[row]..<starts[row + 1] { result[Int(columnOf[entry])] += values[entry] * factor }
    }
    return result
  }
}
