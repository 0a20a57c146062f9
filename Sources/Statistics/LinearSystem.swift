/// The x with A x = b for a square matrix, by elimination with partial pivoting; nil when A is singular to working
/// precision (a pivot below 1e-13 of the largest entry).
/// - Complexity: O(n^3 / 3).
public func solveLinearSystem(_ matrix: Matrix, _ right: [Double]) -> [Double]? {
  precondition(matrix.rows == matrix.columns && right.count == matrix.rows)
  let size = matrix.rows
  let scale = matrix.values.reduce(0) { max($0, $1.magnitude) }
  var work = matrix
  var x = right
  for column in 0..<size {
    var pivot = column
    for row in column..<size where work[row, column].magnitude > work[pivot, column].magnitude { pivot = row }
    guard work[pivot, column].magnitude > 1e-13 * scale else { return nil }
    if pivot != column {
      for k in 0..<size {
        (work[pivot, k], work[column, k]) = (work[column, k], work[pivot, k])
      }
      x.swapAt(pivot, column)
    }
    for row in stride(from: column + 1, to: size, by: 1) {
      let factor = work[row, column] / work[column, column]
      if factor == 0 { continue }
      for k in column..<size { work[row, k] -= factor * work[column, k] }
      x[row] -= factor * x[column]
    }
  }
  for row in stride(from: size - 1, through: 0, by: -1) {
    for k in stride(from: row + 1, to: size, by: 1) { x[row] -= work[row, k] * x[k] }
    x[row] /= work[row, row]
  }
  return x
}
