/// The lowest point a simplex search found.
public struct SimplexMinimum: Sendable {
  public let point: [Double]
  public let value: Double
  public let evaluations: Int
}

/// Minimises a function of few variables without derivatives (Nelder, Mead 1965; coefficients 1, 2, 1/2, 1/2).
///
/// Deterministic: the first simplex is `start` and `start` moved by `step` along each axis, ties keep the older vertex,
/// and it stops by spread or by count. A value that is NaN counts as infinite. A local method: start where it matters.
/// - Parameters:
///   - step: one step per variable, none 0.
///   - tolerance: stops when both the values' and the vertices' spread are at most this.
/// - Complexity: O(limit) evaluations.
public func nelderMead(
  start: [Double], step: [Double], tolerance: Double = 1e-10, limit: Int = 2000, _ function: ([Double]) -> Double
) -> SimplexMinimum {
  precondition(start.count == step.count && !start.isEmpty)
  let size = start.count
  var evaluations = 0
  func evaluate(_ point: [Double]) -> Double {
    evaluations += 1
    let value = function(point)
    return value.isNaN ? .infinity : value
  }
  var vertices = [start]
  for axis in 0..<size {
    var vertex = start
    vertex[axis] += step[axis]
    vertices.append(vertex)
  }
  var values = vertices.map(evaluate)
  while true {
    // A stable order: by value, then by age.
    let order = values.indices.sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] < values[$1] }
    vertices = order.map { vertices[$0] }
    values = order.map { values[$0] }
    var spread = 0.0
    for vertex in vertices {
      for axis in 0..<size { spread = max(spread, (vertex[axis] - vertices[0][axis]).magnitude) }
    }
    if evaluations >= limit || (values[size] - values[0] <= tolerance && spread <= tolerance) { break }
    var centre = [Double](repeating: 0, count: size)
    for vertex in vertices.dropLast() { for axis in 0..<size { centre[axis] += vertex[axis] / Double(size) } }
    func along(_ factor: Double) -> [Double] {
      (0..<size).map { centre[$0] + factor * (vertices[size][$0] - centre[$0]) }
    }
    let reflected = along(-1)
    let reflectedValue = evaluate(reflected)
    if reflectedValue < values[0] {
      let expanded = along(-2)
      let expandedValue = evaluate(expanded)
      vertices[size] = expandedValue < reflectedValue ? expanded : reflected
      values[size] = min(expandedValue, reflectedValue)
      continue
    }
    if reflectedValue < values[size - 1] {
      vertices[size] = reflected
      values[size] = reflectedValue
      continue
    }
    let outside = reflectedValue < values[size]
    let contracted = along(outside ? -0.5 : 0.5)
    let contractedValue = evaluate(contracted)
    if contractedValue < min(reflectedValue, values[size]) {
      vertices[size] = contracted
      values[size] = contractedValue
      continue
    }
    for index in 1...size {
      vertices[index] = (0..<size).map { vertices[0][$0] + 0.5 * (vertices[index][$0] - vertices[0][$0]) }
      values[index] = evaluate(vertices[index])
    }
  }
  return SimplexMinimum(point: vertices[0], value: values[0], evaluations: evaluations)
}
