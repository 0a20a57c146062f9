internal import FairshareSQL
package import Postgres

/// Consensus shares of one key result as they were computed now, in whole units of 1e-9.
package struct ConsensusShares: Sendable {
  package let value: Double
  package let people: [Int32]
  package let units: [Int64]

  package init(value: Double, people: [Int32], units: [Int64]) {
    self.value = value
    self.people = people
    self.units = units
  }
}

/// How far people's shares lie from those of a published run.
///
/// A person's move is the mean over the key results of both, by value, of how far the share goes up or down: 0 to 1. Who has a share
/// in only one of the two had, or has, 0 in the other.
package struct ShareMoves: Sendable {
  /// One move a person: those whom the source knows in the order of their ids, then the others.
  package let moves: [Double]

  /// Rows fetched at a time.
  private static let portion = 20_000

  /// - Parameter shares: by position of the key result in the period; nil where there is no consensus or no value.
  /// - Throws: `PostgresError`.
  package init(
    _ connection: inout Connection, since run: RunID, _ period: PeriodRecords, _ shares: [ConsensusShares?]
  ) throws {
    var positions: [String: Int] = [:]
    for position in shares.indices where shares[position] != nil { positions[period.keyResultID(position)] = position }
    var sums = Sums(people: period.people)
    try connection.withTransaction { connection in
      let cursor = try quotedIdentifier("back_test")
      try connection.execute(
        "DECLARE \(cursor) NO SCROLL CURSOR FOR \(Query.publishedConsensus.sql)", [.uuid(run.bits)])
      var keyResult = ""
      var before: [(person: Int, units: Int64)] = []
      func close() {
        if let position = positions[keyResult], let now = shares[position], !before.isEmpty { sums.add(now, before) }
        before.removeAll(keepingCapacity: true)
      }
      while true {
        // The first portion waits for the sort.
        let rows = try connection.execute("FETCH \(Self.portion) FROM \(cursor)", patience: .seconds(600))
        for row in 0..<rows.count {
          let next = try rows.text(row, 0)
          if next != keyResult {
            close()
            keyResult = next
          }
          let person = try rows.text(row, 1)
          before.append((sums.place(person, period.personNumber(person)), try rows.nano(row, 2)))
        }
        guard rows.count == Self.portion else { break }
      }
      close()
    }
    moves = sums.moves
  }

  private struct Sums {
    private var moved: [Double]
    private var weight: [Double]
    /// Places of people whom the source no longer knows, behind those whom it does.
    private var others: [String: Int] = [:]

    init(people: Int) {
      moved = Array(repeating: 0, count: people)
      weight = moved
    }

    mutating func place(_ id: String, _ number: Int32?) -> Int {
      if let number { return Int(number) }
      if let place = others[id] { return place }
      others[id] = moved.count
      moved.append(0)
      weight.append(0)
      return moved.count - 1
    }

    mutating func add(_ now: ConsensusShares, _ before: [(person: Int, units: Int64)]) {
      var left = Dictionary(before.map { ($0.person, $0.units) }) { first, _ in first }
      for (person, units) in zip(now.people, now.units) {
        add(Int(person), now.value, abs(units - (left.removeValue(forKey: Int(person)) ?? 0)))
      }
      for (person, units) in before where left[person] != nil { add(person, now.value, units) }
    }

    private mutating func add(_ person: Int, _ value: Double, _ units: Int64) {
      moved[person] += value * Double(units) / 1e9
      weight[person] += value
    }

    var moves: [Double] { moved.indices.filter { weight[$0] > 0 }.map { moved[$0] / weight[$0] } }
  }
}
