import Glibc
import Statistics

/// Ranks of a walk on the graph of people and tasks, where credit enters at tasks: CredRank without a general graph.
///
/// x = (1 - d) t + d P'x as in `PageRank`, t on tasks only. Edges join a person and a task and weigh the same both ways, so that one
/// half of the nodes depends on the other half alone and all eigenvalues of P are real: successive overrelaxation with Chebyshev's
/// factors (Golub, Varga 1961) needs a seventh of the work of plain iteration.
struct CollaborationRank {
  private let people: Int
  /// Efforts by task as parts of their sum.
  private var jumps: [Double] = []
  /// `starts[t] ..< starts[t + 1]` are the edges of task t.
  private var starts = [0]
  private var persons: [Int32] = []
  private var weights: [Double] = []

  init(people: Int) { self.people = people }

  var hasEdges: Bool { !persons.isEmpty }

  /// Begins a task that credit enters at in proportion to its effort > 0.
  mutating func addTask(effort: Double) {
    jumps.append(effort)
    starts.append(persons.count)
  }

  /// Joins a person to the task that was added last.
  mutating func join(_ person: Int32, _ weight: Double) {
    guard weight > 0 else { return }
    persons.append(person)
    weights.append(weight)
    starts[starts.count - 1] = persons.count
  }

  /// The people's ranks, up to a common factor; 0 for people without an edge.
  ///
  /// - Parameter tolerance: stops when the sum of the people's absolute changes, as parts of all credit, is at most this.
  /// - Throws: `invalidWeight` when the efforts have no finite sum.
  /// - Complexity: O(edges) a round; at damping 0.85 the error falls to a third in each.
  func ranks(damping: Double, tolerance: Double) throws(AttributionError) -> [Double] {
    let total = compensatedSum(jumps)
    guard total > 0, total.isFinite else { throw AttributionError(.invalidWeight, "teleport") }
    // Ranks are kept per unit of the node's weight: each edge then needs one number only.
    var personWeight = [Double](repeating: 0, count: people)
    var taskWeight = [Double](repeating: 0, count: jumps.count)
    for task in jumps.indices {
      for edge in starts[task]..<starts[task + 1] {
        let weight = weights[edge] / total
        taskWeight[task] += weight
        personWeight[Int(persons[edge])] += weight
      }
    }
    var ofPerson = [Double](repeating: 0, count: people)
    var ofTask = [Double](repeating: 0, count: jumps.count)
    var incoming = ofPerson
    let square = damping * damping
    var factor = 1.0
    for _ in 0..<1000 {
      for person in 0..<people { incoming[person] = 0 }
      for task in jumps.indices where taskWeight[task] > 0 {
        var sum = 0.0
        let edges = starts[task]..<starts[task + 1]
        for edge in edges { sum += weights[edge] * ofPerson[Int(persons[edge])] }
        let value = (jumps[task] + damping * sum) / (total * taskWeight[task])
        ofTask[task] += factor * (value - ofTask[task])
        let passed = damping / total * ofTask[task]
        for edge in edges { incoming[Int(persons[edge])] += weights[edge] * passed }
      }
      factor = factor == 1 ? 1 / (1 - square / 2) : 1 / (1 - square * factor / 4)
      var change = 0.0
      for person in 0..<people where personWeight[person] > 0 {
        let move = factor * (incoming[person] / personWeight[person] - ofPerson[person])
        ofPerson[person] += move
        change += move.magnitude * personWeight[person]
      }
      factor = 1 / (1 - square * factor / 4)
      if change <= tolerance { break }
    }
    return (0..<people).map { ofPerson[$0] * personWeight[$0] }
  }
}
