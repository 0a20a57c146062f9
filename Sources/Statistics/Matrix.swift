/// A dense matrix of doubles, row by row in one array. For small systems; large ones are `SparseMatrix`.
public struct Matrix: Sendable, Equatable {
  public let rows: Int
  public let columns: Int
  public var values: [Double]

  /// A matrix of zeros.
  public init(rows: Int, columns: Int) {
    precondition(rows >= 0 && columns >= 0)
    self.rows = rows
    self.columns = columns
    self.values = [Double](repeating: 0, count: rows * columns)
  }

  /// A matrix from rows of equal length.
  public init(_ rowValues: [[Double]]) {
    let columns = rowValues.first?.count ?? 0
    precondition(rowValues.allSatisfy { $0.count == columns })
    self.rows = rowValues.count
    self.columns = columns
    self.values = rowValues.flatMap { $0 }
  }

  /// The identity of a size.
  public static func identity(_ size: Int) -> Matrix {
    var result = Matrix(rows: size, columns: size)
    for index in 0..<size { result[index, index] = 1 }
    return result
  }

  public subscript(row: Int, column: Int) -> Double {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for row in 0..<rows { for column in 0..<columns { result[column, row] = self[row, column] } }
    return result
  }

  /// - Complexity: O(rows x columns).
  public func multiplied(by vector: [Double]) -> [Double] {
    precondition(vector.count == columns)
    return (0..<rows).map { row in
      var sum = CompensatedSum()
      for column in 0..<columns { sum.add(self[row, column] * vector[column]) }
      return sum.value
    }
  }

  /// - Complexity: O(rows x columns x other.columns).
  public func multiplied(by other: Matrix) -> Matrix {
    precondition(columns == other.rows)
    var result = Matrix(rows: rows, columns: other.columns)
    for row in 0..<rows {
      for inner in 0..<columns {
        let factor = self[row, inner]
        if factor == 0 { continue }
        for column in 0..<other.columns { result[row, column] += factor * other[inner, column] }
      }
    }
    return result
  }
}

/// The sum of products of two vectors of equal length, with compensation.
public func dotProduct(_ left: [Double], _ right: [Double]) -> Double {
  precondition(left.count == right.count)
  var sum = CompensatedSum()
  for index in left.indices { sum.add(left[index] * right[index]) }
  return sum.value
}
