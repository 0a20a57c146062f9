import Statistics
import Testing

private func randomPositive(_ size: Int, seed: UInt64) -> Matrix {
  var generator = CounterGenerator(seed: seed, stream: UInt64(size))
  var factor = Matrix(rows: size, columns: size)
  for index in factor.values.indices { factor.values[index] = generator.normal() }
  var matrix = factor.multiplied(by: factor.transposed)
  for index in 0..<size { matrix[index, index] += 1 }
  return matrix
}

@Test("Cholesky, elimination and conjugate gradients solve the same random systems", arguments: 1...12)
func solversAgree(size: Int) throws {
  let matrix = randomPositive(size, seed: 11)
  var generator = CounterGenerator(seed: 12, stream: UInt64(size))
  let truth = (0..<size).map { _ in generator.normal() }
  let right = matrix.multiplied(by: truth)
  let factor = try #require(Cholesky(matrix))
  let solutions = [
    factor.solve(right), try #require(solveLinearSystem(matrix, right)), factor.inverse.multiplied(by: right),
    conjugateGradient(
      right: right, diagonal: (0..<size).map { matrix[$0, $0] }, tolerance: 1e-14, multiply: matrix.multiplied(by:)
    ).x,
  ]
  for solution in solutions {
    // Condition numbers here stay below 1e3.
    for (value, wanted) in zip(solution, truth) { #expect((value - wanted).magnitude < 1e-10) }
  }
}

@Test("a matrix that is not positive definite is refused")
func choleskyRefuses() {
  #expect(Cholesky(Matrix([[1, 2], [2, 1]])) == nil)
  #expect(Cholesky(Matrix([[1, 1], [1, 1]])) == nil)
  #expect(solveLinearSystem(Matrix([[1, 1], [1, 1]]), [1, 2]) == nil)
}

@Test("log determinant and correlated draws use the same factor")
func choleskyUses() throws {
  let factor = try #require(Cholesky(Matrix([[4, 2], [2, 3]])))
  #expect((factor.logDeterminant - 2.0794415416798357).magnitude < 1e-14)
  #expect(factor.correlated([1, 0]) == [2, 1])
}

@Test("a sparse product is the dense product")
func sparseProduct() {
  var generator = CounterGenerator(seed: 13, stream: 0)
  var dense = Matrix(rows: 7, columns: 5)
  var entries = [(row: Int, column: Int, value: Double)]()
  for _ in 0..<15 {
    let entry = (row: generator.index(below: 7), column: generator.index(below: 5), value: generator.normal())
    entries.append(entry)
    dense[entry.row, entry.column] += entry.value
  }
  let sparse = SparseMatrix(rows: 7, columns: 5, entries: entries)
  let x = (0..<5).map { _ in generator.normal() }
  let y = (0..<7).map { _ in generator.normal() }
  for (left, right) in zip(sparse.multiplied(by: x), dense.multiplied(by: x)) {
    #expect((left - right).magnitude < 1e-13)
  }
  for (left, right) in zip(sparse.transposeMultiplied(by: y), dense.transposed.multiplied(by: y)) {
    #expect((left - right).magnitude < 1e-13)
  }
}
