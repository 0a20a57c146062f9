internal import Statistics

/// Who took part in which key result, sorted by person and team, and the sums over pairs of key results that a fit needs.
struct OutcomeDesign {
  private struct Entry {
    var person: Int32
    var team: Int32
    var row: Int32
    var part: Double
  }

  /// By person, then team, then key result.
  private let entries: [Entry]
  /// What one person did in key results of one team.
  private let cells: [(team: Int32, entries: Range<Int>)]
  /// Cells of each person who took part.
  private let people: [Range<Int>]
  /// Number of the team of each row, dense.
  private let teams: [Int32]
  private let teamCount: Int

  /// - Complexity: O(entries log entries).
  init(_ panel: OutcomePanel, rows: [Int]) {
    let ids = Set(rows.map { panel.team[$0] }).sorted()
    let place = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, Int32($0)) })
    teams = rows.map { place[panel.team[$0]] ?? 0 }
    teamCount = ids.count
    var entries: [Entry] = []
    for (row, source) in rows.enumerated() {
      for at in panel.starts[source]..<panel.starts[source + 1] {
        entries.append(Entry(person: panel.person[at], team: teams[row], row: Int32(row), part: panel.part[at]))
      }
    }
    entries.sort { ($0.person, $0.team, $0.row) < ($1.person, $1.team, $1.row) }
    var cells: [(team: Int32, entries: Range<Int>)] = []
    var people: [Range<Int>] = []
    for (at, entry) in entries.enumerated() {
      let isNew = at == 0 || entries[at - 1].person != entry.person
      if isNew || entries[at - 1].team != entry.team {
        people.append(isNew ? cells.count..<cells.count + 1 : (people.popLast()?.lowerBound ?? 0)..<cells.count + 1)
        cells.append((entry.team, at..<at + 1))
      } else {
        cells[cells.count - 1].entries = cells[cells.count - 1].entries.lowerBound..<at + 1
      }
    }
    self.entries = entries
    self.cells = cells
    self.people = people
  }

  /// Sum over pairs of key results of different teams of y_k y_l K_kl, and how often turned signs of whole teams give as much.
  ///
  /// Signs are turned by team, because key results of one team may go well or badly together for any reason.
  func crossTeamSum(_ outcomes: [Double], turns: Int, seed: UInt64) -> (sum: Double, probability: Double) {
    let sums = cellSums(outcomes)
    let sum = acrossTeams(sums)
    var asLarge = 0
    for turn in 0..<turns {
      let signs = Self.signs(teamCount, seed: seed, stream: stableHash(7, UInt64(turn)))
      if acrossTeams(zip(sums, cells).map { $0 * signs[Int($1.team)] }) >= sum { asLarge += 1 }
    }
    return (sum, Double(1 + asLarge) / Double(1 + turns))
  }

  /// Sum over pairs of key results of different teams of K_kl^2: the mean square of the sum above for random signs of key results.
  func crossTeamScale(turns: Int, seed: UInt64) -> Double {
    var total = 0.0
    for turn in 0..<turns {
      let sum = acrossTeams(cellSums(Self.signs(teams.count, seed: seed, stream: stableHash(8, UInt64(turn)))))
      total += sum * sum
    }
    return turns > 0 ? total / Double(turns) : 0
  }

  /// Sum of part times value over the entries of each cell.
  private func cellSums(_ values: [Double]) -> [Double] {
    cells.map { cell in cell.entries.reduce(0) { $0 + entries[$1].part * values[Int(entries[$1].row)] } }
  }

  /// Sum over people, and over pairs of their cells, of the product of the cells' sums.
  private func acrossTeams(_ sums: [Double]) -> Double {
    var total = 0.0
    for own in people where own.count > 1 {
      var sum = 0.0
      var squares = 0.0
      for cell in own {
        sum += sums[cell]
        squares += sums[cell] * sums[cell]
      }
      total += (sum * sum - squares) / 2
    }
    return total
  }

  /// Variance that key results of one team share beyond their people, and that of single key results; the last at least a tenth.
  func otherVariances(_ outcomes: [Double], personVariance: Double) -> (team: Double, error: Double) {
    var byTeam = [(sum: Double, squares: Double, rows: Double)](repeating: (0, 0, 0), count: teamCount)
    for (row, outcome) in outcomes.enumerated() {
      byTeam[Int(teams[row])].sum += outcome
      byTeam[Int(teams[row])].squares += outcome * outcome
      byTeam[Int(teams[row])].rows += 1
    }
    // Sum of K over pairs of one team, and of its diagonal.
    var shared = 0.0
    var diagonal = 0.0
    for cell in cells {
      let sum = cell.entries.reduce(0) { $0 + entries[$1].part }
      let squares = cell.entries.reduce(0) { $0 + entries[$1].part * entries[$1].part }
      shared += (sum * sum - squares) / 2
      diagonal += squares
    }
    let products = byTeam.reduce(0) { $0 + ($1.sum * $1.sum - $1.squares) / 2 }
    let pairs = byTeam.reduce(0) { $0 + $1.rows * ($1.rows - 1) / 2 }
    let team = pairs > 0 ? max(0, (products - personVariance * shared) / pairs) : 0
    let count = Double(max(1, outcomes.count))
    let all = byTeam.reduce(0) { $0 + $1.squares } / count
    return (team, max(all / 10, all - personVariance * diagonal / count - team))
  }

  /// Columns of people, then of teams; a team's column is scaled so that one ridge serves both.
  func matrix(people: Int, teamScale: Double) -> SparseMatrix {
    var cells = entries.map { (row: Int($0.row), column: Int($0.person), value: $0.part) }
    for (row, team) in teams.enumerated() where teamScale > 0 { cells.append((row, people + Int(team), teamScale)) }
    return SparseMatrix(rows: teams.count, columns: people + teamCount, entries: cells)
  }

  /// Whose effect can be told: enough key results in several teams, nobody else in exactly the same ones, enough to learn from.
  func identified(people: Int, lambda: Double) -> [Bool] {
    var result = [Bool](repeating: false, count: people)
    var holders: [[Int32]: Int] = [:]
    var candidates: [(person: Int, rows: [Int32])] = []
    for cells in self.people {
      let own = cells.flatMap { self.cells[$0].entries.map { entries[$0] } }
      let rows = own.map(\.row).sorted()
      holders[rows, default: 0] += 1
      // The most that can be learned: what colleagues explain alike is not taken off.
      let learned = own.reduce(0) { $0 + $1.part * $1.part }
      if own.count >= OutcomeFit.leastOfPerson, cells.count > 1,
        learned > OutcomeFit.leastReliability * (learned + lambda)
      {
        candidates.append((Int(own[0].person), rows))
      }
    }
    for candidate in candidates where holders[candidate.rows] == 1 { result[candidate.person] = true }
    return result
  }

  private static func signs(_ count: Int, seed: UInt64, stream: UInt64) -> [Double] {
    var generator = CounterGenerator(seed: seed, stream: stream)
    var signs: [Double] = []
    signs.reserveCapacity(count)
    while signs.count < count {
      let word = generator.next()
      for bit in 0..<min(64, count - signs.count) { signs.append(word >> UInt64(bit) & 1 == 0 ? 1 : -1) }
    }
    return signs
  }
}
