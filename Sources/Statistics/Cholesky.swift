import Glibc

/// The factor L of a symmetric positive definite matrix A = L L', for solving and inverting.
public struct Cholesky: Sendable {
  private let factor: Matrix

  /// Factors a symmetric matrix; only its lower triangle is read.
  ///
  /// - Returns: nil when a pivot is not above 1e-13 of its diagonal entry: the matrix is not positive definite to
  ///   working precision, and a solution would mean nothing.
  /// - Complexity: O(n^3 / 3).
  public init?(_ matrix: Matrix) {
    precondition(matrix.rows == matrix.columns)
    let size = matrix.rows
    var lower = Matrix(rows: size, columns: size)
    for row in 0..<size {
      for column in 0...row {
        var sum = matrix[row, column]
        for inner in 0..<column { sum -= lower[row, inner] * lower[column, inner] }
        if row == column {
          guard sum > 1e-13 * matrix[row, row].magnitude, sum.isFinite else { return nil }
          lower[row, row] = sum.squareRoot()
        } else {
          lower[row, column] = sum / lower[column, column]
        }
      }
    }
    factor = lower
  }

  /// The x with A x = b.
  /// - Complexity: O(n^2).
  public func solve(_ right: [Double]) -> [Double] {
    let size = factor.rows
    precondition(right.count == size)
    var x = right
    for row in 0..<size {
      for column in 0..<row { x[row] -= factor[row, column] * x[column] }
      x[row] /= factor[row, row]
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      for below in stride(from: row + 1, to: size, by: 1) { x[row] -= factor[below, row] * x[below] }
      x[row] /= factor[row, row]
    }
    return x
  }

  /// The inverse of A, exactly symmetric.
  /// - Complexity: O(n^3).
  public var inverse: Matrix {
    let size = factor.rows
    var result = Matrix(rows: size, columns: size)
    for column in 0..<size {
      var unit = [Double](repeating: 0, count: size)
      unit[column] = 1
      let solution = solve(unit)
      for row in column..<size {
        result[row, column] = solution[row]
        result[column, row] = solution[row]
      }
    }
    return result
  }

  /// ln det A.
  public var logDeterminant: Double {
    2 * compensatedSum((0..<factor.rows).map { log(factor[$0, $0]) })
  }

  /// L z: turns independent standard normals into normals with covariance A.
  /// - Complexity: O(n^2).
  public func correlated(_ normals: [Double]) -> [Double] {
    precondition(normals.count == factor.rows)
    return (0..<factor.rows).map { row in
      var sum = 0.0
      for column in 0...row { sum += factor[row, column] * normals[column] }
      return sum
    }
  }
}
