/// Minimise c'x subject to A x <= b and E x = f, x >= 0: the dense two-phase simplex with Bland's rule.
///
/// For the small programs of preference elicitation (tens of variables). Bland's rule (1977) cannot cycle and makes the
/// answer a function of the input alone.
public struct LinearProgram: Sendable {
  public let cost: [Double]
  private var rows: [[Double]] = []
  private var rights: [Double] = []
  private var isEquality: [Bool] = []

  public init(minimising cost: [Double]) { self.cost = cost }

  public mutating func require(_ row: [Double], atMost right: Double) { append(row, right, false) }

  public mutating func require(_ row: [Double], equals right: Double) { append(row, right, true) }

  /// The optimal x and value; nil when infeasible or unbounded.
  public func solve() -> (x: [Double], value: Double)? {
    let variables = cost.count
    let slacks = isEquality.count { !$0 }
    let width = variables + slacks + rows.count
    // Tableau rows: variables, slacks, one artificial a row, right side.
    var tableau = [[Double]]()
    var basis = [Int]()
    var slack = variables
    for index in rows.indices {
      var row = rows[index] + [Double](repeating: 0, count: slacks + rows.count) + [rights[index]]
      if !isEquality[index] {
        row[slack] = 1
        slack += 1
      }
      if rights[index] < 0 { row = row.map { -$0 } }
      row[variables + slacks + index] = 1
      basis.append(variables + slacks + index)
      tableau.append(row)
    }
    let phaseOne = (0..<width).map { $0 >= variables + slacks ? 1.0 : 0 }
    guard let infeasibility = Self.optimise(&tableau, &basis, cost: phaseOne, allowed: width),
      infeasibility <= 1e-9
    else { return nil }
    // Artificial variables left in the basis at 0 are exchanged for real ones where a row allows it.
    for row in tableau.indices where basis[row] >= variables + slacks {
      if let column = (0..<variables + slacks).first(where: { tableau[row][$0].magnitude > 1e-9 }) {
        Self.pivot(&tableau, &basis, row: row, column: column)
      }
    }
    let phaseTwo = cost + [Double](repeating: 0, count: width - variables)
    guard let value = Self.optimise(&tableau, &basis, cost: phaseTwo, allowed: variables + slacks) else { return nil }
    var x = [Double](repeating: 0, count: variables)
    for row in tableau.indices where basis[row] < variables { x[basis[row]] = tableau[row][width] }
    return (x, value)
  }

  private mutating func append(_ row: [Double], _ right: Double, _ equality: Bool) {
    precondition(row.count == cost.count)
    rows.append(row)
    rights.append(right)
    isEquality.append(equality)
  }

  private static func optimise(_ tableau: inout [[Double]], _ basis: inout [Int], cost: [Double], allowed: Int)
    -> Double?
  {
    let width = cost.count
    while true {
      func reducedCost(_ column: Int) -> Double {
        var sum = CompensatedSum()
        sum.add(cost[column])
        for row in tableau.indices { sum.add(-cost[basis[row]] * tableau[row][column]) }
        return sum.value
      }
      guard let entering = (0..<allowed).first(where: { reducedCost($0) < -1e-11 }) else {
        return compensatedSum(tableau.indices.map { cost[basis[$0]] * tableau[$0][width] })
      }
      var leaving: Int?
      var best = Double.infinity
      for row in tableau.indices where tableau[row][entering] > 1e-11 {
        let ratio = tableau[row][width] / tableau[row][entering]
        if ratio < best - 1e-13 || (ratio <= best + 1e-13 && leaving.map { basis[row] < basis[$0] } ?? true) {
          best = min(best, ratio)
          leaving = row
        }
      }
      guard let row = leaving else { return nil }
      pivot(&tableau, &basis, row: row, column: entering)
    }
  }

  private static func pivot(_ tableau: inout [[Double]], _ basis: inout [Int], row: Int, column: Int) {
    let divisor = tableau[row][column]
    for index in tableau[row].indices { tableau[row][index] /= divisor }
    for other in tableau.indices where other != row {
      let factor = tableau[other][column]
      if factor == 0 { continue }
      for index in tableau[other].indices { tableau[other][index] -= factor * tableau[row][index] }
    }
    basis[row] = column
  }
}
