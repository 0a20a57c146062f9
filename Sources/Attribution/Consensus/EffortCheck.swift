import Contribution
import Glibc

/// Stated efforts held against what tasks usually weigh in the same key result: a second look at the same tasks, by their number.
///
/// l_i = ln(authored units of i / number of authored acts of i), over stated efforts. Usual is the upper median of the others' l. Beyond
/// `tolerance` standard errors of l_i - usual, `strength` of the excess on the log scale is taken off the units of i. An act
/// without a stated effort counts at most as much as the largest that its person stated. Never up: cutting tasks into pieces gains
/// nothing. More units of one's own never lower what is used of them, since strength < 1.
struct EffortCheck: Sendable {
  /// Squared coefficient of variation of one task's effort around its person's usual.
  let withinVariance: Double
  /// Variance of people's usual ln effort within a key result, honest differences included.
  let betweenVariance: Double

  static let strength = 0.9
  static let tolerance = 0.75

  /// ln factor <= 0 on every person's authored units; empty where nothing is taken off.
  ///
  /// - Complexity: O(people log people).
  func moves(_ efforts: StatedEfforts) -> [Double] {
    var cells: [Cell] = []
    for person in 0..<efforts.people {
      guard let log = efforts.log(person) else { continue }
      cells.append(Cell(person: person, log: log, variance: betweenVariance + withinVariance / efforts.count(person)))
    }
    var moves: [Double] = []
    if cells.count >= 3 {
      cells.sort { $0.log == $1.log ? $0.person < $1.person : $0.log < $1.log }
      let noise = cells.reduce(0) { $0 + $1.variance } / Double(cells.count)
      let middle = (cells.count - 1) / 2
      for (rank, cell) in cells.enumerated() {
        // One person has one vote, however many pieces the work is cut into.
        let usual = cells[middle < rank ? middle : middle + 1].log
        // The median of normal values is known 1.57 times less well than their mean.
        let error = (cell.variance + 1.57 * noise / Double(cells.count - 1)).squareRoot()
        let excess = cell.log - usual - Self.tolerance * error
        guard excess > 0 else { continue }
        if moves.isEmpty { moves = Array(repeating: 0, count: efforts.people) }
        moves[cell.person] = -Self.strength * excess
      }
    }
    return efforts.capped(moves)
  }

  private struct Cell {
    let person: Int
    let log: Double
    let variance: Double
  }
}

extension EffortCheck {
  /// Learns both variances from key results, by moments.
  ///
  /// - Complexity: O(people).
  init(_ games: [StatedEfforts]) {
    var (spread, freedom) = (0.0, 0.0)
    for game in games {
      for person in 0..<game.people where game.count(person) >= 2 {
        guard let relative = game.relativeSquare(person) else { continue }
        spread += game.count(person) * max(0, relative)
        freedom += game.count(person) - 1
      }
    }
    let within = freedom > 0 ? max(0.01, spread / freedom) : 0.5
    var (excess, cells) = (0.0, 0.0)
    for game in games {
      var logs: [(log: Double, noise: Double)] = []
      for person in 0..<game.people where game.count(person) >= 2 {
        if let log = game.log(person) { logs.append((log, within / game.count(person))) }
      }
      guard logs.count >= 3 else { continue }
      let mean = logs.reduce(0) { $0 + $1.log } / Double(logs.count)
      let free = 1 - 1 / Double(logs.count)
      for cell in logs {
        let gap = cell.log - mean
        excess += min(gap * gap, 9 * (cell.noise + 0.1)) / free - cell.noise
        cells += 1
      }
    }
    withinVariance = within
    betweenVariance = cells > 0 ? max(0.01, excess / cells) : 0.1
  }
}
