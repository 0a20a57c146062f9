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
    let imputedTasks = Set(
      records.tasks.source.indices.filter { records.tasks.isImputed[$0] }.map { records.tasks.source[$0] })
    var moves: [(order: Int, move: Double, result: Counterfactual)] = []
    for (order, index) in heaviest.enumerated() {
      let act = own[index]
      let place = person * Channel.count + act.channel.index
      var (sums, squares, counts) = (units.sums, units.squares, units.counts)
      sums[place] = max(0, sums[place] - act.amount)
      squares[place] = max(0, squares[place] - act.amount * act.amount)
      counts[place] -= 1
      var imputed = units.imputed
      if act.channel == .authored, imputedTasks.contains(act.source) {
        imputed?.sums[person] -= act.amount
        imputed?.counts[person] -= 1
      } else if act.channel == .authored, act.amount == imputed?.largest[person] {
        let rest = own.indices.filter {
          $0 != index && own[$0].channel == .authored && !imputedTasks.contains(own[$0].source)
        }
        imputed?.largest[person] = rest.map { own[$0].amount }.max() ?? 0
      }
      let after = shares(
        records, StatedEfforts(sums: sums, squares: squares, counts: counts, imputed: imputed))[person]
      moves.append((order, abs(after - before), Counterfactual(act: act, shareWithout: after)))
    }
    moves.sort { $0.move == $1.move ? $0.order < $1.order : $0.move > $1.move }
    return moves.prefix(limit).map(\.result)
  }

  private func worth(_ act: EvidenceAct, _ rates: [Double]) -> Double { act.amount * rates[act.channel.index] }
}
