public import Contribution

extension ConsensusModel {
  /// What the share would be without one record.
  public struct Counterfactual: Sendable, Equatable {
    /// The record, its amount in units of its channel.
    public var act: EvidenceAct
    public var shareWithout: Double
  }

  /// The records of a person whose removal, one at a time, moves the person's share most: largest move first.
  ///
  /// Every act of the person is looked at; company parameters stay as they are. Computed on demand.
  /// - Throws: code `invalidIndex` for a person who is not there.
  /// - Complexity: O(the person's acts x (ratings + people x grid)).
  public func counterfactuals(
    _ records: KeyResultRecords, _ units: EvidenceUnits, person: Int, limit: Int = 3
  ) throws(AttributionError) -> [Counterfactual] {
    guard records.people.count == units.people, (0..<units.people).contains(person) else {
      throw AttributionError(.invalidIndex, "person")
    }
    guard units.people >= 2 else { return [] }
    let before = shares(records, StatedEfforts(units))[person]
    let rates = fit.rates.rates
    let own = units.acts.filter { Int($0.person) == person }
    let heaviest = own.indices.sorted {
      let (left, right) = (worth(own[$0], rates), worth(own[$1], rates))
      return left == right ? $0 < $1 : left > right
    }
    var moves: [(order: Int, move: Double, result: Counterfactual)] = []
    for (order, index) in heaviest.enumerated() {
      let act = own[index]
      let place = person * Channel.count + act.channel.index
      var (sums, squares, counts) = (units.sums, units.squares, units.counts)
      sums[place] = max(0, sums[place] - act.amount)
      squares[place] = max(0, squares[place] - act.amount * act.amount)
      counts[place] -= 1
      let after = shares(
        records, StatedEfforts(sums: sums, squares: squares, counts: counts, imputed: units.imputed))[person]
      moves.append((order, abs(after - before), Counterfactual(act: act, shareWithout: after)))
    }
    moves.sort { $0.move == $1.move ? $0.order < $1.order : $0.move > $1.move }
    return moves.prefix(limit).map(\.result)
  }

  private func worth(_ act: EvidenceAct, _ rates: [Double]) -> Double { act.amount * rates[act.channel.index] }
}
